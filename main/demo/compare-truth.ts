import { sameBounds } from './series-value.ts';
import type { HistogramValue, SeriesValue } from './series-value.ts';

/** Float sums telescope only as floats do; a relative distance up to this counts as equal. */
const FLOAT_TOLERANCE = 1e-9;

/**
 * Compares what happened with what arrived and returns each difference as a sentence; an empty list means exact.
 * Integers must be equal, float sums nearly so. A series that only one side knows is a difference unless it is zero:
 * nothing is owed for a counter that did not move.
 */
export function compareTruth(
  truth: ReadonlyMap<string, SeriesValue>,
  sink: ReadonlyMap<string, SeriesValue>,
): readonly string[] {
  const ids = [...new Set([...truth.keys(), ...sink.keys()])].sort();
  const differences: string[] = [];
  for (const id of ids) {
    differences.push(...compareSeries(id, truth.get(id), sink.get(id)));
  }
  return differences;
}

function compareSeries(id: string, owed: SeriesValue | undefined, arrived: SeriesValue | undefined): readonly string[] {
  if (owed === undefined) {
    return arrived === undefined || isZero(arrived)
      ? []
      : [`${id}: arrived (${describe(arrived)}), but never happened.`];
  }
  if (arrived === undefined) {
    return isZero(owed) ? [] : [`${id}: never arrived; ${describe(owed)} was owed.`];
  }
  if (owed.kind === 'sum' && arrived.kind === 'sum') {
    return isEqual(owed.value, arrived.value) ? [] : [`${id}: ${owed.value} was owed, ${arrived.value} arrived.`];
  }
  if (owed.kind === 'histogram' && arrived.kind === 'histogram') return compareHistograms(id, owed, arrived);
  return [`${id}: a ${owed.kind} was owed, a ${arrived.kind} arrived.`];
}

function compareHistograms(id: string, owed: HistogramValue, arrived: HistogramValue): readonly string[] {
  if (!sameBounds(owed.bounds, arrived.bounds)) {
    return [`${id}: the bounds are ${owed.bounds.join(' ')}, ${arrived.bounds.join(' ')} arrived.`];
  }
  const differences: string[] = [];
  if (owed.count !== arrived.count) {
    differences.push(`${id}: a count of ${owed.count} was owed, ${arrived.count} arrived.`);
  }
  if (!isEqual(owed.sum, arrived.sum)) {
    differences.push(`${id}: a sum of ${owed.sum} was owed, ${arrived.sum} arrived.`);
  }
  const length = Math.max(owed.buckets.length, arrived.buckets.length);
  for (let i = 0; i < length; i += 1) {
    if (owed.buckets[i] === arrived.buckets[i]) continue;
    const edge = owed.bounds[i] ?? '+Inf';
    differences.push(`${id}: ${owed.buckets[i]} in the bucket up to ${edge} were owed, ${arrived.buckets[i]} arrived.`);
  }
  return differences;
}

function isEqual(left: number, right: number): boolean {
  if (left === right) return true;
  if (Number.isInteger(left) && Number.isInteger(right)) return false;
  return Math.abs(left - right) <= FLOAT_TOLERANCE * Math.max(Math.abs(left), Math.abs(right));
}

function isZero(value: SeriesValue): boolean {
  return value.kind === 'sum' ? value.value === 0 : value.count === 0 && value.sum === 0;
}

function describe(value: SeriesValue): string {
  return value.kind === 'sum' ? `${value.value}` : `${value.count} observations, sum ${value.sum}`;
}
