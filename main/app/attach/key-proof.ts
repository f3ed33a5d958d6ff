import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/*
 * Both sides prove that they have the key, and neither sends it: another program of this computer may have taken the port
 * that a tunnel began at. Each proof is over the nonces of both sides, so that none is good twice.
 */

/** Which side proves: a proof that was heard cannot be said back. */
export type ProvingSide = 'monitor' | 'screen';

export interface Nonces {
  /** Of the program that connects, 64 hexadecimal digits. */
  readonly screen: string;
  /** Of the one that answers, 64 hexadecimal digits. */
  readonly monitor: string;
}

const BYTES = 32;

/** 64 hexadecimal digits that nobody can guess: a key, or a nonce. */
export function newSecret(): string {
  return randomBytes(BYTES).toString('hex');
}

/** Tells keys apart without telling them: 64 hexadecimal digits. */
export function keyId(key: string): string {
  return createHash('sha256').update(`nim-glance key id ${key}`).digest('hex');
}

/** 64 hexadecimal digits. */
export function proofOf(key: string, side: ProvingSide, { screen, monitor }: Nonces): string {
  return createHmac('sha256', key).update(`nim-glance ${side} ${screen} ${monitor}`).digest('hex');
}

export function isProof(proof: string, key: string, side: ProvingSide, nonces: Nonces): boolean {
  const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(key, side, nonces))];
  return given.length === right.length && timingSafeEqual(given, right);
}
