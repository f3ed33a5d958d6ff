import { bytesIn, varintIn, wireFields } from './wire-fields.ts';

/** Most that is read of an answer's body; what is longer is cut there. */
export const MAX_ANSWER_BYTES = 65_536;

/** `ExportMetricsServiceResponse`, as far as it says anything. */
export interface ExportResponse {
  /** Zero or more; may be more than was sent. */
  readonly rejectedPoints: number;
  readonly message: string;
}

const TAKEN_WHOLE: ExportResponse = { rejectedPoints: 0, message: '' };

/**
 * Reads the body of a 2xx answer; undefined when it is none of OTLP, so that something else answered. Protobuf is what
 * is asked for; JSON is tolerated, and an answer that names no type is tried as protobuf.
 */
export function readExportResponse(contentType: string, body: Uint8Array): ExportResponse | undefined {
  if (body.length === 0) return TAKEN_WHOLE;
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/^application\/(.*\+)?json$/.test(type)) return readJson(new TextDecoder().decode(body));
  return ['', 'application/x-protobuf', 'application/protobuf'].includes(type) ? readProtobuf(body) : undefined;
}

/** { ExportMetricsPartialSuccess partial_success = 1 { int64 rejected_data_points = 1; string error_message = 2 } } */
function readProtobuf(body: Uint8Array): ExportResponse | undefined {
  // A long list of reasons is cut by us; what stands before it is there.
  const ends = body.length >= MAX_ANSWER_BYTES ? ['whole', 'cut'] : ['whole'];
  const response = wireFields(body);
  const partial = bytesIn(response, 1);
  if (partial === undefined || !ends.includes(response.end)) return undefined;
  const success = wireFields(partial);
  const rejected = varintIn(success, 1);
  const message = bytesIn(success, 2);
  if (rejected === undefined || message === undefined || !ends.includes(success.end)) return undefined;
  return { rejectedPoints: pointsOf(rejected), message: new TextDecoder().decode(message) };
}

/** `{ "partialSuccess": { "rejectedDataPoints": "2", "errorMessage": "…" } }`, and nothing else in it. */
function readJson(text: string): ExportResponse | undefined {
  const answer = parsed(text);
  if (answer === undefined || Object.keys(answer).some((name) => name !== 'partialSuccess')) return undefined;
  const partial = answer['partialSuccess'] ?? {};
  if (!isRecord(partial)) return undefined;
  const { rejectedDataPoints, errorMessage } = partial;
  const message = typeof errorMessage === 'string' ? errorMessage : '';
  return { rejectedPoints: pointsOf(Number(rejectedDataPoints ?? 0)), message };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    // Then it is no OTLP answer, and the caller says so.
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An int64 that is negative, and what is no number, stand for nothing. */
function pointsOf(count: number): number {
  return count > 0 && count < 2 ** 63 ? Math.floor(count) : 0;
}
