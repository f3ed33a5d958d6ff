import type { Clock } from '../model/clock.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { Outcome } from './outcome.ts';
import type { PostOtlp } from './post-otlp.ts';
import { backoffMs } from './retry-delay.ts';

/** Where to send and with which header; undefined while either is missing. */
export interface Destination {
  /** OTLP base URL, without `/v1/metrics`. */
  readonly endpoint: string;
  readonly token: string;
}

/** What the loop asks of the outbox; it knows no more of it. */
export interface DeliverySource<R extends { readonly body: Uint8Array }> {
  take(nowMs: number): R | undefined;
  settle(request: R, outcome: Outcome, nowMs: number): void;
}

/** What the user is told: sending, waiting to try again, or held with a reason. */
export type DeliveryState =
  | { readonly kind: 'sending' }
  | { readonly kind: 'retrying'; readonly reason: string }
  | { readonly kind: 'held'; readonly reason: string };

const TIMEOUT_MS = 30_000;
const HOLD_MS = 3 * 60_000;
const DEAD_IN_A_ROW = 3;

/** Sends what waits, oldest first, one request at a time. */
export class DeliveryLoop<R extends { readonly body: Uint8Array }> {
  readonly #source: DeliverySource<R>;
  readonly #post: PostOtlp;
  readonly #clock: Clock;
  readonly #random: () => number;
  #destination: Destination | undefined;
  #state: DeliveryState = { kind: 'sending' };
  #failures = 0;
  #deadInARow = 0;
  #running: Promise<void> | undefined;
  #cancelWait: (() => void) | undefined;

  constructor(source: DeliverySource<R>, post: PostOtlp, clock: Clock, random: () => number) {
    this.#source = source;
    this.#post = post;
    this.#clock = clock;
    this.#random = random;
  }

  get state(): DeliveryState {
    return this.#state;
  }

  /** A changed setting ends every wait: what was held is tried again at once. */
  setDestination(destination: Destination | undefined): void {
    this.#destination = destination;
    this.#failures = 0;
    this.#deadInARow = 0;
    this.#state = { kind: 'sending' };
    this.#endWait();
    this.wake();
  }

  /** Something may wait to be sent. */
  wake(): void {
    if (this.#running !== undefined || this.#cancelWait !== undefined) return;
    this.#running = this.#drain().finally(() => {
      this.#running = undefined;
    });
  }

  /** One more try for what waits, whatever the backoff says; resolves when the outbox is empty or a try fails. */
  async flush(): Promise<void> {
    this.#endWait();
    this.wake();
    await this.#running;
  }

  stop(): void {
    this.#destination = undefined;
    this.#endWait();
  }

  async #drain(): Promise<void> {
    while (this.#destination !== undefined) {
      const destination = this.#destination;
      const { endpoint, token } = destination;
      const request = this.#source.take(this.#clock.nowMs());
      if (request === undefined) return;
      const answer = await this.#post({
        url: `${endpoint.replace(/\/+$/, '')}/v1/metrics`,
        authorization: token.startsWith('dt0c01.') ? `Api-Token ${token}` : `Bearer ${token}`,
        body: request.body,
        timeoutMs: TIMEOUT_MS,
      });
      const outcome = judgeAnswer(answer, this.#clock.nowMs());
      this.#source.settle(request, outcome, this.#clock.nowMs());
      // The setting changed meanwhile: what the old one brought says nothing of the new one.
      if (this.#destination !== destination) continue;
      const waitMs = this.#waitAfter(outcome);
      if (waitMs > 0) {
        this.#wait(waitMs);
        return;
      }
    }
  }

  /** How long to wait after this outcome, ms; 0 goes on at once. */
  #waitAfter(outcome: Outcome): number {
    switch (outcome.kind) {
      case 'delivered':
        this.#failures = 0;
        this.#deadInARow = 0;
        this.#state = { kind: 'sending' };
        return 0;
      case 'retry':
        this.#failures += 1;
        this.#state = { kind: 'retrying', reason: outcome.reason };
        return Math.max(1, outcome.afterMs ?? backoffMs(this.#failures, this.#random()));
      case 'hold':
        this.#state = { kind: 'held', reason: outcome.reason };
        return HOLD_MS;
      case 'dead':
        this.#deadInARow += 1;
        if (this.#deadInARow < DEAD_IN_A_ROW) return 0;
        this.#state = { kind: 'held', reason: `three requests in a row were refused, the last ${outcome.reason}` };
        return HOLD_MS;
    }
  }

  #wait(waitMs: number): void {
    this.#cancelWait = this.#clock.after(waitMs, () => {
      this.#cancelWait = undefined;
      this.wake();
    });
  }

  #endWait(): void {
    this.#cancelWait?.();
    this.#cancelWait = undefined;
  }
}
