import type { RequestPoint } from './request-points.ts';

/** Why Dynatrace refuses a point, in its own words; the last two are ours, for cases it documents without a code. */
type RejectReason =
  | 'UNSUPPORTED_METRIC_TYPE_MONOTONIC_CUMULATIVE_SUM'
  | 'UNSUPPORTED_METRIC_TYPE_CUMULATIVE_HISTOGRAM'
  | 'UNSUPPORTED_METRIC_TYPE_SUMMARY'
  | 'HISTOGRAM_BUCKET_INVALID'
  | 'VALUE_INVALID'
  | 'DIMENSION_COUNT_EXCEEDED'
  | 'DIMENSION_KEY_OR_VALUE_EMPTY'
  | 'METRIC_KEY_INVALID'
  | 'UNSUPPORTED_METRIC_TYPE_UNSPECIFIED_TEMPORALITY';

export interface RejectedPoint {
  readonly metric: string;
  readonly reason: RejectReason;
}

export interface Judgement {
  readonly accepted: readonly RequestPoint[];
  readonly rejected: readonly RejectedPoint[];
}

/** Dimensions a point may have, as long as a tenant has no advanced OTLP dimensions. */
const MOST_DIMENSIONS = 50;
const KEY_LENGTH = { least: 2, most: 255 };

/** Judges each point by itself, as Dynatrace does: one bad point never costs its neighbours. */
export function judgeRequest(points: readonly RequestPoint[]): Judgement {
  const accepted: RequestPoint[] = [];
  const rejected: RejectedPoint[] = [];
  for (const point of points) {
    const reason = rejectReason(point);
    if (reason === undefined) accepted.push(point);
    else rejected.push({ metric: point.metric, reason });
  }
  return { accepted, rejected };
}

/** The text of a partial success or of a 400: each metric once per reason. */
export function rejectionMessage(rejected: readonly RejectedPoint[]): string {
  const lines = new Set(rejected.map(({ metric, reason }) => `${metric} - Reason: ${reason}`));
  return `The following issues were encountered while ingesting OTLP metrics:\nErrors:\n${[...lines].join('\n')}`;
}

function rejectReason(point: RequestPoint): RejectReason | undefined {
  const { length } = point.metric;
  // Characters that are not allowed become "_"; a key is only lost when nothing of it remains, or by its length.
  if (length < KEY_LENGTH.least || length > KEY_LENGTH.most || !/[A-Za-z]/.test(point.metric)) {
    return 'METRIC_KEY_INVALID';
  }
  const dimensions = Object.entries(point.attributes);
  if (dimensions.length > MOST_DIMENSIONS) return 'DIMENSION_COUNT_EXCEEDED';
  if (dimensions.some(([key, value]) => key === '' || value === '')) return 'DIMENSION_KEY_OR_VALUE_EMPTY';
  switch (point.kind) {
    case 'gauge':
      return Number.isFinite(point.value) ? undefined : 'VALUE_INVALID';
    case 'sum':
      return sumReason(point);
    case 'histogram':
    case 'exponentialHistogram':
      return histogramReason(point);
    case 'summary':
      return 'UNSUPPORTED_METRIC_TYPE_SUMMARY';
  }
}

function sumReason(point: Extract<RequestPoint, { kind: 'sum' }>): RejectReason | undefined {
  if (point.temporality === 'unspecified') return 'UNSUPPORTED_METRIC_TYPE_UNSPECIFIED_TEMPORALITY';
  if (point.temporality === 'cumulative' && point.isMonotonic) {
    return 'UNSUPPORTED_METRIC_TYPE_MONOTONIC_CUMULATIVE_SUM';
  }
  return Number.isFinite(point.value) ? undefined : 'VALUE_INVALID';
}

type HistogramPoint = Extract<RequestPoint, { kind: 'histogram' | 'exponentialHistogram' }>;

function histogramReason(point: HistogramPoint): RejectReason | undefined {
  if (point.temporality === 'unspecified') return 'UNSUPPORTED_METRIC_TYPE_UNSPECIFIED_TEMPORALITY';
  if (point.temporality === 'cumulative') return 'UNSUPPORTED_METRIC_TYPE_CUMULATIVE_HISTOGRAM';
  if (point.kind === 'histogram' && !areBucketsValid(point)) return 'HISTOGRAM_BUCKET_INVALID';
  // Without a sum Dynatrace takes no histogram; with one, it must be a number.
  const isValid = point.sum !== undefined && Number.isFinite(point.sum) && Number.isFinite(point.count);
  return isValid ? undefined : 'VALUE_INVALID';
}

/** Bounds rise, are finite, and leave room for one bucket more than there are; the buckets add up to the count. */
function areBucketsValid(point: HistogramPoint): boolean {
  const { bounds, buckets, count } = point;
  if (bounds.some((bound, i) => !Number.isFinite(bound) || (i > 0 && bound <= (bounds[i - 1] ?? bound)))) return false;
  // OTLP allows a histogram without any buckets: count and sum alone.
  if (buckets.length === 0) return bounds.length === 0;
  return buckets.length === bounds.length + 1 && buckets.reduce((sum, bucket) => sum + bucket, 0) === count;
}
