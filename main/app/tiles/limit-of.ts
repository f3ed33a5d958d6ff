import type { AlertRule, Condition } from '../../core/model/alert.ts';
import type { SignalId } from '../dialects/signals.ts';

/** The lowest threshold that a rule sets to the newest value of a signal; null where none does. */
export function limitOf(rules: readonly AlertRule[], signal: SignalId): number | null {
  const thresholds = rules.flatMap(({ when }) => thresholdsOf(when, signal));
  return thresholds.length === 0 ? null : Math.min(...thresholds);
}

function thresholdsOf(condition: Condition, signal: SignalId): readonly number[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.parts.flatMap((part) => thresholdsOf(part, signal));
    case 'above':
      return condition.of.kind === 'latest' && condition.of.signal === signal ? [condition.threshold] : [];
    case 'below':
      return [];
  }
}
