import { createHash } from 'node:crypto';

/** Hexadecimal. */
export function sha256(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/** For the relabel action `hashmod`, which Prometheus defines by it; nothing is secured by it. */
export function md5(text: string): Uint8Array {
  return createHash('md5').update(text).digest();
}
