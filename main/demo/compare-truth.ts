import { sameBounds } from './series-value.ts';
import type { HistogramValue, SeriesValue } from './series-value.ts';

/** Float sums telescope only as floats do; a relative distance up to this counts as equal. */
const FLOAT_TOLERANCE = 1e-9;

/** One value that is not what it should be. */
export interface Difference {
  /** `lost`: less arrived than was owed. `invented`: more, or something of another shape. */
  readonly kind: 'lost' | 'invented';
  /** Which series and value, with both numbers. */
  readonly sentence: string;
}

type Series = ReadonlyMap<string, SeriesValue>;

/** The sentences of `findDifferences`; an empty list means exact. */
export function compareTruth(truth: Series, sink: Series): readonly string[] {
  return findDifferences(truth, sink).map(({ sentence }) => sentence);
}

/**
 * Compares what happened with what arrived, value by value: counters, and of histograms count, sum and each bucket.
 * Integers must be equal, float sums nearly so. A series that only one side knows is a difference unless it is zero:
 * nothing is owed for a counter that did not move.
 */
export function findDifferences(truth: Series, sink: Series): readonly Difference[] {
  const ids = [...new Set([...truth.keys(), ...sink.keys()])].sort();
  return ids.flatMap((id) => compareSeries(id, truth.get(id), sink.get(id)));
}

function compareSeries(
  id: string,
  owed: SeriesValue | undefined,
  arrived: SeriesValue | undefined,
): readonly Difference[] {
  if (owed === undefined) {
    return arrived === undefined || isZero(arrived)
      ? []
      : [invented(`${id}: arrived (${describe(arrived)}), but never happened.`)];
  }
  if (arrived === undefined) {
    return isZero(owed) ? [] : [{ kind: 'lost', sentence: `${id}: never arrived; ${describe(owed)} was owed.` }];
  }
  if (owed.kind === 'sum' && arrived.kind === 'sum') {
    const sentence = `${id}: ${owed.value} was owed, ${arrived.value} arrived.`;
    return compareNumbers(owed.value, arrived.value, sentence);
  }
  if (owed.kind === 'histogram' && arrived.kind === 'histogram') return compareHistograms(id, owed, arrived);
  return [invented(`${id}: a ${owed.kind} was owed, a ${arrived.kind} arrived.`)];
}

function compareHistograms(id: string, owed: HistogramValue, arrived: HistogramValue): readonly Difference[] {
  if (!sameBounds(owed.bounds, arrived.bounds)) {
    return [invented(`${id}: the bounds are ${owed.bounds.join(' ')}, ${arrived.bounds.join(' ')} arrived.`)];
  }
  const length = Math.max(owed.buckets.length, arrived.buckets.length);
  const buckets = Array.from({ length }, (_, i) => {
    const [due, came] = [owed.buckets[i] ?? 0, arrived.buckets[i] ?? 0];
    const edge = owed.bounds[i] ?? '+Inf';
    return compareNumbers(due, came, `${id}: ${due} in the bucket up to ${edge} were owed, ${came} arrived.`);
  });
  return [
    ...compareNumbers(owed.count, arrived.count, `${id}: a count of ${owed.count} was owed, ${arrived.count} arrived.`),
    ...compareNumbers(owed.sum, arrived.sum, `${id}: a sum of ${owed.sum} was owed, ${arrived.sum} arrived.`),
    ...buckets.flat(),
  ];
}

function compareNumbers(owed: number, arrived: number, sentence: string): readonly Difference[] {
  if (isEqual(owed, arrived)) return [];
  return [{ kind: arrived < owed ? 'lost' : 'invented', sentence }];
}

function invented(sentence: string): Difference {
  return { kind: 'invented', sentence };
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
