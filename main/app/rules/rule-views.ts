import type { AlertRule, QuietHours } from '../../core/model/alert.ts';
import type { RuleView } from '../../../preload/contract/rules.ts';
import { wordsOf } from '../alert-rules/alert-words.ts';
import { DEFAULT_RULES } from '../alert-rules/default-rules.ts';
import type { RuleChoice } from '../alert-rules/rule-choices.ts';
import { rulesOf } from '../alert-rules/rules-of.ts';
import { looksBack, ruleLimit } from './rule-limit.ts';
import { ruleSentence } from './rule-sentence.ts';

/** Every rule: the product's own in their order, then the user's, also those that are switched off. */
export function ruleViews(choices: readonly RuleChoice[]): readonly RuleView[] {
  const { rules, off } = rulesOf(choices);
  const order = [...DEFAULT_RULES.map(({ id }) => id), ...choices.map(({ id }) => id)];
  const ids: ReadonlySet<string> = new Set(order);
  return [...ids].flatMap((id): readonly RuleView[] => {
    const rule = [...rules, ...off].find((each) => each.id === id);
    if (rule === undefined) return [];
    return [viewOf(rule, { on: !off.includes(rule), changed: choices.some((choice) => choice.id === id) })];
  });
}

function viewOf(rule: AlertRule, { on, changed }: Pick<RuleView, 'on' | 'changed'>): RuleView {
  const { id, severity, forMs, clearForMs, windowMs, repeatMs, noData, boxes, quietHours } = rule;
  const own = !DEFAULT_RULES.some((known) => known.id === id);
  return {
    ...{ id, name: wordsOf(id).name, sentence: ruleSentence(rule), on, own, changed: changed && !own },
    ...{ severity, limit: ruleLimit(rule), forMs, clearForMs, windowMs: looksBack(rule) ? windowMs : null },
    ...{ repeatMs, noData, boxes, quietHours: quietHours.map(printQuietHours) },
  };
}

/** As `readQuietHours` reads it. */
export function printQuietHours({ fromMinute, toMinute }: QuietHours): string {
  return `${timeOfDay(fromMinute)}-${timeOfDay(toMinute)}`;
}

function timeOfDay(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
