import type { ExpositionFormat, PlacedSample } from '../model/exposition.ts';
import type { HistogramSeries } from '../model/family.ts';
import type { Labels } from '../model/sample.ts';
import { labelsKey, valueOf } from './labels-key.ts';
import { parseNumber } from './parse-number.ts';

/** The lines of one histogram series, as they come. */
interface Parts {
  readonly labels: Labels;
  readonly line: number;
  readonly cumulative: [bound: number, count: number][];
  sum: number | undefined;
  count: number | undefined;
  timestampMs: number | undefined;
  /** Whether `_sum` or `_count` came twice. */
  twice: boolean;
}

/** A histogram that does not add up, the line where it begins and what it lacks, in words. */
interface BrokenHistogram {
  readonly line: number;
  readonly expected: string;
}

/** The histograms of a family. */
interface JoinedHistograms {
  readonly series: readonly HistogramSeries[];
  readonly broken: readonly BrokenHistogram[];
}

/** Joins the samples `_bucket`, `_sum` and `_count` of a family, whatever their order; the others are left out. */
export function joinHistograms(
  family: string,
  samples: readonly PlacedSample[],
  format: ExpositionFormat,
  created: ReadonlyMap<string, number> | undefined,
): JoinedHistograms {
  const series: HistogramSeries[] = [];
  const broken: BrokenHistogram[] = [];
  for (const [key, parts] of collect(family, samples)) {
    const result = finish(parts, format, created?.get(key));
    if (typeof result === 'string') broken.push({ line: parts.line, expected: result });
    else series.push(result);
  }
  return { series, broken };
}

function collect(family: string, samples: readonly PlacedSample[]): Map<string, Parts> {
  const names = { bucket: `${family}_bucket`, sum: `${family}_sum`, count: `${family}_count` };
  const all = new Map<string, Parts>();
  for (const { sample, line } of samples) {
    const { name, labels, value } = sample;
    if (name !== names.bucket && name !== names.sum && name !== names.count) continue;
    const key = labelsKey(labels, 'le');
    const parts = all.get(key) ?? emptyParts(labels, line);
    all.set(key, parts);
    parts.timestampMs ??= sample.timestampMs;
    if (name === names.bucket) parts.cumulative.push([parseNumber(valueOf(labels, 'le') ?? '') ?? NaN, value]);
    else if (name === names.sum) addSum(parts, value);
    else addCount(parts, value);
  }
  return all;
}

function emptyParts(labels: Labels, line: number): Parts {
  const own = labels.filter(([name]) => name !== 'le');
  return { labels: own, line, cumulative: [], sum: undefined, count: undefined, timestampMs: undefined, twice: false };
}

function addSum(parts: Parts, value: number): void {
  parts.twice ||= parts.sum !== undefined;
  parts.sum = value;
}

function addCount(parts: Parts, value: number): void {
  parts.twice ||= parts.count !== undefined;
  parts.count = value;
}

/** The series, or in words what it lacks. */
function finish(parts: Parts, format: ExpositionFormat, createdMs: number | undefined): HistogramSeries | string {
  const { cumulative, labels, sum, timestampMs } = parts;
  if (cumulative.some(([bound]) => Number.isNaN(bound))) return 'a number in every "le"';
  cumulative.sort(([a], [b]) => compare(a, b));
  if (cumulative.some(([bound], at) => bound === cumulative[at - 1]?.[0])) return 'each "le" only once';
  if (parts.twice) return 'each line of a histogram only once';
  const last = cumulative[cumulative.length - 1];
  if (last?.[0] !== Infinity) return 'a bucket le="+Inf"';
  // OpenMetrics has a _count only beside a _sum: the last bucket is the count.
  const count = parts.count ?? (format === 'openmetrics' ? last[1] : undefined);
  if (count === undefined) return 'a _count beside the buckets';
  const buckets = cumulative.map(([, total], at) => total - (cumulative[at - 1]?.[1] ?? 0));
  if (!buckets.every((bucket) => bucket >= 0)) return 'buckets that do not fall';
  if (last[1] !== count) return 'a _count equal to the bucket le="+Inf"';
  const bounds = cumulative.slice(0, -1).map(([bound]) => bound);
  return { labels, bounds, buckets, count, sum, timestampMs, createdMs };
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
