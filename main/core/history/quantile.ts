/** Observations per bucket between ascending finite bounds; the last bucket lies above them all. */
export interface Distribution {
  readonly bounds: readonly number[];
  readonly buckets: readonly number[];
}

/**
 * The quantile `q` (0–1) by linear interpolation inside its bucket, as Prometheus' `histogram_quantile`.
 * Undefined without observations; Infinity when it lies above the last finite bound, where no number is known.
 */
export function quantileOf({ bounds, buckets }: Distribution, q: number): number | undefined {
  const count = buckets.reduce((sum, bucket) => sum + bucket, 0);
  if (count <= 0) return undefined;
  const rank = q * count;
  let below = 0;
  for (const [index, bound] of bounds.entries()) {
    const bucket = buckets[index] ?? 0;
    if (below + bucket >= rank && bucket > 0) {
      const lower = bounds[index - 1] ?? Math.min(0, bound);
      return lower + (bound - lower) * ((rank - below) / bucket);
    }
    below += bucket;
  }
  return Infinity;
}

/** Adds distributions bucket by bucket; undefined when there is none, or when their bounds are not the same. */
export function addUp(parts: readonly Distribution[]): Distribution | undefined {
  const [first] = parts;
  if (first === undefined || !parts.every((part) => sameBounds(part, first))) return undefined;
  const buckets = first.buckets.map((_, index) => parts.reduce((sum, part) => sum + (part.buckets[index] ?? 0), 0));
  return { bounds: first.bounds, buckets };
}

/** Whether two distributions can be added up. */
export function sameBounds(a: Distribution, b: Distribution): boolean {
  return a.bounds.length === b.bounds.length && a.bounds.every((bound, index) => bound === b.bounds[index]);
}
