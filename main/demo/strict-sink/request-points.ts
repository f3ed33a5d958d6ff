import type { Labels } from '../series-id.ts';
import type {
  RawAttributeValue,
  RawHistogramPoint,
  RawMetric,
  RawNumberPoint,
  RawPoint,
  RawRequest,
  RawTemporal,
} from './otlp-schema.ts';

/** A point as it came, before anybody judged it. */
export type RequestPoint = {
  readonly metric: string;
  readonly attributes: Labels;
} & PointBody;

type Temporality = 'unspecified' | 'delta' | 'cumulative';

type PointBody =
  | { readonly kind: 'gauge'; readonly value: number }
  | { readonly kind: 'sum'; readonly temporality: Temporality; readonly isMonotonic: boolean; readonly value: number }
  | {
      readonly kind: 'histogram' | 'exponentialHistogram';
      readonly temporality: Temporality;
      readonly bounds: readonly number[];
      readonly buckets: readonly number[];
      readonly count: number;
      readonly sum: number | undefined;
    }
  | { readonly kind: 'summary' };

/** All points of a request in their order. Numbers that a float cannot hold exactly become NaN, and so are refused later. */
export function requestPoints(request: RawRequest): readonly RequestPoint[] {
  const points: RequestPoint[] = [];
  for (const resource of request.resourceMetrics ?? []) {
    for (const scope of resource.scopeMetrics ?? []) {
      for (const metric of scope.metrics ?? []) collectMetric(metric, points);
    }
  }
  return points;
}

function collectMetric(metric: RawMetric, points: RequestPoint[]): void {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
  const addAll = <P extends RawPoint>(raw: readonly P[] | undefined, bodyOf: (point: P) => PointBody): void => {
    for (const point of raw ?? []) {
      points.push({ metric: metric.name ?? '', attributes: attributesOf(point), ...bodyOf(point) });
    }
  };
  addAll(gauge?.dataPoints, (point) => ({ kind: 'gauge', value: numberOf(point) }));
  addAll(sum?.dataPoints, (point) => {
    const isMonotonic = sum?.isMonotonic === true;
    return { kind: 'sum', temporality: temporalityOf(sum), isMonotonic, value: numberOf(point) };
  });
  addAll(histogram?.dataPoints, (point) => histogramOf('histogram', histogram, point));
  addAll(exponentialHistogram?.dataPoints, (point) => {
    return histogramOf('exponentialHistogram', exponentialHistogram, point);
  });
  addAll(summary?.dataPoints, () => ({ kind: 'summary' }));
}

function histogramOf(
  kind: 'histogram' | 'exponentialHistogram',
  temporal: RawTemporal | undefined,
  point: RawHistogramPoint,
): PointBody {
  return {
    kind,
    temporality: temporalityOf(temporal),
    bounds: point.explicitBounds ?? [],
    buckets: (point.bucketCounts ?? []).map(safeInteger),
    count: safeInteger(point.count ?? '0'),
    sum: point.sum,
  };
}

function temporalityOf(temporal: RawTemporal | undefined): Temporality {
  if (temporal?.aggregationTemporality === 1) return 'delta';
  return temporal?.aggregationTemporality === 2 ? 'cumulative' : 'unspecified';
}

/** NaN also stands for a point without a value, as a staleness marker has none. */
function numberOf(point: RawNumberPoint): number {
  return point.asInt === undefined ? (point.asDouble ?? Number.NaN) : safeInteger(point.asInt);
}

function safeInteger(text: string): number {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

/**
 * Text, booleans and numbers; other kinds of values are dropped, and of two equal keys the first one wins.
 * An empty key or value is kept: it is judged later.
 */
function attributesOf(point: RawPoint): Labels {
  const attributes = new Map<string, string>();
  for (const { key = '', value = {} } of point.attributes ?? []) {
    const plain = plainValue(value);
    if (plain !== undefined && !attributes.has(key)) attributes.set(key, String(plain));
  }
  return Object.fromEntries(attributes);
}

function plainValue(value: RawAttributeValue): string | boolean | number | undefined {
  return value.stringValue ?? value.boolValue ?? value.intValue ?? value.doubleValue;
}
