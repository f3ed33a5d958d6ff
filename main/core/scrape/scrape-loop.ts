import type { Clock } from '../model/clock.ts';

/** Calls `scrape` once per interval, one at a time; ticks that a slow one covers are left out, never made up for. */
export class ScrapeLoop {
  readonly #clock: Clock;
  readonly #intervalMs: number;
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

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#dueMs = this.#clock.monotonicMs();
    this.#tick();
  }

  /** Starts no further scrape; resolves when the one under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#running;
  }

  #tick(): void {
    this.#running = this.#scrape().finally(() => {
      this.#running = undefined;
      if (!this.#stopped) this.#schedule();
    });
  }

  #schedule(): void {
    const nowMs = this.#clock.monotonicMs();
    const missed = Math.floor((nowMs - this.#dueMs) / this.#intervalMs);
    this.#dueMs += (missed + 1) * this.#intervalMs;
    this.#cancel = this.#clock.after(this.#dueMs - nowMs, () => {
      this.#tick();
    });
  }
}
