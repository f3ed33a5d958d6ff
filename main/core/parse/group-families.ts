import type { Family, HistogramSeries, NumberFamily, NumberSeries } from '../model/family.ts';
import type { Labels, ParseIssue, Sample } from '../model/sample.ts';
import { seriesKey } from '../model/series-key.ts';
import type { MetricType } from './parse-line.ts';
import { parseNumber } from './parse-number.ts';

/** A sample with the line it stood on. */
export interface PlacedSample {
  readonly sample: Sample;
  readonly line: number;
}

/** All samples under one `# TYPE`, in the order of the text. */
export interface RawFamily {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  readonly samples: readonly PlacedSample[];
}

/** Joins the lines of each family into series. A histogram that does not add up is an issue and is left out. */
export function groupFamilies(raw: readonly RawFamily[], issues: ParseIssue[]): Family[] {
  return raw.flatMap((family) => groupFamily(family, issues));
}

function groupFamily(family: RawFamily, issues: ParseIssue[]): Family[] {
  switch (family.type) {
    case 'counter':
    case 'gauge':
    case 'untyped':
      return [numberFamily(family, family.name, family.type, family.samples, issues)];
    case 'histogram':
      return [{ name: family.name, help: family.help, type: 'histogram', series: histograms(family, issues) }];
    case 'summary':
      return ['_sum', '_count'].map((suffix) => {
        const name = family.name + suffix;
        const samples = family.samples.filter(({ sample }) => sample.name === name);
        return numberFamily(family, name, 'counter', samples, issues);
      });
  }
}

function numberFamily(
  { help }: RawFamily,
  name: string,
  type: NumberFamily['type'],
  samples: readonly PlacedSample[],
  issues: ParseIssue[],
): NumberFamily {
  const series = new Map<string, NumberSeries>();
  for (const { sample, line } of samples) {
    const key = seriesKey('', sample.labels);
    if (series.has(key)) issues.push(issueOf(name, line, 'each series only once'));
    else
      series.set(key, {
        labels: sample.labels,
        value: sample.value,
        timestampMs: sample.timestampMs,
        createdMs: undefined,
      });
  }
  return { name, help, type, series: [...series.values()] };
}

interface HistogramParts {
  readonly labels: Labels;
  readonly line: number;
  readonly cumulative: [bound: number, count: number][];
  sum: number | undefined;
  count: number | undefined;
  timestampMs: number | undefined;
  /** Whether `_sum` or `_count` came twice. */
  twice: boolean;
}

function histograms(family: RawFamily, issues: ParseIssue[]): HistogramSeries[] {
  const parts = new Map<string, HistogramParts>();
  for (const { sample, line } of family.samples) {
    const labels = sample.labels.filter(([name]) => name !== 'le');
    const key = seriesKey('', labels);
    const part = parts.get(key) ?? emptyParts(labels, line);
    parts.set(key, part);
    part.timestampMs ??= sample.timestampMs;
    addPart(part, family.name, sample);
  }
  return [...parts.values()].flatMap((part) => {
    const result = finishHistogram(part);
    if (typeof result !== 'string') return [result];
    issues.push(issueOf(family.name, part.line, result));
    return [];
  });
}

function emptyParts(labels: Labels, line: number): HistogramParts {
  return { labels, line, cumulative: [], sum: undefined, count: undefined, timestampMs: undefined, twice: false };
}

function addPart(part: HistogramParts, family: string, sample: Sample): void {
  switch (sample.name) {
    case `${family}_sum`:
      part.twice ||= part.sum !== undefined;
      part.sum = sample.value;
      break;
    case `${family}_count`:
      part.twice ||= part.count !== undefined;
      part.count = sample.value;
      break;
    case `${family}_bucket`: {
      const le = sample.labels.find(([name]) => name === 'le')?.[1] ?? '';
      part.cumulative.push([parseNumber(le) ?? NaN, sample.value]);
      break;
    }
    default:
  }
}

/** The histogram, or in words what it lacks. */
function finishHistogram(part: HistogramParts): HistogramSeries | string {
  const { cumulative, count } = part;
  cumulative.sort(([a], [b]) => a - b);
  if (cumulative.some(([bound]) => Number.isNaN(bound))) return 'a number in every "le"';
  if (new Set(cumulative.map(([bound]) => bound)).size !== cumulative.length) return 'each "le" only once';
  if (part.twice) return 'each line of a histogram only once';
  if (cumulative[cumulative.length - 1]?.[0] !== Infinity) return 'a bucket le="+Inf"';
  if (count === undefined) return 'a _count beside the buckets';
  const totals = cumulative.map(([, total]) => total);
  const buckets = totals.map((total, index) => total - (totals[index - 1] ?? 0));
  if (!buckets.every((bucket) => bucket >= 0)) return 'buckets that do not fall';
  if (totals[totals.length - 1] !== count) return 'a _count equal to the bucket le="+Inf"';
  const bounds = cumulative.slice(0, -1).map(([bound]) => bound);
  const { labels, sum, timestampMs } = part;
  return { labels, bounds, buckets, count, sum, timestampMs, createdMs: undefined };
}

function issueOf(family: string, line: number, expected: string): ParseIssue {
  return { line, column: 1, expected, family };
}
