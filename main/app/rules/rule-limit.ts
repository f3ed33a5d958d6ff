import type { AlertRule, Comparison, Condition } from '../../core/model/alert.ts';
import type { RuleLimit, RuleUnit } from '../../../preload/contract/rules.ts';
import { MEANINGS } from '../dialects/meaning.ts';

/** Every comparison of a condition, in the order in which it is written. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  return 'parts' in condition ? condition.parts.flatMap(comparisonsOf) : [condition];
}

/** What a user can set of a rule's first comparison; null where it is so or it is not. */
export function ruleLimit({ when }: Pick<AlertRule, 'when'>): RuleLimit | null {
  const [first] = comparisonsOf(when);
  if (first === undefined || isFlag(first)) return null;
  const unit = unitOf(first);
  const [threshold, clear] = [shownIn(unit, first.threshold), shownIn(unit, first.clear)];
  return { side: first.kind, threshold, clear, unit };
}

/** Whether a rule looks back over a window. */
export function looksBack({ when }: AlertRule): boolean {
  return comparisonsOf(when).some(({ of }) => of.kind !== 'latest');
}

/** As the monitor counts it, of what a screen was shown. */
export function keptFrom(unit: RuleUnit, value: number): number {
  return unit === 'percent' ? exact(value / 100) : value;
}

function shownIn(unit: RuleUnit, value: number): number {
  return unit === 'percent' ? exact(value * 100) : value;
}

/** 0.29 × 100 must not be 28.999…. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

/** A fact of ours, 1 or 0, or a code that changes. */
function isFlag({ of }: Comparison): boolean {
  if (of.kind === 'change') return true;
  return of.kind === 'latest' && !MEANINGS.some(({ id }) => id === of.signal);
}

function unitOf({ of }: Comparison): RuleUnit {
  // Of facts, 1 or 0, a mean is a share.
  const told = MEANINGS.find(({ id }) => id === of.signal)?.unit ?? '1';
  if (of.kind === 'share' || told === '1') return 'percent';
  if (told === 's') return 'seconds';
  return told === 'Cel' ? 'celsius' : 'number';
}
