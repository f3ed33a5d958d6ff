import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** One GET. */
export interface GetRequest {
  readonly url: string;
  readonly accept: string;
  /** Over everything, from connecting to the last byte. */
  readonly timeoutMs: number;
  /** Most bytes of body that are read. */
  readonly maxBytes: number;
}

/** What came back whole, or in words why not. */
export type GetAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      /** The `Date` header, ms; undefined when missing, unreadable, or from a cache or proxy (`Age`, `Via`). */
      readonly dateMs: number | undefined;
      readonly body: Uint8Array;
    }
  | { readonly kind: 'failed'; readonly reason: string };

export type HttpGet = (request: GetRequest) => Promise<GetAnswer>;

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ENOTFOUND: 'the name is not known (DNS)',
  EAI_AGAIN: 'the name server does not answer (DNS)',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ECONNRESET: 'the connection was cut',
};

/** One GET within its deadline and size. Never rejects; an answer that is cut short has failed. */
export function httpGet(request: GetRequest): Promise<GetAnswer> {
  return new Promise((resolve) => {
    const url = new URL(request.url);
    const headers = { accept: request.accept, 'user-agent': 'nim-glance' };
    const call = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { headers });
    const end = (answer: GetAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
      call.destroy();
    };
    const timer = setTimeout(() => {
      end({ kind: 'failed', reason: `no whole answer within ${String(request.timeoutMs / 1000)} s` });
    }, request.timeoutMs);
    call.on('error', (error: NodeJS.ErrnoException) => {
      end({ kind: 'failed', reason: WORDS[error.code ?? ''] ?? error.message });
    });
    call.on('response', (response) => {
      readBody(response, request.maxBytes, end);
    });
    call.end();
  });
}

function readBody(response: IncomingMessage, maxBytes: number, end: (answer: GetAnswer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) end({ kind: 'failed', reason: `the answer is larger than ${String(maxBytes)} bytes` });
  });
  response.on('end', () => {
    end({
      kind: 'answer',
      status: response.statusCode ?? 0,
      contentType: response.headers['content-type'] ?? '',
      dateMs: ownDateMs(response.headers),
      body: Buffer.concat(chunks),
    });
  });
  response.on('error', () => {
    end({ kind: 'failed', reason: 'the answer broke off' });
  });
}

function ownDateMs(headers: IncomingMessage['headers']): number | undefined {
  if (headers.date === undefined || headers.age !== undefined || headers.via !== undefined) return undefined;
  const ms = Date.parse(headers.date);
  return Number.isNaN(ms) ? undefined : ms;
}
