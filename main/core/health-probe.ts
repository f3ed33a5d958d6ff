import type { Clock } from './model/clock.ts';
import type { TargetState } from './model/target-state.ts';
import type { Health } from './scrape/scrape-target.ts';

type Known = Pick<TargetState, 'health' | 'models'>;

/** The part of a target's reader that is asked here. */
export interface HealthReader {
  health(): Promise<Health>;
  models(): Promise<readonly string[]>;
}

/** How often a target that is well is asked again, ms. */
const PROBE_EVERY_MS = 60_000;

/** Asks a target how it is and which models it has: while it is not well at each scrape, else once a minute. */
export class HealthProbe {
  readonly #reader: HealthReader;
  readonly #clock: Clock;
  #probedMs = -Infinity;

  constructor(reader: HealthReader, clock: Clock) {
    this.#reader = reader;
    this.#clock = clock;
  }

  /** The next call asks, whatever was known: another process answers. */
  forget(): void {
    this.#probedMs = -Infinity;
  }

  /** After a scrape: `answered` tells whether anything answered, `gaveMetrics` whether these were metrics. */
  async after(scrape: { readonly answered: boolean; readonly gaveMetrics: boolean }, known: Known): Promise<Known> {
    const nowMs = this.#clock.monotonicMs();
    const { answered, gaveMetrics } = scrape;
    if (gaveMetrics && known.health === 'ready' && nowMs - this.#probedMs < PROBE_EVERY_MS) return known;
    this.#probedMs = nowMs;
    if (!answered) return { ...known, health: 'down' };
    const asked = await this.#reader.health();
    // vLLM and others have no health endpoints; whoever gives metrics is well.
    const health = asked === 'not_nim' && gaveMetrics ? 'ready' : asked;
    return { health, models: health === 'ready' ? await this.#reader.models() : known.models };
  }
}
