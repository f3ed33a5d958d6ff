import type { FieldProblem } from '../../../preload/contract/api.ts';
import type { RuleChange, RuleView } from '../../../preload/contract/rules.ts';
import { english } from '../../words/english.ts';

/** A rule as it stands in the form: what is typed, whether it is good or not. */
export interface RuleDraft extends Readonly<Record<LimitField, string>>, Readonly<Record<TimeField, TimeDraft>> {
  readonly severity: RuleView['severity'];
  readonly noData: RuleView['noData'];
  readonly allBoxes: boolean;
  readonly boxes: readonly string[];
  readonly quietHours: readonly HoursDraft[];
}

export type LimitField = 'threshold' | 'clear';
export type TimeField = 'forMs' | 'clearForMs' | 'windowMs' | 'repeatMs';

export interface TimeDraft {
  readonly amount: string;
  readonly unit: TimeUnit;
}
export type TimeUnit = keyof typeof UNITS_MS;

/** Each as `22:00`. */
export interface HoursDraft {
  readonly from: string;
  readonly to: string;
}

const UNITS_MS = { s: 1_000, min: 60_000, h: 3_600_000 } as const;

export function draftOf(rule: RuleView): RuleDraft {
  const { limit, forMs, clearForMs, windowMs, repeatMs, severity, noData, boxes, quietHours } = rule;
  return {
    threshold: String(limit?.threshold ?? ''),
    clear: String(limit?.clear ?? ''),
    ...{ forMs: timeDraft(forMs), clearForMs: timeDraft(clearForMs), repeatMs: timeDraft(repeatMs) },
    windowMs: timeDraft(windowMs ?? 0),
    ...{ severity, noData, allBoxes: boxes === 'all', boxes: boxes === 'all' ? [] : boxes },
    quietHours: quietHours.map((text) => {
      const [from = '', to = ''] = text.split('-');
      return { from, to };
    }),
  };
}

export type DraftChange =
  | { readonly ok: true; readonly change: RuleChange }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** What the form asks for: all that can be set of this rule. */
export function changeOf(rule: RuleView, draft: RuleDraft): DraftChange {
  const { notANumber, notATime, notHours } = english.alerts.rule;
  const times = timeFieldsOf(rule);
  const limits: readonly LimitField[] = rule.limit === null ? [] : ['threshold', 'clear'];
  const problems: readonly FieldProblem[] = [
    ...limits.filter((field) => numberOf(draft[field]) === undefined).map((field) => ({ field, message: notANumber })),
    ...times.filter((field) => msOf(draft[field]) === undefined).map((field) => ({ field, message: notATime })),
    ...(draft.quietHours.every(({ from, to }) => from !== '' && to !== '')
      ? []
      : [{ field: 'quietHours', message: notHours }]),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const { severity, noData, allBoxes, boxes, quietHours } = draft;
  return {
    ok: true,
    change: {
      ...{ id: rule.id, severity, noData, boxes: allBoxes ? 'all' : boxes },
      quietHours: quietHours.map(({ from, to }) => `${from}-${to}`),
      ...Object.fromEntries(limits.map((field) => [field, numberOf(draft[field])])),
      ...Object.fromEntries(times.map((field) => [field, msOf(draft[field])])),
    },
  };
}

/** The times that can be set of this rule. */
export function timeFieldsOf({ windowMs }: RuleView): readonly TimeField[] {
  return windowMs === null ? ['forMs', 'clearForMs', 'repeatMs'] : ['forMs', 'clearForMs', 'windowMs', 'repeatMs'];
}

function timeDraft(ms: number): TimeDraft {
  const unit = (['h', 'min', 's'] as const).find((each) => ms !== 0 && ms % UNITS_MS[each] === 0) ?? 's';
  return { amount: String(ms / UNITS_MS[unit]), unit };
}

function msOf({ amount, unit }: TimeDraft): number | undefined {
  const value = numberOf(amount);
  return value === undefined || value < 0 ? undefined : Math.round(value * UNITS_MS[unit]);
}

/** Also with a decimal comma. */
function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}
