import type { Labels } from '../series-id.ts';
import type { RawHistogramPoint, RawMetric, RawNumberPoint, RawPoint, RawRequest, RawTemporal } from './otlp-schema.ts';

/** A point as it came, before anybody judged it. */
export type RequestPoint = {
  readonly metric: string;
  readonly attributes: Labels;
} & PointBody;

export type Temporality = 'unspecified' | 'delta' | 'cumulative';

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
  const add = (raw: RawPoint, body: PointBody): void => {
    points.push({ metric: metric.name ?? '', attributes: attributesOf(raw), ...body });
  };
  for (const point of metric.gauge?.dataPoints ?? []) add(point, { kind: 'gauge', value: numberOf(point) });
  for (const point of metric.sum?.dataPoints ?? []) {
    const temporality = temporalityOf(metric.sum);
    add(point, { kind: 'sum', temporality, isMonotonic: metric.sum?.isMonotonic === true, value: numberOf(point) });
  }
  for (const point of metric.histogram?.dataPoints ?? []) add(point, histogramOf('histogram', metric.histogram, point));
  for (const point of metric.exponentialHistogram?.dataPoints ?? []) {
    add(point, histogramOf('exponentialHistogram', metric.exponentialHistogram, point));
  }
  for (const point of metric.summary?.dataPoints ?? []) add(point, { kind: 'summary' });
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

/** Text, booleans and numbers; other kinds of values are dropped, and of two equal keys the first one wins. */
function attributesOf(point: RawPoint): Labels {
  const attributes: Record<string, string> = {};
  for (const { key, value } of point.attributes ?? []) {
    const plain = value?.['stringValue'] ?? value?.['boolValue'] ?? value?.['intValue'] ?? value?.['doubleValue'];
    if (key === undefined || key === '' || plain === undefined || key in attributes) continue;
    attributes[key] = String(plain);
  }
  return attributes;
}
