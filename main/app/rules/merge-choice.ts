import type { AlertRule, QuietHours } from '../../core/model/alert.ts';
import type { FieldProblem } from '../../../preload/contract/api.ts';
import type { RuleChange, RuleLimit } from '../../../preload/contract/rules.ts';
import { readQuietHours, withThresholds, type RuleChoice } from '../alert-rules/rule-choices.ts';
import { rulesOf } from '../alert-rules/rules-of.ts';
import { comparisonsOf, keptFrom, ruleLimit } from './rule-limit.ts';
import { capital } from '../capital.ts';

export type MergedChoice =
  | { readonly ok: true; readonly choice: RuleChoice; readonly isDefault: boolean }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * What the user says of a rule after one more change, without what it would be anyway. `choices` hold no problem;
 * `boxNames` are those there are. `isDefault`: nothing is left to be said.
 */
export function mergeChoice(
  choices: readonly RuleChoice[],
  change: RuleChange,
  boxNames: readonly string[],
): MergedChoice {
  const { id } = change;
  const before = choices.find((choice) => choice.id === id);
  const base = baseOf(id, before);
  if (base === undefined) return refused(null, 'There is no such rule any more.');
  const hours = change.quietHours?.map(readQuietHours);
  const problems = [
    ...limitProblems(change, ruleLimit(base)),
    ...(hours?.includes(undefined) === true ? [{ field: 'quietHours', message: QUIET }] : []),
    ...boxProblems(change.boxes, boxNames),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const choice = inOneLimit(shorten({ ...before, ...said(change, base, hours), id }, base));
  const found = rulesOf([{ ...choice, on: true }]).problems;
  if (found.length > 0) return { ok: false, problems: found.map(problemOf) };
  return { ok: true, choice, isDefault: Object.keys(choice).length === 1 };
}

/** The rule as it is without what was chosen; of the user's own, what its condition alone makes. */
function baseOf(id: string, before: RuleChoice | undefined): AlertRule | undefined {
  const own = before?.when === undefined ? [] : [{ id, when: before.when }];
  return rulesOf(own).rules.find((rule) => rule.id === id);
}

function refused(field: string | null, message: string): MergedChoice {
  return { ok: false, problems: [{ field, message }] };
}

const QUIET = 'Two times of a day, such as 22:00-07:00.';
const SHARE = 'A share lies between 0 and 100 %.';

function limitProblems(change: RuleChange, limit: RuleLimit | null): readonly FieldProblem[] {
  if (limit === null) return [];
  const { side, unit } = limit;
  const outside = (['threshold', 'clear'] as const).flatMap((field): readonly FieldProblem[] => {
    const value = change[field];
    return value === undefined || unit !== 'percent' || (value >= 0 && value <= 100) ? [] : [{ field, message: SHARE }];
  });
  const { threshold = limit.threshold, clear } = change;
  const wrong = clear !== undefined && (side === 'above' ? clear > threshold : clear < threshold);
  return wrong ? [...outside, { field: 'clear', message: `It must not be ${side} where it fires.` }] : outside;
}

function boxProblems(boxes: RuleChange['boxes'], boxNames: readonly string[]): readonly FieldProblem[] {
  if (boxes === undefined || boxes === 'all') return [];
  if (boxes.length === 0) return [{ field: 'boxes', message: 'Choose a box, or all of them.' }];
  const unknown = boxes.find((name) => !boxNames.includes(name));
  return unknown === undefined ? [] : [{ field: 'boxes', message: `There is no box called ${unknown}.` }];
}

type Changeable = Omit<RuleChoice, 'id' | 'when' | 'scope'>;

function said(
  change: RuleChange,
  base: AlertRule,
  quietHours: readonly (QuietHours | undefined)[] | undefined,
): Changeable {
  const unit = ruleLimit(base)?.unit ?? 'number';
  const kept = (value: number | undefined) => (value === undefined ? undefined : keptFrom(unit, value));
  const { on, severity, forMs, clearForMs, windowMs, repeatMs, noData, boxes } = change;
  const all = {
    ...{ on, severity, forMs, clearForMs, windowMs, repeatMs, noData, boxes },
    ...{ threshold: kept(change.threshold), clear: kept(change.clear) },
    quietHours: quietHours?.flatMap((hours) => hours ?? []),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A condition of the user's own takes the limit into itself: whoever reads the file finds one, not two. */
function inOneLimit({ threshold, clear, ...choice }: RuleChoice): RuleChoice {
  if (choice.when === undefined)
    return { ...choice, ...(threshold === undefined ? {} : { threshold }), ...(clear === undefined ? {} : { clear }) };
  return { ...choice, when: withThresholds(choice.when, threshold, clear) };
}

/** A clear threshold that is not given moves with its threshold: they are left out together or not at all. */
function shorten(choice: RuleChoice, base: AlertRule): RuleChoice {
  const [first] = comparisonsOf(base.when);
  const usual: Readonly<Record<string, unknown>> = { ...base, on: true };
  const { threshold = first?.threshold, clear } = choice;
  const moves = clear === undefined && threshold === first?.threshold;
  const usualLimit = moves || (threshold === first?.threshold && clear === first?.clear);
  const kept = Object.entries(choice).filter(([key, value]) => {
    if (key === 'id' || key === 'when') return true;
    if (key === 'threshold' || key === 'clear') return !usualLimit;
    return JSON.stringify(value) !== JSON.stringify(usual[key]);
  });
  return { ...(Object.fromEntries(kept) as Partial<RuleChoice>), id: choice.id };
}

/** A limit on the wrong side is found in the condition where only one of both was changed. */
function problemOf({ field, message }: { readonly field: keyof RuleChoice; readonly message: string }): FieldProblem {
  return {
    field: field === 'when' ? 'threshold' : field,
    message: `${capital(message)}.`,
  };
}
