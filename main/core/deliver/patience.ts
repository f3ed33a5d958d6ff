import type { HeldBy, Outcome } from './outcome.ts';
import { backoffMs } from './retry-delay.ts';

/** How it stands with the destination; reasons are words for the user. */
export type Standing =
  | { readonly kind: 'sending' }
  | { readonly kind: 'retrying'; readonly reason: string }
  | { readonly kind: 'held'; readonly reason: string; readonly setting: HeldBy };

const HOLD_MS = 3 * 60_000;
const DEAD_IN_A_ROW = 3;
const SENDING: Standing = { kind: 'sending' };

/** What the last outcomes mean for the requests that follow (ledger: "Answers"). */
export class Patience {
  readonly #random: () => number;
  #standing = SENDING;
  #failures = 0;
  #deadInARow = 0;

  /** `random` is in [0, 1). */
  constructor(random: () => number) {
    this.#random = random;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** How long everything has to wait after this, ms; 0 goes on at once. */
  learn(outcome: Outcome): number {
    switch (outcome.kind) {
      case 'delivered':
        this.#deadInARow = 0;
        return this.#goOn();
      case 'too_large':
        return this.#goOn();
      case 'retry':
        return this.retry(outcome.reason, outcome.afterMs);
      case 'hold':
        return this.#hold(outcome.setting, outcome.reason);
      case 'dead':
        this.#deadInARow += 1;
        if (this.#deadInARow < DEAD_IN_A_ROW) return this.#goOn();
        return this.#hold('requests', `three requests in a row were refused, the last ${outcome.reason}`);
    }
  }

  /** A try failed; `afterMs` as in an outcome. How long to wait, ms. */
  retry(reason: string, afterMs: number | undefined): number {
    this.#failures += 1;
    this.#standing = { kind: 'retrying', reason };
    return afterMs ?? backoffMs(this.#failures, this.#random());
  }

  /** The network may be another one: the next failure counts as the first. */
  forgive(): void {
    this.#failures = 0;
  }

  /** For another destination or token, of which nothing is known. */
  startAfresh(): void {
    this.#goOn();
    this.#deadInARow = 0;
  }

  #goOn(): number {
    this.#failures = 0;
    this.#standing = SENDING;
    return 0;
  }

  #hold(setting: HeldBy, reason: string): number {
    this.#standing = { kind: 'held', setting, reason };
    return HOLD_MS;
  }
}
