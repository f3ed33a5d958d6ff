import type { IncomingMessage, ServerResponse } from 'node:http';
import { objectOf } from './field-of.ts';
import type { JsonObject } from './field-of.ts';
import { listenOnLoopback } from './loopback-server.ts';
import type { LoopbackServer } from './loopback-server.ts';

/** Carries out one command and returns what is to be told of it; a mistake in the command is thrown as a sentence. */
export type Control = (command: JsonObject) => Promise<unknown>;

const MOST_BYTES = 64 * 1024;

/**
 * The address by which another process commands a simulator or a sink: `POST /control` with a JSON object. It answers
 * 200 with `{ "ok": true, "result": … }`, or 400 with `{ "ok": false, "error": "…" }`. A web page cannot send it
 * anything, because only `application/json` is taken, which needs a preflight that nobody answers.
 */
export function startControl(who: string, control: Control, port = 0): Promise<LoopbackServer> {
  return listenOnLoopback(`The control of ${who}`, port, (request, response) => {
    answer(request, response, control).catch((error: unknown) => {
      send(response, 400, { ok: false, error: error instanceof Error ? error.message : String(error) });
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, control: Control): Promise<void> {
  const text = await readText(request);
  if (request.method !== 'POST' || request.url !== '/control') throw new Error('Only POST /control is answered.');
  if (request.headers['content-type'] !== 'application/json') throw new Error('Only application/json is taken.');
  const result = await control(objectOf(JSON.parse(text)));
  send(response, 200, { ok: true, result: result ?? null });
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > MOST_BYTES) throw new Error(`A command takes at most ${MOST_BYTES} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
