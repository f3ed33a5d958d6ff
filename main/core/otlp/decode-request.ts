import protobuf from 'protobufjs/light.js';
import type { Labels } from '../model/sample.ts';
import type { Attributes, Scope, SentPoint } from '../model/sent-point.ts';

const many = (id: number, type: string) => ({ rule: 'repeated', type, id });
const one = (id: number, type: string) => ({ type, id });
const TIMES = { startTimeUnixNano: one(2, 'fixed64'), timeUnixNano: one(3, 'fixed64') };

/** The used part of `opentelemetry/proto/metrics/v1/metrics.proto` and of what it stands in (version 1.x). */
const MESSAGES = {
  ExportMetricsServiceRequest: { fields: { resourceMetrics: many(1, 'ResourceMetrics') } },
  ResourceMetrics: { fields: { resource: one(1, 'Resource'), scopeMetrics: many(2, 'ScopeMetrics') } },
  Resource: { fields: { attributes: many(1, 'KeyValue') } },
  ScopeMetrics: { fields: { scope: one(1, 'Scope'), metrics: many(2, 'Metric'), schemaUrl: one(3, 'string') } },
  Scope: { fields: { name: one(1, 'string'), version: one(2, 'string'), attributes: many(3, 'KeyValue') } },
  Metric: {
    fields: {
      name: one(1, 'string'),
      description: one(2, 'string'),
      unit: one(3, 'string'),
      gauge: one(5, 'Numbers'),
      sum: one(7, 'Numbers'),
      histogram: one(9, 'Histograms'),
    },
  },
  Numbers: { fields: { dataPoints: many(1, 'NumberPoint') } },
  Histograms: { fields: { dataPoints: many(1, 'HistogramPoint') } },
  NumberPoint: { fields: { ...TIMES, asDouble: one(4, 'double'), attributes: many(7, 'KeyValue') } },
  HistogramPoint: {
    fields: {
      ...TIMES,
      count: one(4, 'fixed64'),
      // A sum of 0 is written, and must not be taken for none.
      sum: { ...one(5, 'double'), options: { proto3_optional: true, features: { field_presence: 'EXPLICIT' } } },
      bucketCounts: many(6, 'fixed64'),
      explicitBounds: many(7, 'double'),
      attributes: many(9, 'KeyValue'),
    },
  },
  KeyValue: { fields: { key: one(1, 'string'), value: one(2, 'AnyValue') } },
  AnyValue: { fields: { stringValue: one(1, 'string') } },
};

/** A 64-bit integer, as protobufjs reads it. */
interface Long {
  readonly high: number;
  readonly low: number;
  toNumber(): number;
}

interface KeyValue {
  readonly key: string;
  readonly value: { readonly stringValue: string } | null;
}

interface Times {
  readonly startTimeUnixNano: Long;
  readonly timeUnixNano: Long;
  readonly attributes: readonly KeyValue[];
}

interface NumberData extends Times {
  readonly asDouble: number;
}

interface HistogramData extends Times {
  readonly count: Long;
  readonly sum: number | null;
  readonly bucketCounts: readonly Long[];
  readonly explicitBounds: readonly number[];
}

interface MetricData {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly gauge: { readonly dataPoints: readonly NumberData[] } | null;
  readonly sum: { readonly dataPoints: readonly NumberData[] } | null;
  readonly histogram: { readonly dataPoints: readonly HistogramData[] } | null;
}

interface ScopeMetrics {
  readonly scope: { readonly name: string; readonly version: string; readonly attributes: readonly KeyValue[] } | null;
  readonly metrics: readonly MetricData[];
  readonly schemaUrl: string;
}

interface Request {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] } | null;
    readonly scopeMetrics: readonly ScopeMetrics[];
  }[];
}

type Surroundings = Pick<SentPoint, 'metric' | 'description' | 'unit' | 'resource' | 'scope'>;

const requestType = protobuf.Root.fromJSON({ nested: MESSAGES }).lookupType('ExportMetricsServiceRequest');

/**
 * The points of one of our own requests (`ExportMetricsServiceRequest`, not compressed), in its order: deltas whose
 * values are doubles and whose attributes are strings. Throws when the bytes are no protobuf.
 */
export function decodeRequest(body: Uint8Array): readonly SentPoint[] {
  const request = requestType.decode(body) as unknown as Request;
  const points: SentPoint[] = [];
  for (const { resource: described, scopeMetrics } of request.resourceMetrics) {
    const resource = attributesOf(described?.attributes ?? []);
    for (const part of scopeMetrics) {
      const scope = scopeOf(part);
      for (const metric of part.metrics) addPoints(points, metric, resource, scope);
    }
  }
  return points;
}

function addPoints(points: SentPoint[], metric: MetricData, resource: Attributes, scope: Scope): void {
  const { name, description, unit, gauge, sum, histogram } = metric;
  const around: Surroundings = { metric: name, description, unit, resource, scope };
  for (const point of gauge?.dataPoints ?? []) {
    const common = commonOf(point, around);
    // A gauge is of one moment: its start is not sent.
    points.push({ kind: 'gauge', ...common, startMs: common.timeMs, value: point.asDouble });
  }
  for (const point of sum?.dataPoints ?? [])
    points.push({ kind: 'sum', ...commonOf(point, around), value: point.asDouble });
  for (const point of histogram?.dataPoints ?? []) {
    points.push({
      kind: 'histogram',
      ...commonOf(point, around),
      bounds: [...point.explicitBounds],
      buckets: point.bucketCounts.map(numberOf),
      count: numberOf(point.count),
      sum: point.sum ?? undefined,
    });
  }
}

function commonOf(point: Times, around: Surroundings) {
  const times = { startMs: msOf(point.startTimeUnixNano), timeMs: msOf(point.timeUnixNano) };
  return { ...around, attributes: attributesOf(point.attributes), ...times };
}

function scopeOf({ scope, schemaUrl }: ScopeMetrics): Scope {
  const { name = '', version = '', attributes = [] } = scope ?? {};
  return { name, version, schemaUrl, attributes: pairsOf(attributes) };
}

function attributesOf(list: readonly KeyValue[]): Attributes {
  return Object.fromEntries(pairsOf(list));
}

function pairsOf(list: readonly KeyValue[]): Labels {
  return list.map(({ key, value }) => [key, value?.stringValue ?? '']);
}

/** Exact up to 2^53, which is all that a double could hold before it was encoded. */
function numberOf(value: Long): number {
  return value.toNumber();
}

/** Nanoseconds since 1970 are more than a double tells apart, so they are divided as whole numbers. */
function msOf({ high, low }: Long): number {
  const nanoseconds = (BigInt(high) << 32n) | BigInt(low >>> 0);
  return Number(nanoseconds / 1_000_000n) + Number(nanoseconds % 1_000_000n) / 1e6;
}
