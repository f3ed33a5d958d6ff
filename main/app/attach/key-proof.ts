import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

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
/**
 * About 0.1 s and 64 MiB for each guess. Whoever hears a pairing may guess as long as they like, also after the code was used,
 * and a right guess is the key that both sides keep. So a code has 12 letters of 29: all 29^12 would take one core 10^9 years.
 * Source of the form of N, r and p: RFC 7914.
 */
const SLOW = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const;

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

/** Of a message that nobody answered yet, or whose answer has no nonce of its own. */
export function oneSided(screen: string, monitor = ''): Nonces {
  return { screen, monitor };
}

/** 64 hexadecimal digits that only who has the code can tell, however it was written. Slow on purpose. `nonce`: the screen's. */
export function codeKey(code: string, nonce: string): Promise<string> {
  const letters = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return new Promise((resolve, reject) => {
    scrypt(letters, `nim-glance code ${nonce}`, BYTES, SLOW, (error, key) => {
      if (error === null) resolve(key.toString('hex'));
      else reject(error);
    });
  });
}

/** The key that both sides keep after a pairing, of a `codeKey`: it is never sent. */
export function pairedKey(shared: string, { screen, monitor }: Nonces): string {
  return createHmac('sha256', shared).update(`nim-glance paired ${screen} ${monitor}`).digest('hex');
}

export function isProof(proof: string, key: string, side: ProvingSide, nonces: Nonces): boolean {
  const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(key, side, nonces))];
  return given.length === right.length && timingSafeEqual(given, right);
}
