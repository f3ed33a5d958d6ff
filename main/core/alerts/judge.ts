import type { AlertReading, AlertRule, Comparison, Condition } from '../model/alert.ts';
import { take, type Lookback } from './measure.ts';

/** Whether a condition holds. `unknown` neither fires nor clears. */
export type Truth = 'true' | 'false' | 'unknown';

/** Holds a rule against its window. `firing`: the thresholds for clearing count. */
export function judge(rule: AlertRule, lookback: Lookback, firing: boolean): Truth {
  return truthOf(rule.when, (comparison) => compare(comparison, take(comparison.of, lookback), rule.noData, firing));
}

/** As in three-valued logic: what is unknown does not matter where the rest decides. */
function truthOf(condition: Condition, hold: (comparison: Comparison) => Truth): Truth {
  if (!('parts' in condition)) return hold(condition);
  const truths = condition.parts.map((part) => truthOf(part, hold));
  const decides = condition.kind === 'all' ? 'false' : 'true';
  if (truths.includes(decides)) return decides;
  if (truths.includes('unknown')) return 'unknown';
  return decides === 'false' ? 'true' : 'false';
}

function compare(
  { kind, threshold, clear }: Comparison,
  reading: AlertReading,
  noData: AlertRule['noData'],
  firing: boolean,
): Truth {
  if (reading === 'gap') return 'unknown';
  if (reading === 'not_told') return 'false';
  if (reading === 'no_data') return WITHOUT_DATA[noData];
  const limit = firing ? clear : threshold;
  return (kind === 'above' ? reading > limit : reading < limit) ? 'true' : 'false';
}

const WITHOUT_DATA: Readonly<Record<AlertRule['noData'], Truth>> = { hold: 'unknown', clear: 'false', fire: 'true' };
