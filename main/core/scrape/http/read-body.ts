import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { cutWords } from '../failure-words.ts';
import { ScrapeProblem } from './scrape-problem.ts';

/** Most that is read of an answer which is no exposition, bytes. */
const MAX_ASIDE_BYTES = 65_536;

/** An answer whose headers are there. */
export interface BegunAnswer {
  readonly call: ClientRequest;
  readonly response: IncomingMessage;
  /** Codes of the errors that the request met: a chunk that cannot be read is told there, before the answer's own. */
  readonly codes: readonly string[];
}

/** Of `Content-Encoding`. */
const ENCODINGS: readonly string[] = ['', 'identity', 'gzip', 'x-gzip'];

/** The most that is read of a body, bytes after decompression, and what that limit is called. */
export interface BodyLimit {
  readonly bytes: number;
  readonly name: string;
}

/**
 * The whole body, decompressed. Rejects with a `ScrapeProblem` when it is larger than the limit, or stops before its
 * end: short of its Content-Length, without its last chunk, or within its gzip.
 * `told` hears how many bytes have come so far.
 */
export function readBody(
  { call, response, codes }: BegunAnswer,
  limit: BodyLimit,
  told: (bytes: number) => void,
): Promise<Buffer> {
  const { 'content-length': length, 'transfer-encoding': transfer = '' } = response.headers;
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (!ENCODINGS.includes(encoding)) {
    const reason = `the answer is compressed as "${encoding.slice(0, 40)}", which was not asked for`;
    return Promise.reject(new ScrapeProblem(reason, true));
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let received = 0;
    const fail = (reason: string): void => {
      reject(new ScrapeProblem(reason, true));
      call.destroy();
      // What is in it already could still grow a thousandfold.
      body.destroy();
    };
    const body = decoded(response, encoding, fail);
    response.on('data', (chunk: Buffer) => told((received += chunk.length)));
    body.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit.bytes) fail(`the answer is larger than ${String(limit.bytes)} bytes (${limit.name})`);
    });
    const end = (): void => resolve(Buffer.concat(chunks));
    body.on('end', () => {
      // A gzip may end before its answer does.
      if (response.complete) end();
      else response.on('end', end).resume();
    });
    response.on('error', () => {
      const unreadable = codes.some((code) => code.startsWith('HPE_'));
      const cut = cutWords(received, length, transfer.includes('chunked'));
      fail(unreadable ? 'the answer broke off: its chunks cannot be read' : cut);
    });
  });
}

function decoded(response: IncomingMessage, encoding: string, fail: (reason: string) => void): Readable {
  if (encoding === '' || encoding === 'identity') return response;
  const gunzip = createGunzip();
  gunzip.on('error', ({ code }: NodeJS.ErrnoException) => {
    fail(code === 'Z_BUF_ERROR' ? 'the answer broke off: its gzip has no end' : 'the gzip of the answer is damaged');
  });
  return response.pipe(gunzip);
}

/** The beginning of a body that is no exposition, such as an error page. Rejects never. */
export function readAside({ response }: BegunAnswer): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (): void => resolve(Buffer.concat(chunks));
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_ASIDE_BYTES) response.destroy();
    });
    response.on('end', end);
    response.on('error', end);
    response.on('close', end);
  });
}
