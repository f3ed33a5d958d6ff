import type { GaugeSource, QuantileSource, RateSource, Source } from '../../core/model/signal.ts';
import type { SignalId } from './meaning.ts';

/** What one kind of target tells, and how. */
export interface DialectTable {
  /** Its families, with their unit (UCUM) in the text, or undefined for plain counts. */
  readonly units: readonly (readonly [family: string, unit: string | undefined])[];
  /** Whether a counter or histogram of that name begins at zero with its process. */
  readonly beginsAtZero: (family: string) => boolean;
  /** For each meaning its families in order of preference: what stands first replaces what follows. */
  readonly sources: Readonly<Partial<Record<SignalId, readonly Source[]>>>;
}

/**
 * A cache ratio: the engines (replicas) of a model share its load, so their mean is the model's; each model has a
 * cache of its own, so of several models the fullest counts, which a mean would hide. Ratios never add up.
 */
export function cacheRatio(family: string, models: readonly string[], where?: Where): GaugeSource {
  return { kind: 'gauge', of: choice(family, where), within: { labels: models, take: 'mean' }, take: 'max' };
}

/** Counts of requests add up over models and engines. */
export function added(family: string, where?: Where): GaugeSource {
  return { kind: 'gauge', of: choice(family, where), take: 'sum' };
}

export function rate(family: string, where?: Where): RateSource {
  return { kind: 'rate', of: choice(family, where) };
}

/** The median of histograms, the families in order of preference. */
export function p50(...families: readonly string[]): readonly QuantileSource[] {
  return families.map((family) => ({ kind: 'quantile', of: { family }, quantile: 0.5 }));
}

/** What 95 of 100 stay below. */
export function p95(...families: readonly string[]): readonly QuantileSource[] {
  return families.map((family) => ({ kind: 'quantile', of: { family }, quantile: 0.95 }));
}

/** A label, and the values of it that are meant. */
type Where = readonly [label: string, ...values: readonly string[]];

function choice(family: string, where: Where | undefined): Source['of'] {
  if (where === undefined) return { family };
  const [label, ...values] = where;
  return { family, where: { label, in: values } };
}
