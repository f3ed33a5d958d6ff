import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PostAnswer } from './outcome.ts';

/** One OTLP/HTTP request to send. */
export interface PostRequest {
  /** The full URL, `…/v1/metrics`. */
  readonly url: string;
  /** The value of the Authorization header. */
  readonly authorization: string;
  /** Protobuf, not compressed; it is sent with gzip. */
  readonly body: Uint8Array;
  /** Over everything, from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
}

export type PostOtlp = (request: PostRequest) => Promise<PostAnswer>;

const MAX_ANSWER_BYTES = 65_536;
const compress = promisify(gzip);

/** One POST. Never rejects: every end is a value. */
export async function postOtlp(request: PostRequest): Promise<PostAnswer> {
  const body = await compress(request.body, { level: 1 });
  try {
    return await send(request, body);
  } catch (error) {
    // Node refuses a URL or header before anything leaves. Its message may quote the header, so only its code is told.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { kind: 'failed', sent: false, reason: `the request cannot be made (${code}); check address and token` };
  }
}

function send(request: PostRequest, body: Buffer): Promise<PostAnswer> {
  return new Promise((resolve) => {
    const url = new URL(request.url);
    const call = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, optionsFor(request, body.length));
    let sent = false;
    const end = (answer: PostAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
      call.destroy();
    };
    const fail = (reason: string): void => {
      end({ kind: 'failed', sent, reason });
    };
    const timer = setTimeout(() => {
      fail(`no answer within ${String(request.timeoutMs / 1000)} s`);
    }, request.timeoutMs);
    call.on('finish', () => (sent = true));
    call.on('error', (error: NodeJS.ErrnoException) => {
      fail(`cannot reach ${url.host}: ${error.code ?? error.message}`);
    });
    call.on('response', (response) => {
      readAnswer(response, end, fail);
    });
    call.end(body);
  });
}

function optionsFor({ authorization }: PostRequest, length: number): RequestOptions {
  const headers = {
    'content-type': 'application/x-protobuf',
    'content-encoding': 'gzip',
    'content-length': length,
    authorization,
    'user-agent': 'nim-glance',
  };
  return { method: 'POST', headers };
}

function readAnswer(
  response: IncomingMessage,
  end: (answer: PostAnswer) => void,
  fail: (reason: string) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const finish = (): void => {
    end({
      kind: 'answer',
      status: response.statusCode ?? 0,
      contentType: response.headers['content-type'] ?? '',
      retryAfter: response.headers['retry-after'],
      body: Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES),
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
