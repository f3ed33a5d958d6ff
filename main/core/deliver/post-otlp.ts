import { Agent, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { MAX_ANSWER_BYTES } from './export-response.ts';
import type { PostAnswer } from './outcome.ts';
import { wireWords } from './wire-words.ts';

/** One request to send. */
export interface PostRequest {
  /** The full URL, for example `…/v1/metrics`. */
  readonly url: string;
  /** The value of the Authorization header. */
  readonly authorization: string;
  readonly body: Uint8Array;
  /** Over everything, from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
  /**
   * Makes the connection, for example through a proxy, and may keep it; whoever made the agent ends it. Undefined: one
   * direct connection for this request alone.
   */
  readonly agent?: Agent | undefined;
}

export type PostOtlp = (request: PostRequest) => Promise<PostAnswer>;

/**
 * For agents of a destination. A connection serves the requests of a burst and is closed soon after the last: one that
 * the other end closes just when it is used again costs a possible duplicate, and servers keep theirs for 5 s (Node)
 * and longer.
 */
export const KEPT_CONNECTION = { keepAlive: true, maxFreeSockets: 1, timeout: 4_000 };

/** What is shorter may stand in any text. */
const SHORTEST_SECRET = 8;
const compress = promisify(gzip);

/** Direct connections that are kept, to an https address or an http one. */
export function directAgent(secure: boolean): Agent {
  return secure ? new HttpsAgent(KEPT_CONNECTION) : new Agent(KEPT_CONNECTION);
}

/** One POST of protobuf, sent with gzip. Never rejects: every end is a value. */
export async function postOtlp(request: PostRequest): Promise<PostAnswer> {
  const type = { 'content-type': 'application/x-protobuf' };
  // Nothing stays nothing: an empty body asks whether the token is accepted, and gzip would make it 20 bytes.
  if (request.body.length === 0) return tryToSend(request, type, request.body);
  const body = await compress(request.body, { level: 1 });
  return tryToSend(request, { ...type, 'content-encoding': 'gzip' }, body);
}

/** One POST of JSON, as it is. Never rejects, as `postOtlp`. */
export function postJson(request: PostRequest): Promise<PostAnswer> {
  return tryToSend(request, { 'content-type': 'application/json', accept: 'application/json' }, request.body);
}

async function tryToSend(request: PostRequest, type: OutgoingHttpHeaders, body: Uint8Array): Promise<PostAnswer> {
  const { authorization } = request;
  const headers = { ...type, 'content-length': body.length, authorization, 'user-agent': 'nim-glance' };
  try {
    return await send(request, headers, body);
  } catch (error) {
    // Node refuses a URL or header before anything leaves. Its message may quote the header, so only its code is told.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { kind: 'failed', sent: false, reason: `the request cannot be made (${code}); check address and token` };
  }
}

function send(request: PostRequest, headers: OutgoingHttpHeaders, body: Uint8Array): Promise<PostAnswer> {
  return new Promise((resolve) => {
    const url = new URL(request.url);
    const options = { method: 'POST', headers, agent: request.agent ?? false };
    const call = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
    let sent = false;
    const end = (answer: PostAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
      // One that has ended well has given its connection back by now, and is not touched by this.
      call.destroy();
    };
    const fail = (reason: string): void => {
      end({ kind: 'failed', sent, reason });
    };
    const timer = setTimeout(() => {
      fail(`no answer within ${String(request.timeoutMs / 1000)} s`);
    }, request.timeoutMs);
    call.on('error', (error: NodeJS.ErrnoException) => {
      fail(`cannot reach ${url.host}: ${wireWords(error)}`);
    });
    call.on('response', (response) => {
      readAnswer(response, request.authorization, end, fail);
    });
    call.write(body, (error) => {
      // Before Node 22 a write ends without an error when its connection is destroyed under it.
      sent = !error && call.socket?.destroyed === false;
    });
    call.end();
  });
}

function readAnswer(
  response: IncomingMessage,
  authorization: string,
  end: (answer: PostAnswer) => void,
  fail: (reason: string) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const { 'content-type': contentType = '', 'retry-after': retryAfter, date, location } = response.headers;
  const rateLimitReset = response.headers['x-ratelimit-reset'];
  const shown = (text: string): string => masked(Buffer.from(text, 'latin1'), authorization).toString('latin1');
  const finish = (): void => {
    end({
      kind: 'answer',
      status: response.statusCode ?? 0,
      contentType,
      retryAfter,
      ...(typeof rateLimitReset === 'string' ? { rateLimitReset } : {}),
      ...(date === undefined ? {} : { date }),
      ...(location === undefined ? {} : { location: shown(location) }),
      body: masked(Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES), authorization),
    });
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) finish();
  });
  response.on('end', finish);
  response.on('error', () => {
    fail('the answer broke off');
  });
}

/** Some servers quote the request in their errors, and errors are shown: the token is starred out, byte by byte. */
function masked(body: Buffer, authorization: string): Buffer {
  const secret = authorization.slice(authorization.indexOf(' ') + 1);
  if (secret.length < SHORTEST_SECRET || !body.includes(secret)) return body;
  return Buffer.from(body.toString('latin1').split(secret).join('*'.repeat(secret.length)), 'latin1');
}
