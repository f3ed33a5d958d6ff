import type { IncomingMessage } from 'node:http';
import { gunzip } from 'node:zlib';

export type BodyResult =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' | 'bad-gzip' | 'unknown-encoding' | 'broken-off' };

/** Reads a request's body, unpacked. Neither the packed nor the unpacked bytes ever exceed `limitBytes` in memory. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<BodyResult> {
  const packed = await collect(request, limitBytes);
  if (packed.kind !== 'read') return packed;
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return packed;
  if (encoding !== 'gzip') return { kind: 'unknown-encoding' };
  return inflate(packed.bytes, limitBytes);
}

function collect(request: IncomingMessage, limitBytes: number): Promise<BodyResult> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      // The rest flows by unkept, so that the sender gets to read the answer.
      chunks.length = 0;
      resolve({ kind: 'too-large' });
    });
    request.once('end', () => resolve({ kind: 'read', bytes: Buffer.concat(chunks) }));
    request.once('error', () => resolve({ kind: 'broken-off' }));
    request.once('close', () => resolve({ kind: 'broken-off' }));
  });
}

function inflate(bytes: Buffer, limitBytes: number): Promise<BodyResult> {
  return new Promise((resolve) => {
    gunzip(bytes, { maxOutputLength: limitBytes }, (error, unpacked) => {
      if (error === null) resolve({ kind: 'read', bytes: unpacked });
      else resolve({ kind: 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'bad-gzip' });
    });
  });
}
