/** What a test reads in a text that a target answered with: only what a simulated NIM writes, one series per name. */

/** Cumulative counts by upper bound, +Inf last, as the text has them. */
export type Buckets = readonly (readonly [bound: number, count: number])[];

/** The value of the only series of this name; throws where there is none. */
export function valueOf(text: string, name: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${name}{`) || one.startsWith(`${name} `));
  if (line === undefined) throw new Error(`The text does not hold ${name}.`);
  return Number(line.slice(line.lastIndexOf(' ') + 1));
}

/** The sum over all series of this name; 0 where there is none. */
export function sumOf(text: string, name: string): number {
  const lines = text.split('\n').filter((one) => one.startsWith(`${name}{`) || one.startsWith(`${name} `));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

/** The buckets of the only histogram of this name. */
export function bucketsOf(text: string, name: string): Buckets {
  const lines = text.split('\n').filter((one) => one.startsWith(`${name}_bucket{`));
  return lines.map((line) => {
    const bound = /le="([^"]*)"/.exec(line)?.[1] ?? '';
    return [bound === '+Inf' ? Infinity : Number(bound), Number(line.slice(line.lastIndexOf(' ') + 1))];
  });
}

/** What came between two texts. */
export function gainOf(before: Buckets, after: Buckets): Buckets {
  return after.map(([bound, count], at) => [bound, count - (before[at]?.[1] ?? 0)]);
}

/** Both together. */
export function addBuckets(one: Buckets, other: Buckets): Buckets {
  return one.map(([bound, count], at) => [bound, count + (other[at]?.[1] ?? 0)]);
}

/**
 * The quantile by a line through the bucket that holds it, as Prometheus' `histogram_quantile`; Infinity above the
 * last finite bound. Source: prometheus.io/docs/prometheus/latest/querying/functions.
 */
export function quantileOf(buckets: Buckets, quantile: number): number {
  const total = buckets[buckets.length - 1]?.[1] ?? 0;
  const rank = quantile * total;
  const at = buckets.findIndex(([, count]) => count >= rank);
  const [upper, until] = buckets[at] ?? [Infinity, total];
  const [lower, from] = buckets[at - 1] ?? [0, 0];
  return upper === Infinity ? Infinity : lower + ((upper - lower) * (rank - from)) / (until - from);
}
