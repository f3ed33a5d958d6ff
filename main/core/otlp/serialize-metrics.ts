import { createNoopMeter } from '@opentelemetry/api';
import { AggregationTemporalityPreference, OTLPMetricExporterBase } from '@opentelemetry/exporter-metrics-otlp-http';
import {
  createOtlpNetworkExportDelegate,
  ExporterMetrics,
  getSharedConfigurationDefaults,
  type IExporterTransport,
} from '@opentelemetry/otlp-exporter-base';
import { MetricsExporterMetricsHelper, ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';

/** The metrics of one resource as `ExportMetricsServiceRequest` in protobuf, not compressed. */
export function serializeMetrics(metrics: ResourceMetrics): Uint8Array {
  // OpenTelemetry's exporter serializes and calls its transport in the same turn; ours keeps the bytes.
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
