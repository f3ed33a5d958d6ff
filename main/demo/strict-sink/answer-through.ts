import type { ServerResponse } from 'node:http';
import type { OtlpSchema } from './otlp-schema.ts';
import { sendError } from './sink-answer.ts';
import type { SinkFault } from './sink-fault.ts';

const PORTAL_PAGE = '<!doctype html><html><head><title>Welcome</title></head><body>Accept our terms.</body></html>';
/** Where a login would be. Nobody is there, and nobody must go. */
const LOGIN_ADDRESS = 'http://127.0.0.1:9/login';
/** An answer that ends in the name of a header. */
const HALF_AN_ANSWER = 'HTTP/1.1 200 OK\r\nContent-Le';

/** Lets the weather have its way with an answer: `send` gives the right one. */
export function answerThrough(
  response: ServerResponse,
  schema: OtlpSchema,
  fault: SinkFault | undefined,
  send: () => void,
): void {
  switch (fault?.kind) {
    case undefined:
    case 'partial':
      return send();
    case 'slow':
      return later(response, fault.delayMs, send);
    case 'status':
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
      return sendError(response, schema, fault.status, wordsFor(fault.status));
    case 'portal':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return void response.end(PORTAL_PAGE);
    case 'login':
      response.writeHead(302, { location: LOGIN_ADDRESS });
      return void response.end();
    case 'cut':
      if (fault.at === 'answer') response.socket?.end(HALF_AN_ANSWER);
      else response.socket?.resetAndDestroy();
  }
}

function later(response: ServerResponse, delayMs: number, send: () => void): void {
  const timer = setTimeout(send, delayMs);
  response.once('close', () => clearTimeout(timer));
}

function wordsFor(status: number): string {
  if (status === 429) return 'Too many requests.';
  return status === 503 ? 'Ingest is paused.' : 'The weather is bad.';
}
