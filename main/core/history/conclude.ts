import type { SignalView, Source } from '../model/signal.ts';
import { addUp, quantileOf, sameBounds, type Distribution } from './quantile.ts';
import type { Reading } from './read-source.ts';

/** What a quantile or a mean is taken of. */
export type Gain = Exclude<Reading, { kind: 'value' | 'unknown' }>;

/** A value, or why there is none. */
export type Conclusion = Pick<SignalView, 'value' | 'above' | 'why'>;

export function known(value: number): Conclusion {
  return { value, above: null, why: null };
}

export function unknown(why: NonNullable<SignalView['why']>): Conclusion {
  return { value: null, above: null, why };
}

/** The quantile or the mean over several gains of one source, oldest first, in the signal's unit. */
export function conclude(source: Source, gains: readonly Gain[]): Conclusion {
  const { scale = 1 } = source;
  if (source.kind === 'quantile') {
    const all = newestAddedUp(gains.flatMap((gain) => (gain.kind === 'distribution' ? [gain.distribution] : [])));
    const value = all && quantileOf(all, source.quantile);
    if (all === undefined || value === undefined) return unknown('no_traffic');
    const bound = all.bounds[all.bounds.length - 1];
    if (value !== Infinity || bound === undefined) return known(value * scale);
    return { value, above: bound * scale, why: null };
  }
  const quotients = gains.flatMap((gain) => (gain.kind === 'quotient' ? [gain] : []));
  const divisor = quotients.reduce((sum, gain) => sum + gain.divisor, 0);
  const dividend = quotients.reduce((sum, gain) => sum + gain.dividend, 0);
  return divisor > 0 ? known((dividend / divisor) * scale) : unknown('no_traffic');
}

/** After a restart with other buckets, only those that can be added to the newest count. */
function newestAddedUp(distributions: readonly Distribution[]): Distribution | undefined {
  const newest = distributions[distributions.length - 1];
  return newest && addUp(distributions.filter((other) => sameBounds(other, newest)));
}
