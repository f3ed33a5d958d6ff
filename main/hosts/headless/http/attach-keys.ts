import { createHash, randomInt } from 'node:crypto';
import type { CodeMessage } from '../../../../preload/contract/socket-message.ts';
import { keyId, newSecret } from '../../../app/attach/key-proof.ts';
import { addPaired, readPaired } from '../../../app/attach/paired-computers.ts';

/** Without what is easily taken for another: 0 and O, 1 and I and L, U and V. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ';
const CODE_LENGTH = 8;
const GOOD_FOR_MS = 5 * 60_000;
/** Of 29^8 codes; with more the code is good for nothing. */
const MOST_ATTEMPTS = 5;

interface OpenCode {
  readonly digest: string;
  readonly untilMs: number;
  readonly attempts: number;
}

/**
 * Which programs may show this monitor as theirs. The own key is that of this computer's user, for as long as the program
 * runs. A code is printed here, typed in elsewhere, and exchanged once for a key, which both keep.
 */
export class AttachKeys {
  readonly own = newSecret();
  readonly #folder: string;
  readonly #nowMs: () => number;
  #code: OpenCode | undefined;

  /** `folder`: where it is kept who was paired. */
  constructor(folder: string, nowMs: () => number) {
    this.#folder = folder;
    this.#nowMs = nowMs;
  }

  isOwn(key: string): boolean {
    return digestOf(key) === digestOf(this.own);
  }

  /** The key of this id; undefined where there is none. The file is read each time: who is forgotten is out at once. */
  keyOf(id: string): string | undefined {
    return [this.own, ...readPaired(this.#folder).map(({ key }) => key)].find((key) => keyId(key) === id);
  }

  /** A code to be typed in elsewhere. The one before is not good any more. */
  newCode(): CodeMessage {
    const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
    this.#code = { digest: digestOf(letters), untilMs: this.#nowMs() + GOOD_FOR_MS, attempts: 0 };
    return { code: `${letters.slice(0, 4)}-${letters.slice(4)}`, goodForMs: GOOD_FOR_MS };
  }

  /** A key for a code, which is used up; undefined for a wrong one. Throws what `node:fs` throws where it cannot be kept. */
  pair(code: string, name: string): string | undefined {
    const open = this.#code;
    if (open === undefined || this.#nowMs() >= open.untilMs) return undefined;
    if (digestOf(code.toUpperCase().replace(/[^0-9A-Z]/g, '')) !== open.digest) {
      const attempts = open.attempts + 1;
      this.#code = attempts < MOST_ATTEMPTS ? { ...open, attempts } : undefined;
      return undefined;
    }
    this.#code = undefined;
    const key = newSecret();
    addPaired(this.#folder, { name, key, pairedMs: this.#nowMs() });
    return key;
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
