import type { ExpositionFormat, RawExposition, RawFamily } from '../model/exposition.ts';
import { labelsKey } from './labels-key.ts';

const SUFFIX = '_created';

/**
 * When series began. OpenMetrics has it in a sample `x_created` of the family `x`; in the text format Python's client
 * writes a family of gauges `x_created` beside the counter `x_total`, the histogram or the summary `x`.
 */
export class CreatedTimes {
  /** By the name without the suffix, then by labels; ms since the Unix epoch. */
  readonly #times = new Map<string, Map<string, number>>();

  constructor(raw: RawExposition) {
    for (const family of raw.families) {
      const base = baseOf(family, raw.format);
      if (base !== undefined) this.#remember(base, family);
    }
  }

  /** The times of a family by labels; undefined when it has none. */
  of(family: string): ReadonlyMap<string, number> | undefined {
    return this.#times.get(family);
  }

  #remember(base: string, family: RawFamily): void {
    for (const { sample } of family.samples) {
      const ms = sample.value * 1000;
      if (sample.name !== base + SUFFIX || !(ms > 0 && ms < Infinity)) continue;
      const times = this.#times.get(base) ?? new Map<string, number>();
      this.#times.set(base, times);
      times.set(labelsKey(sample.labels), ms);
    }
  }
}

function baseOf({ name, type }: RawFamily, format: ExpositionFormat): string | undefined {
  if (format === 'openmetrics')
    return type === 'counter' || type === 'histogram' || type === 'summary' ? name : undefined;
  return type === 'gauge' && name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : undefined;
}
