import type { MetricType } from '../model/exposition.ts';
import type { Exemplar, Sample } from '../model/sample.ts';
import { valueOf } from './labels-key.ts';
import { parseNumber } from './parse-number.ts';

/** A sample with its place in its family. */
export interface FamilySample {
  readonly family: string;
  readonly type: MetricType;
  /** What follows the family's name in the sample's. */
  readonly suffix: string;
  readonly sample: Sample;
}

/** Code points in the names and values of an exemplar's labels. */
const EXEMPLAR_LABELS_LENGTH = 128;

/** Neither negative nor NaN. A `_gsum` may be negative. */
const COUNTED: ReadonlySet<string> = new Set(['_total', '_sum', '_count', '_bucket', '_gcount']);
const WHOLE: ReadonlySet<string> = new Set(['_count', '_bucket', '_gcount']);

/** What OpenMetrics 1.0 forbids about a sample's labels, value or exemplar, in words. */
export function sampleProblem(placed: FamilySample): string | undefined {
  return labelProblem(placed) ?? valueProblem(placed) ?? exemplarProblem(placed);
}

function labelProblem({ family, type, suffix, sample: { labels } }: FamilySample): string | undefined {
  if (type === 'stateset' && valueOf(labels, family) === undefined) return `a label "${family}" with the state`;
  if (suffix === '_bucket' && !isNumber(valueOf(labels, 'le'))) return 'a number in "le"';
  if (type !== 'summary' || suffix !== '') return undefined;
  const quantile = parseNumber(valueOf(labels, 'quantile') ?? '') ?? NaN;
  return quantile >= 0 && quantile <= 1 ? undefined : 'a "quantile" from 0 to 1';
}

function valueProblem({ type, suffix, sample: { value } }: FamilySample): string | undefined {
  switch (type) {
    case 'stateset':
      return value === 0 || value === 1 ? undefined : 'the value 0 or 1';
    case 'info':
      return value === 1 ? undefined : 'the value 1';
    case 'summary':
      return suffix === '' && value < 0 ? 'a quantile that is not negative' : countProblem(suffix, value);
    case 'counter':
    case 'gauge':
    case 'histogram':
    case 'gaugehistogram':
    case 'unknown':
      return countProblem(suffix, value);
  }
}

function countProblem(suffix: string, value: number): string | undefined {
  if (suffix === '_gsum' && Number.isNaN(value)) return 'a sum that is a number';
  if (COUNTED.has(suffix) && !(value >= 0)) return 'a value that is neither negative nor NaN';
  return WHOLE.has(suffix) && !Number.isInteger(value) ? 'a whole number' : undefined;
}

function exemplarProblem({ type, suffix, sample }: FamilySample): string | undefined {
  const { exemplar } = sample;
  if (exemplar === undefined) return undefined;
  const bucket = suffix === '_bucket' && (type === 'histogram' || type === 'gaugehistogram');
  if (!bucket && suffix !== '_total') return 'an exemplar only on a bucket or a _total';
  if (lengthOf(exemplar) > EXEMPLAR_LABELS_LENGTH)
    return `exemplar labels of at most ${EXEMPLAR_LABELS_LENGTH} characters`;
  const bound = parseNumber(valueOf(sample.labels, 'le') ?? '') ?? Infinity;
  return bucket && exemplar.value > bound ? 'an exemplar within its bucket' : undefined;
}

function lengthOf({ labels }: Exemplar): number {
  return Array.from(labels.flat().join('')).length;
}

function isNumber(text: string | undefined): boolean {
  return !Number.isNaN(parseNumber(text ?? '') ?? NaN);
}
