/**
 * How fast a backlog goes out. Dynatrace answers 429 when the pool of its threads is full, and shares it among all who
 * send; an ActiveGate, a hotel's network and a phone's allowance are smaller. What can wait in the store, 256 MB, is
 * gone within five minutes all the same.
 */
const REQUESTS_PER_SECOND = 4;
/** Of bodies before compression. */
const BYTES_PER_SECOND = 1_000_000;
/** What goes out unhindered at first: 40 small requests or 10 MB, more than one tick of many targets brings. */
const BURST_MS = 10_000;
/** A backlog that lasts so long may be fed faster than it shrinks: the pace doubles, each time. */
const DOUBLE_AFTER_MS = 5 * 60_000;
const MOST_DOUBLINGS = 10;

/** Keeps what is sent after a time offline within limits. Without a backlog nothing waits. Times are monotonic, ms. */
export class CatchUpPace {
  #begunMs: number | undefined;
  /** The time that would have come if everything had been sent at the pace. */
  #paidMs = -Infinity;

  /** A request was sent, its body that many bytes long. */
  sent(bytes: number, nowMs: number): void {
    // Whoever is not held up by the pace has no backlog.
    if (this.#paidMs <= nowMs) this.#begunMs = undefined;
    this.#begunMs ??= nowMs;
    const doublings = Math.min(MOST_DOUBLINGS, Math.floor((nowMs - this.#begunMs) / DOUBLE_AFTER_MS));
    const costMs = Math.max(1_000 / REQUESTS_PER_SECOND, (bytes / BYTES_PER_SECOND) * 1_000) / 2 ** doublings;
    this.#paidMs = Math.max(this.#paidMs, nowMs) + costMs;
  }

  /** How long the next request has to wait, ms. */
  waitMs(nowMs: number): number {
    return Math.max(0, this.#paidMs - BURST_MS - nowMs);
  }

  /** The destination wants a pause: from now on it goes at the first pace again. */
  slowDown(): void {
    this.#begunMs = undefined;
  }

  /** Nothing is left to be sent. */
  caughtUp(): void {
    this.#begunMs = undefined;
    this.#paidMs = -Infinity;
  }
}
