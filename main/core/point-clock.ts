/** How far the times of points may be ahead of the wall clock, ms. */
const MOST_AHEAD_MS = 60_000;

/** The time of a point. `setBack`: it is earlier than one before, for the clock was set back too far to go on. */
export interface PointTime {
  /** Milliseconds since the Unix epoch. */
  readonly ms: number;
  readonly setBack: boolean;
}

/**
 * Gives the points of one target times that do not go back (ledger: "Clock"). When the wall clock is set back a little,
 * times go on a millisecond each, so that no delta covers no time at all, until the clock has caught up; when that
 * would be more than a minute ahead of it, they start afresh.
 */
export class PointClock {
  #lastMs: number;

  /** `lastMs`: the latest time that was given before a restart, if any is known. */
  constructor(lastMs = -Infinity) {
    this.#lastMs = lastMs;
  }

  /** The time of what is observed now; `nowMs` is the wall clock's. */
  next(nowMs: number): PointTime {
    const onward = Math.max(nowMs, this.#lastMs + 1);
    const setBack = onward - nowMs > MOST_AHEAD_MS;
    this.#lastMs = setBack ? nowMs : onward;
    return { ms: this.#lastMs, setBack };
  }
}
