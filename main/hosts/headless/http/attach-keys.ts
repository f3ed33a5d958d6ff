import { randomInt } from 'node:crypto';
import type {
  AskCodeMessage,
  CodeMessage,
  PairedMessage,
  PairMessage,
} from '../../../../preload/contract/socket-message.ts';
import { codeKey, isProof, keyId, newSecret, oneSided, pairedKey, proofOf } from '../../../app/attach/key-proof.ts';
import { addPaired, followPaired, readPaired } from '../../../app/attach/paired-computers.ts';

/** Without what is easily taken for another: 0 and O, 1 and I and L, U and V. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ';
/** So many that a pairing that was heard is of no use: `key-proof.ts` has the numbers. */
const CODE_LENGTH = 12;
const GOOD_FOR_MS = 5 * 60_000;
/** With more the code is good for nothing. */
const MOST_ATTEMPTS = 5;

interface OpenCode {
  readonly code: string;
  readonly untilMs: number;
  attempts: number;
}

/**
 * Which programs may show this monitor as theirs. The own key is that of this computer's user, for as long as the program
 * runs. A code is printed here and typed in elsewhere; of it both sides make a key once, which both keep.
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

  /** The key of this id; undefined where there is none. The file is read each time: who is forgotten is out at once. */
  keyOf(id: string): string | undefined {
    return [this.own, ...readPaired(this.#folder).map(({ key }) => key)].find((key) => keyId(key) === id);
  }

  /** Calls `onChange` when somebody was paired or forgotten, also by another process. The returned function ends it. */
  follow(onChange: () => void): () => void {
    return followPaired(this.#folder, onChange);
  }

  /** A code to be typed in elsewhere, for who has the own key; the one before is not good any more. Undefined for others. */
  codeFor({ nonce, proof }: AskCodeMessage): CodeMessage | undefined {
    if (!isProof(proof, this.own, 'screen', oneSided(nonce))) return undefined;
    const { code, goodForMs } = this.newCode();
    return { code, goodForMs, proof: proofOf(this.own, 'monitor', oneSided(nonce, code)) };
  }

  newCode(): Pick<CodeMessage, 'code' | 'goodForMs'> {
    const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
    const code = (letters.match(/.{4}/g) ?? []).join('-');
    this.#code = { code, untilMs: this.#nowMs() + GOOD_FOR_MS, attempts: 0 };
    return { code, goodForMs: GOOD_FOR_MS };
  }

  /**
   * Makes a key with who has the code, which is used up; undefined for anybody else. Rejects with what `node:fs` throws where
   * it cannot be kept.
   */
  async pair({ nonce, proof, name }: PairMessage): Promise<Omit<PairedMessage, 'computer'> | undefined> {
    const open = this.#code;
    if (open === undefined || this.#nowMs() >= open.untilMs || open.attempts >= MOST_ATTEMPTS) return undefined;
    // Before it is worked out: several may come at once, and each costs time and memory.
    open.attempts += 1;
    const shared = await codeKey(open.code, nonce);
    if (!isProof(proof, shared, 'screen', oneSided(nonce)) || this.#code !== open) return undefined;
    this.#code = undefined;
    const nonces = { screen: nonce, monitor: newSecret() };
    addPaired(this.#folder, { name, key: pairedKey(shared, nonces), pairedMs: this.#nowMs() });
    return { nonce: nonces.monitor, proof: proofOf(shared, 'monitor', nonces) };
  }
}
