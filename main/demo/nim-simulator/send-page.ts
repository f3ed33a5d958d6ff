import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ScrapeFault } from './scrape-fault.ts';

/** A page that is ready to be sent. */
export interface Page {
  readonly contentType: string;
  readonly body: Buffer;
}

/** The page for people that stands where metrics are expected. */
const LOGIN_PAGE = '<!doctype html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>';

/** How many pieces a slow body comes in. */
const DRIPS = 10;
const GARBAGE_BYTES = 4096;
const ENDLESS_LINES = 'num_requests_running{model_name="endless"} 1\n'.repeat(64);

/** Whether the page arrives whole in spite of the fault, if the client waits for it. */
export function arrivesWhole(fault: ScrapeFault | undefined): boolean {
  return fault === undefined || fault.kind === 'slow' || fault.kind === 'drip';
}

/** Answers with the page, or with what the fault makes of it. Returns at once; slow answers go on by themselves. */
export function sendPage(response: ServerResponse, page: Page, fault: ScrapeFault | undefined): void {
  switch (fault?.kind) {
    case undefined:
      return send(response, 200, page.contentType, page.body);
    case 'slow':
      return later(response, fault.delayMs, () => send(response, 200, page.contentType, page.body));
    case 'drip':
      return drip(response, page, fault.overMs);
    case 'status':
      return send(response, fault.status, 'application/json', '{"detail":"The weather is bad."}');
    case 'html':
      return send(response, 200, 'text/html; charset=utf-8', LOGIN_PAGE);
    case 'empty':
      return send(response, 200, page.contentType, '');
    case 'garbage':
      return send(response, 200, page.contentType, garbage());
    case 'endless':
      return endless(response, page);
    case 'reset':
      return reset(response, page, fault.at);
    case 'truncated':
      return truncate(response, page, fault.how);
  }
}

/** Sends an answer in one piece. */
export function send(response: ServerResponse, status: number, contentType: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function later(response: ServerResponse, delayMs: number, then: () => void): void {
  const timer = setTimeout(then, delayMs);
  response.once('close', () => clearTimeout(timer));
}

function drip(response: ServerResponse, { contentType, body }: Page, overMs: number): void {
  response.writeHead(200, { 'content-type': contentType, 'content-length': body.length });
  const step = Math.ceil(body.length / DRIPS);
  let sent = 0;
  const next = (): void => {
    response.write(body.subarray(sent, sent + step));
    sent += step;
    if (sent >= body.length) response.end();
    else later(response, overMs / DRIPS, next);
  };
  next();
}

/** Bytes of which none is a digit or a letter: in no encoding are they samples. */
function garbage(): Buffer {
  return Buffer.from(Array.from({ length: GARBAGE_BYTES }, (_, i) => 0x80 + ((i * 37) % 0x80)));
}

/** As fast as the client reads, until it has enough. */
function endless(response: ServerResponse, { contentType }: Page): void {
  response.writeHead(200, { 'content-type': contentType });
  const more = (): void => {
    while (!response.destroyed && response.write(ENDLESS_LINES));
  };
  response.on('drain', more);
  more();
}

function reset(response: ServerResponse, { contentType, body }: Page, at: 'head' | 'body'): void {
  if (at === 'head') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(200, { 'content-type': contentType, 'content-length': body.length });
  response.write(half(body), () => response.socket?.resetAndDestroy());
}

function truncate(response: ServerResponse, { contentType, body }: Page, how: 'length' | 'chunked' | 'gzip'): void {
  if (how === 'gzip') {
    response.setHeader('content-encoding', 'gzip');
    send(response, 200, contentType, half(gzipSync(body)));
    return;
  }
  const length = how === 'length' ? { 'content-length': body.length } : {};
  response.writeHead(200, { 'content-type': contentType, ...length });
  response.write(half(body), () => response.destroy());
}

function half(body: Buffer): Buffer {
  return body.subarray(0, body.length >> 1);
}
