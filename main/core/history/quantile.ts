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

/** Adds distributions bucket by bucket; those with other bounds than the newest are left out. */
export function addUp(parts: readonly Distribution[]): Distribution | undefined {
  const newest = parts[parts.length - 1];
  if (newest === undefined) return undefined;
  const same = parts.filter(({ bounds }) => String(bounds) === String(newest.bounds));
  const buckets = newest.buckets.map((_, index) => same.reduce((sum, part) => sum + (part.buckets[index] ?? 0), 0));
  return { bounds: newest.bounds, buckets };
}
