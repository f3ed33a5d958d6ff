import type { ProcessMemory, SeriesBaseline } from '../model/baselines.ts';
import type { ProcessSign } from './process-verdict.ts';

/**
 * What `_created` tells of a series; what it tells counts before what the process does.
 * `new`: it began after its last observation. `other`: it is one that began elsewhere, as behind a load balancer.
 */
export type SeriesLife = 'same' | 'new' | 'other' | 'untold';

/** Clocks and start times are rounded to seconds by most targets. */
const ROUNDING_MS = 2_000;

/** The target's clock beside ours, as its last good answer and this one tell. */
export class TargetClock {
  /** What must be added to our clock to get the target's, ms. Without a `Date` both are taken to agree. */
  readonly #aheadMs: number;
  readonly #lastMs: number;
  readonly #nowMs: number;

  constructor(memory: ProcessMemory, sign: ProcessSign) {
    this.#aheadMs = memory.dateMs === undefined ? 0 : memory.dateMs - memory.observedMs;
    this.#lastMs = memory.observedMs + this.#aheadMs;
    this.#nowMs = sign.dateMs ?? sign.observedMs + this.#aheadMs;
  }

  /** `_created` if it can be believed: a number, and not in the future. */
  believable(createdMs: number | undefined): number | undefined {
    if (createdMs === undefined || !Number.isFinite(createdMs)) return undefined;
    return createdMs <= this.#nowMs + ROUNDING_MS ? createdMs : undefined;
  }

  /** Judges a series by its `_created`, which `believable` has let through. */
  lifeOf(before: SeriesBaseline | undefined, createdMs: number | undefined): SeriesLife {
    if (createdMs === undefined) return 'untold';
    // A series that was not there at the last answer and began about then was never counted.
    if (before === undefined) return createdMs >= this.#lastMs - ROUNDING_MS ? 'new' : 'untold';
    const seenMs = before.timestampMs ?? before.observedMs + this.#aheadMs;
    // The last observation told no beginning: only one that is surely later is another.
    if (before.createdMs === undefined) return createdMs > seenMs + ROUNDING_MS ? 'new' : 'untold';
    if (createdMs === before.createdMs) return 'same';
    if (createdMs > before.createdMs && createdMs >= seenMs - ROUNDING_MS) return 'new';
    return Math.abs(createdMs - before.createdMs) > ROUNDING_MS ? 'other' : 'untold';
  }
}
