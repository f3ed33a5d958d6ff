/** What a counted series can hold, for the truth and for the sink alike, so that the two can be compared. */

/** A counter's growth, or the sum of its deltas. */
export interface SumValue {
  readonly kind: 'sum';
  readonly value: number;
}

/** A histogram's growth. `buckets` are not cumulative and one longer than `bounds`; the last one is above all bounds. */
export interface HistogramValue {
  readonly kind: 'histogram';
  readonly bounds: readonly number[];
  readonly buckets: readonly number[];
  readonly count: number;
  readonly sum: number;
}

export type SeriesValue = SumValue | HistogramValue;

/** The index of the bucket a value falls into; an edge belongs to the bucket below it, as `le` says. */
export function bucketIndex(bounds: readonly number[], value: number): number {
  const index = bounds.findIndex((bound) => value <= bound);
  return index === -1 ? bounds.length : index;
}

/**
 * `left` plus `factor` times `right`. The caller sees to it that both are of one kind and have the same bounds;
 * anything else is a bug and throws.
 */
export function addSeries(left: SeriesValue, right: SeriesValue, factor: 1 | -1): SeriesValue {
  if (left.kind === 'sum' && right.kind === 'sum') {
    return { kind: 'sum', value: left.value + factor * right.value };
  }
  if (left.kind === 'histogram' && right.kind === 'histogram' && sameBounds(left.bounds, right.bounds)) {
    return {
      kind: 'histogram',
      bounds: left.bounds,
      buckets: left.buckets.map((count, i) => count + factor * (right.buckets[i] ?? 0)),
      count: left.count + factor * right.count,
      sum: left.sum + factor * right.sum,
    };
  }
  throw new Error('Series of different kinds or bounds cannot be added.');
}

/** Whether two lists of bucket bounds are the same numbers in the same order. */
export function sameBounds(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((bound, i) => bound === right[i]);
}
