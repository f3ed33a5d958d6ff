import type { Clock } from '../../main/core/model/clock.ts';

interface Timer {
  readonly dueMs: number;
  readonly seat: Seat;
  readonly run: () => void;
}

/**
 * The one time of a simulation, and what clocks make of it: the wall clock of our computer may be wrong, and its
 * monotonic clock stands still while it sleeps (Linux). Milliseconds.
 */
export class WorldClock {
  /** True time; the target's clock is made of it too. */
  trueMs = Date.UTC(2026, 10, 24);
  /** How far our wall clock is ahead. */
  aheadMs = 0;
  #sleptMs = 0;
  #timers: Timer[] = [];

  get monotonicMs(): number {
    return this.trueMs - this.#sleptMs;
  }

  /** Nothing runs meanwhile. */
  sleep(ms: number): void {
    this.trueMs += ms;
    this.#sleptMs += ms;
  }

  /** Runs what falls due within `ms`, in order, and lets promises settle after each. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.monotonicMs + ms;
    await settled();
    for (let next = this.#next(untilMs); next !== undefined; next = this.#next(untilMs)) {
      const timer = next;
      this.#timers = this.#timers.filter((other) => other !== timer);
      this.trueMs += Math.max(0, timer.dueMs - this.monotonicMs);
      timer.run();
      await settled();
    }
    this.trueMs += untilMs - this.monotonicMs;
  }

  add(timer: Timer): () => void {
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  removeAll(seat: Seat): void {
    this.#timers = this.#timers.filter((timer) => timer.seat !== seat);
  }

  #next(untilMs: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueMs <= untilMs && (next === undefined || timer.dueMs < next.dueMs)) next = timer;
    }
    return next;
  }
}

/** The clock of one process. Once that is killed nothing of it runs any more. */
export class Seat implements Clock {
  readonly #world: WorldClock;
  #alive = true;

  constructor(world: WorldClock) {
    this.#world = world;
  }

  nowMs(): number {
    return this.#world.trueMs + this.#world.aheadMs;
  }

  monotonicMs(): number {
    return this.#world.monotonicMs;
  }

  after(delayMs: number, run: () => void): () => void {
    if (!this.#alive) return () => undefined;
    return this.#world.add({ dueMs: this.#world.monotonicMs + delayMs, seat: this, run });
  }

  /** A value that comes after a while; never if the process is killed before. */
  later<T>(delayMs: number, value: () => T): Promise<T> {
    return new Promise((resolve) => {
      this.after(delayMs, () => {
        resolve(value());
      });
    });
  }

  kill(): void {
    this.#alive = false;
    this.#world.removeAll(this);
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
