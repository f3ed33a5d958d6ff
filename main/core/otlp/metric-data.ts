import { ValueType } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type DataPoint,
  type Histogram,
  type MetricData,
  type ResourceMetrics,
  type ScopeMetrics,
} from '@opentelemetry/sdk-metrics';
import type { Scope, SentHistogram, SentPoint } from '../model/sent-point.ts';

type Group = readonly [SentPoint, ...SentPoint[]];

/** Points as OpenTelemetry's data, one for each resource, in order of first appearance. */
export function resourceMetricsOf(points: readonly SentPoint[]): ResourceMetrics[] {
  const textOf = rememberedText();
  return grouped(points, ({ resource }) => textOf(resource)).map((group) => ({
    resource: resourceFromAttributes({ ...group[0].resource }),
    scopeMetrics: grouped(group, ({ scope }) => textOf(scope)).map(scopeMetricsOf),
  }));
}

/** One metric per name, kind and unit. */
function scopeMetricsOf(points: Group): ScopeMetrics {
  const metrics = grouped(points, ({ kind, metric, unit }) => `${kind} ${metric} ${unit}`);
  return { scope: scopeData(points[0].scope), metrics: metrics.map(metricOf) };
}

/** OpenTelemetry's serializer writes a scope's attributes, though its type does not have them. */
function scopeData({ name, version, schemaUrl, attributes }: Scope) {
  return { name, version, schemaUrl, attributes: Object.fromEntries(attributes) };
}

function grouped(points: readonly SentPoint[], keyOf: (point: SentPoint) => string): Group[] {
  const groups = new Map<string, [SentPoint, ...SentPoint[]]>();
  for (const point of points) {
    const key = keyOf(point);
    const group = groups.get(key);
    if (group) group.push(point);
    else groups.set(key, [point]);
  }
  return [...groups.values()];
}

/** Many points share an object, and equal ones may be several. */
function rememberedText(): (value: object) => string {
  const texts = new Map<object, string>();
  return (value) => {
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = JSON.stringify(value);
    texts.set(value, text);
    return text;
  };
}

function metricOf(group: Group): MetricData {
  const { metric: name, description, unit, kind } = group[0];
  const descriptor = { name, description, unit, valueType: ValueType.DOUBLE };
  switch (kind) {
    case 'gauge':
      return {
        descriptor,
        aggregationTemporality: AggregationTemporality.DELTA,
        dataPointType: DataPointType.GAUGE,
        dataPoints: group.flatMap((point) =>
          point.kind === 'gauge'
            ? [{ ...commonOf(point), startTime: [0, 0] as [number, number], value: point.value }]
            : [],
        ),
      };
    case 'sum':
      return {
        descriptor,
        aggregationTemporality: AggregationTemporality.DELTA,
        dataPointType: DataPointType.SUM,
        isMonotonic: true,
        dataPoints: group.flatMap((point) =>
          point.kind === 'sum' ? [{ ...commonOf(point), value: point.value }] : [],
        ),
      };
    case 'histogram':
      return {
        descriptor,
        aggregationTemporality: AggregationTemporality.DELTA,
        dataPointType: DataPointType.HISTOGRAM,
        dataPoints: group.flatMap((point) =>
          point.kind === 'histogram' ? [{ ...commonOf(point), value: histogramOf(point) }] : [],
        ),
      };
  }
}

function commonOf({ startMs, timeMs, attributes }: SentPoint): Omit<DataPoint<never>, 'value'> {
  return { startTime: hrTime(startMs), endTime: hrTime(timeMs), attributes: { ...attributes } };
}

function histogramOf({ bounds, buckets, count, sum }: SentHistogram): Histogram {
  const value = { buckets: { boundaries: [...bounds], counts: [...buckets] }, count };
  return sum === undefined ? value : { ...value, sum };
}

/** Milliseconds to OpenTelemetry's [seconds, nanoseconds]. */
function hrTime(ms: number): [number, number] {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}
