import type { Clock } from '../../main/core/model/clock.ts';

/** A clock that stands still until it is told to go on; `calm` resolves when nothing is under way that it must wait for. */
export class FakeClock implements Clock {
  #now: number;
  readonly #calm: () => Promise<void>;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  constructor(startMs = 1_700_000_000_000, calm = settled) {
    this.#now = startMs;
    this.#calm = calm;
  }

  nowMs(): number {
    return this.#now;
  }

  monotonicMs(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Runs what falls due within `ms`, in order, letting promises settle after each. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await this.#calm();
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await this.#calm();
    }
    this.#now = until;
    await this.#calm();
  }
}

/** Lets everything that is already due in the event loop happen. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
