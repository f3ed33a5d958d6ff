import { createNoopMeter, ValueType } from '@opentelemetry/api';
import { AggregationTemporalityPreference, OTLPMetricExporterBase } from '@opentelemetry/exporter-metrics-otlp-http';
import {
  createOtlpNetworkExportDelegate,
  ExporterMetrics,
  getSharedConfigurationDefaults,
  type IExporterTransport,
} from '@opentelemetry/otlp-exporter-base';
import { MetricsExporterMetricsHelper, ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type DataPoint,
  type Histogram,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import type { HistogramPoint, Point } from '../model/point.ts';
import { pointAttributes, resourceAttributes, type Origin } from './attributes.ts';

/** A finished OTLP request: what is stored, sent, and sent again, byte for byte. */
export interface EncodedRequest {
  /** `ExportMetricsServiceRequest` in protobuf, not compressed. */
  readonly body: Uint8Array;
  readonly points: number;
}

/** UCUM units by metric name; undefined where there is none to tell. */
export type UnitOf = (metric: string) => string | undefined;

/** Dynatrace refuses whole requests above these. Source: docs.dynatrace.com, "About metrics ingest". */
const MAX_POINTS = 15_000;
const MAX_BYTES = 4_000_000;

/** Requests within the limits, and the points that no request can carry, by reason. */
export interface EncodeResult {
  readonly requests: readonly EncodedRequest[];
  readonly dropped: { readonly 'limit:size': number; readonly 'limit:no_sum': number };
}

/** Encodes points of one target, split so that no request is over the limits. Dynatrace refuses a histogram without a sum. */
export function encodeRequests(points: readonly Point[], origin: Origin, unitOf: UnitOf): EncodeResult {
  const sendable = points.filter((point) => point.kind !== 'histogram' || point.sum !== undefined);
  const requests = splitAndEncode(sendable, (part) =>
    serialize({
      resource: resourceFromAttributes(resourceAttributes(origin)),
      scopeMetrics: [{ scope: { name: 'nim-glance' }, metrics: metricsOf(part, origin, unitOf) }],
    }),
  );
  const encoded = requests.reduce((sum, request) => sum + request.points, 0);
  return {
    requests,
    dropped: { 'limit:size': sendable.length - encoded, 'limit:no_sum': points.length - sendable.length },
  };
}

/** Halves until each part fits; a point too large alone is left out. */
function splitAndEncode(
  points: readonly Point[],
  encode: (part: readonly Point[]) => Uint8Array,
): readonly EncodedRequest[] {
  if (points.length === 0) return [];
  if (points.length <= MAX_POINTS) {
    const body = encode(points);
    if (body.length <= MAX_BYTES) return [{ body, points: points.length }];
    if (points.length === 1) return [];
  }
  const middle = Math.ceil(points.length / 2);
  return [...splitAndEncode(points.slice(0, middle), encode), ...splitAndEncode(points.slice(middle), encode)];
}

/** OpenTelemetry's exporter serializes and calls its transport in the same turn; ours keeps the bytes. */
function serialize(metrics: ResourceMetrics): Uint8Array {
  let body: Uint8Array | undefined;
  const transport: IExporterTransport = {
    send: (bytes) => {
      body = bytes;
      return Promise.resolve({ status: 'success' });
    },
    shutdown: () => undefined,
  };
  const delegate = createOtlpNetworkExportDelegate(
    getSharedConfigurationDefaults(),
    ProtobufMetricsSerializer,
    ownMetrics(),
    transport,
  );
  new OTLPMetricExporterBase(delegate, { temporalityPreference: AggregationTemporalityPreference.DELTA }).export(
    metrics,
    () => undefined,
  );
  if (body === undefined) throw new Error('OpenTelemetry handed over no bytes');
  return body;
}

let exporterMetrics: ExporterMetrics<ResourceMetrics> | undefined;

/** The exporter counts itself; without a meter provider these counts go nowhere. */
function ownMetrics(): ExporterMetrics<ResourceMetrics> {
  exporterMetrics ??= new ExporterMetrics<ResourceMetrics>({
    componentType: 'otlp_http_metric_exporter',
    metricsHelper: MetricsExporterMetricsHelper,
    meterProvider: { getMeter: () => createNoopMeter() },
    url: undefined,
    responseAttributesFromError: () => ({}),
  });
  return exporterMetrics;
}

/** One metric per name and kind, in order of first appearance. */
function metricsOf(points: readonly Point[], origin: Origin, unitOf: UnitOf): MetricData[] {
  const groups = new Map<string, [Point, ...Point[]]>();
  for (const point of points) {
    const key = `${point.kind} ${point.metric}`;
    const group = groups.get(key);
    if (group) group.push(point);
    else groups.set(key, [point]);
  }
  return [...groups.values()].map((group) => metricOf(group, origin, unitOf));
}

function metricOf(group: readonly [Point, ...Point[]], origin: Origin, unitOf: UnitOf): MetricData {
  const [{ metric: name, description, kind }] = group;
  const descriptor = { name, description, unit: unitOf(name) ?? '', valueType: ValueType.DOUBLE };
  switch (kind) {
    case 'gauge':
      return {
        descriptor,
        aggregationTemporality: AggregationTemporality.DELTA,
        dataPointType: DataPointType.GAUGE,
        dataPoints: group.flatMap((point) =>
          point.kind === 'gauge' ? [{ ...placed(point, origin), startTime: [0, 0], value: point.value }] : [],
        ),
      };
    case 'sum':
      return {
        descriptor,
        aggregationTemporality: AggregationTemporality.DELTA,
        dataPointType: DataPointType.SUM,
        isMonotonic: true,
        dataPoints: group.flatMap((point) =>
          point.kind === 'sum' ? [{ ...placed(point, origin), value: point.value }] : [],
        ),
      };
    case 'histogram':
      return {
        descriptor,
        aggregationTemporality: AggregationTemporality.DELTA,
        dataPointType: DataPointType.HISTOGRAM,
        dataPoints: group.flatMap((point) =>
          point.kind === 'histogram' ? [{ ...placed(point, origin), value: histogramOf(point) }] : [],
        ),
      };
  }
}

function placed(point: Point, origin: Origin): Omit<DataPoint<never>, 'value'> {
  return {
    startTime: hrTime(point.startMs),
    endTime: hrTime(point.timeMs),
    attributes: pointAttributes(point.labels, origin),
  };
}

function histogramOf({ bounds, buckets, count, sum }: HistogramPoint): Histogram {
  const value = { buckets: { boundaries: [...bounds], counts: [...buckets] }, count };
  return sum === undefined ? value : { ...value, sum };
}

/** Milliseconds to OpenTelemetry's [seconds, nanoseconds]. */
function hrTime(ms: number): [number, number] {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}
