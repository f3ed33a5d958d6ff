import type { Clock } from '../model/clock.ts';
import { fnv1a } from '../model/fnv1a.ts';

/**
 * Calls `scrape` once per interval, one at a time. Ticks that a slow scrape or a sleeping computer covers are
 * left out, never made up for, and the rhythm stays.
 */
export class ScrapeLoop {
  readonly #clock: Clock;
  #intervalMs: number;
  readonly #scrape: () => Promise<void>;
  #cancel: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #stopped = true;
  #dueMs = 0;

  constructor(clock: Clock, intervalMs: number, scrape: () => Promise<void>) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#scrape = scrape;
  }

  /** The first scrape is `offsetMs` from now; with 0 it begins at once. */
  start(offsetMs = 0): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#dueMs = this.#clock.monotonicMs() + offsetMs;
    // One that was under way when it was stopped goes on to the next.
    if (this.#running !== undefined) return;
    if (offsetMs === 0) this.#tick();
    else this.#wait();
  }

  /** Starts no further scrape; resolves when the one under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#running;
  }

  /**
   * One scrape out of turn, after the computer woke up: nothing if one is under way.
   * It takes the place of the next one when that is nearer than half an interval.
   */
  scrapeNow(): void {
    if (this.#stopped || this.#running !== undefined) return;
    this.#cancel?.();
    if (this.#dueMs - this.#clock.monotonicMs() >= this.#intervalMs / 2) this.#dueMs -= this.#intervalMs;
    this.#tick();
  }

  /** Once per `intervalMs` from now on, counted from the tick before; what is due by then begins at once. */
  useInterval(intervalMs: number): void {
    const lastTickMs = this.#dueMs - this.#intervalMs;
    this.#intervalMs = intervalMs;
    if (this.#stopped || this.#running !== undefined) return;
    this.#cancel?.();
    this.#dueMs = Math.max(this.#clock.monotonicMs(), lastTickMs + intervalMs);
    this.#wait();
  }

  #tick(): void {
    this.#running = this.#scrape().finally(() => {
      this.#running = undefined;
      if (!this.#stopped) this.#schedule();
    });
  }

  #schedule(): void {
    const missed = Math.max(0, Math.floor((this.#clock.monotonicMs() - this.#dueMs) / this.#intervalMs));
    this.#dueMs += (missed + 1) * this.#intervalMs;
    this.#wait();
  }

  #wait(): void {
    this.#cancel = this.#clock.after(this.#dueMs - this.#clock.monotonicMs(), () => {
      this.#tick();
    });
  }
}

/**
 * When in its interval a target has its turn, ms from 0 up to `intervalMs`: by a hash of its identity,
 * so that many targets are spread evenly, and each keeps its place over restarts.
 */
export function startOffsetMs(targetId: string, intervalMs: number): number {
  return Math.floor((fnv1a(targetId) / 2 ** 32) * intervalMs);
}

/** `slow`: on a battery, while nobody looks. */
export type Rhythm = 'normal' | 'slow';

/** Over more than two intervals a difference feeds no number and an alert counts no time: slower would be blind. */
const SLOWER = 2;
/** Slower than this, nobody would call it watching. */
const SLOWEST_MS = 60_000;

/** How long from one scrape to the next, ms. */
export function rhythmMs(rhythm: Rhythm, intervalMs: number): number {
  return rhythm === 'normal' ? intervalMs : Math.max(intervalMs, Math.min(intervalMs * SLOWER, SLOWEST_MS));
}
