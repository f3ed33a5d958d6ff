import type { ServerResponse } from 'node:http';
import type { OtlpSchema } from './otlp-schema.ts';

const PROTOBUF = 'application/x-protobuf';
/** `UNAUTHENTICATED` among the codes of google.rpc. */
const RPC_UNAUTHENTICATED = 16;

/** Answers with the JSON envelope of Dynatrace's API; a 401 of the OTLP endpoint is a protobuf Status instead. */
export function sendError(response: ServerResponse, schema: OtlpSchema, status: number, message: string): void {
  if (status === 401) sendProtobuf(response, 401, schema.encodeStatus(RPC_UNAUTHENTICATED, message));
  else sendJson(response, status, { error: { code: status, message, constraintViolations: [] } });
}

export function sendProtobuf(response: ServerResponse, status: number, bytes: Uint8Array): void {
  response.writeHead(status, { 'content-type': PROTOBUF, 'content-length': bytes.length });
  response.end(bytes);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** Whether the header says protobuf, parameters aside. */
export function isProtobuf(contentType: string | undefined): boolean {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() === PROTOBUF;
}
