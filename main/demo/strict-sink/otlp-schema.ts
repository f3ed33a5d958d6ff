import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import protobuf from 'protobufjs';

/** The messages the sink speaks, from the official files. */
export interface OtlpSchema {
  /** Undefined when the bytes are no such message. */
  decodeRequest(bytes: Uint8Array): RawRequest | undefined;
  encodeRequest(request: Record<string, unknown>): Uint8Array;
  /** The answer to a partial success. */
  encodeResponse(rejectedDataPoints: number, errorMessage: string): Uint8Array;
  decodeResponse(bytes: Uint8Array): Record<string, unknown>;
  /** `google.rpc.Status`, which Dynatrace uses for 401. */
  encodeStatus(code: number, message: string): Uint8Array;
  decodeStatus(bytes: Uint8Array): Record<string, unknown>;
}

/** A decoded request as protobufjs gives it: field names in camel case, 64-bit numbers as decimal text, enums as numbers. */
export interface RawRequest {
  readonly resourceMetrics?: readonly {
    readonly scopeMetrics?: readonly { readonly metrics?: readonly RawMetric[] }[];
  }[];
}

export interface RawMetric {
  readonly name?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly gauge?: { readonly dataPoints?: readonly RawNumberPoint[] };
  readonly sum?: RawTemporal & { readonly isMonotonic?: boolean; readonly dataPoints?: readonly RawNumberPoint[] };
  readonly histogram?: RawTemporal & { readonly dataPoints?: readonly RawHistogramPoint[] };
  readonly exponentialHistogram?: RawTemporal & { readonly dataPoints?: readonly RawHistogramPoint[] };
  readonly summary?: { readonly dataPoints?: readonly RawPoint[] };
}

export interface RawTemporal {
  readonly aggregationTemporality?: number;
}

export interface RawPoint {
  readonly attributes?: readonly { readonly key?: string; readonly value?: RawAttributeValue }[];
}

/** Lists, maps and bytes exist, too; nobody here reads them. */
export interface RawAttributeValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string;
  readonly doubleValue?: number;
}

export interface RawNumberPoint extends RawPoint {
  readonly asDouble?: number;
  readonly asInt?: string;
}

export interface RawHistogramPoint extends RawPoint {
  readonly count?: string;
  readonly sum?: number;
  readonly bucketCounts?: readonly string[];
  readonly explicitBounds?: readonly number[];
}

/** In the order of their imports. */
const PROTO_FILES = [
  'opentelemetry/proto/common/v1/common.proto',
  'opentelemetry/proto/resource/v1/resource.proto',
  'opentelemetry/proto/metrics/v1/metrics.proto',
  'opentelemetry/proto/collector/metrics/v1/metrics_service.proto',
];
const SERVICE = 'opentelemetry.proto.collector.metrics.v1';

/**
 * Reads the official files from `folder`, the one that holds `opentelemetry/proto`. They are read here and not by
 * protobufjs, whose own file access does not survive bundling.
 */
export function loadOtlpSchema(folder: string = defaultProtoFolder()): OtlpSchema {
  const root = new protobuf.Root();
  for (const file of PROTO_FILES) protobuf.parse(readFileSync(join(folder, file), 'utf8'), root);
  root.resolveAll();
  const request = root.lookupType(`${SERVICE}.ExportMetricsServiceRequest`);
  const response = root.lookupType(`${SERVICE}.ExportMetricsServiceResponse`);
  const status = new protobuf.Type('Status')
    .add(new protobuf.Field('code', 1, 'int32'))
    .add(new protobuf.Field('message', 2, 'string'));
  new protobuf.Root().define('google.rpc').add(status);
  return {
    decodeRequest: (bytes) => {
      try {
        return toPlain(request, bytes);
      } catch {
        // Whatever the decoder stumbles over, it means the same to the sender: not a request.
        return undefined;
      }
    },
    encodeRequest: (plain) => request.encode(request.fromObject(plain)).finish(),
    encodeResponse: (rejectedDataPoints, errorMessage) =>
      response.encode(response.fromObject({ partialSuccess: { rejectedDataPoints, errorMessage } })).finish(),
    decodeResponse: (bytes) => toPlain(response, bytes),
    encodeStatus: (code, message) => status.encode(status.fromObject({ code, message })).finish(),
    decodeStatus: (bytes) => toPlain(status, bytes),
  };
}

/** 64-bit numbers become text: as numbers they would lose digits without a word. */
function toPlain(type: protobuf.Type, bytes: Uint8Array): Record<string, unknown> {
  return type.toObject(type.decode(bytes), { longs: String });
}

/** Where npm put the files. In a bundle nothing can be resolved; then the caller has to name the folder. */
function defaultProtoFolder(): string {
  try {
    const resolver = createRequire(import.meta.url);
    return dirname(resolver.resolve('opentelemetry-protos/package.json'));
  } catch {
    throw new Error('The OTLP .proto files were not found; give their folder to loadOtlpSchema.');
  }
}
