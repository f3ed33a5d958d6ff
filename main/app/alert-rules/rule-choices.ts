import type { AlertRule, Condition, QuietHours } from '../../core/model/alert.ts';

/** What a user says of one rule: the id of a default changes that one, another id is a new rule, which needs a `when`. */
export interface RuleChoice {
  readonly id: string;
  /** Default true. */
  readonly on?: boolean;
  readonly when?: Condition;
  /** In place of the threshold and the clear threshold of the rule's first comparison. */
  readonly threshold?: number;
  readonly clear?: number;
  readonly forMs?: number;
  readonly clearForMs?: number;
  readonly windowMs?: number;
  readonly repeatMs?: number;
  readonly severity?: AlertRule['severity'];
  readonly scope?: AlertRule['scope'];
  readonly noData?: AlertRule['noData'];
  readonly boxes?: AlertRule['boxes'];
  readonly quietHours?: readonly QuietHours[];
}

/** What is wrong with a choice; the field is where to look. */
export interface RuleProblem {
  /** Place of the choice in the list, from 0. */
  readonly index: number;
  readonly field: keyof RuleChoice;
  /** In words. */
  readonly message: string;
}

export interface ResolvedRules {
  /** Without those that are switched off or have a problem; a default whose choice has one stays as it was. */
  readonly rules: readonly AlertRule[];
  /** Those that are switched off, as they would be. */
  readonly off: readonly AlertRule[];
  readonly problems: readonly RuleProblem[];
}

const NEW_RULE: Omit<AlertRule, 'id' | 'when'> = {
  forMs: 2 * 60_000,
  clearForMs: 2 * 60_000,
  windowMs: 60_000,
  noData: 'hold',
  severity: 'warning',
  scope: 'box',
  boxes: 'all',
  quietHours: [],
  repeatMs: 15 * 60_000,
};

/** The rules that hold: the defaults, with what the user has chosen. `signals`: what a rule may look at. */
export function resolveRules(
  defaults: readonly AlertRule[],
  choices: readonly RuleChoice[],
  signals: ReadonlySet<string>,
): ResolvedRules {
  const rules = new Map(defaults.map((rule) => [rule.id, rule]));
  const off: AlertRule[] = [];
  const problems: RuleProblem[] = [];
  const seen = new Set<string>();
  for (const [index, choice] of choices.entries()) {
    const found = seen.has(choice.id)
      ? [{ field: 'id' as const, message: `there are two rules called ${choice.id}` }]
      : problemsOf(choice, rules.get(choice.id), signals);
    seen.add(choice.id);
    problems.push(...found.map((problem) => ({ index, ...problem })));
    if (found.length > 0) continue;
    const rule = apply(choice, rules.get(choice.id));
    if (rule === undefined || choice.on === false) rules.delete(choice.id);
    else rules.set(choice.id, rule);
    if (rule !== undefined && choice.on === false) off.push(rule);
  }
  return { rules: [...rules.values()], off, problems };
}

function apply(choice: RuleChoice, before: AlertRule | undefined): AlertRule | undefined {
  const { threshold, clear, ...said } = choice;
  const when = choice.when ?? before?.when;
  if (when === undefined) return undefined;
  const rule: AlertRule & { on?: boolean } = {
    ...NEW_RULE,
    ...before,
    ...said,
    when: withThresholds(when, threshold, clear),
  };
  delete rule.on;
  return rule;
}

/** Changes the first comparison. A clear threshold that is not given moves with its threshold. */
export function withThresholds(
  condition: Condition,
  threshold: number | undefined,
  clear: number | undefined,
): Condition {
  if (threshold === undefined && clear === undefined) return condition;
  if ('parts' in condition) {
    const [first, ...others] = condition.parts;
    if (first === undefined) return condition;
    return { ...condition, parts: [withThresholds(first, threshold, clear), ...others] };
  }
  const next = threshold ?? condition.threshold;
  return { ...condition, threshold: next, clear: clear ?? next + condition.clear - condition.threshold };
}

type Found = Omit<RuleProblem, 'index'>;

const DURATIONS = ['forMs', 'clearForMs', 'windowMs', 'repeatMs'] as const;
/** A window is kept in memory, entry by entry. */
const LONGEST_WINDOW_MS = 3_600_000;

function problemsOf(choice: RuleChoice, before: AlertRule | undefined, signals: ReadonlySet<string>): readonly Found[] {
  const { id, on = true, boxes, quietHours = [], threshold, clear } = choice;
  const when = choice.when ?? before?.when;
  const found: Found[] = DURATIONS.flatMap((field) => durationProblem(field, choice[field]) ?? []);
  if (id === '') found.push({ field: 'id', message: 'a rule needs a name' });
  if (when === undefined && on) found.push({ field: 'when', message: 'a new rule needs a condition' });
  if (boxes?.length === 0) found.push({ field: 'boxes', message: 'it names no box' });
  if (!quietHours.every(({ fromMinute, toMinute }) => isMinute(fromMinute) && isMinute(toMinute))) {
    found.push({ field: 'quietHours', message: 'it must be two times of a day, such as 22:00-07:00' });
  }
  if (when === undefined) return found;
  return [...found, ...conditionProblems(withThresholds(when, threshold, clear), choice, signals)];
}

function durationProblem(field: (typeof DURATIONS)[number], value: number | undefined): Found | undefined {
  if (value === undefined) return undefined;
  if (!(value >= 0 && value < Infinity)) return { field, message: 'it must be a time from 0 on' };
  const tooLong = field === 'windowMs' && value > LONGEST_WINDOW_MS;
  return tooLong ? { field, message: 'it must not be longer than an hour' } : undefined;
}

function isMinute(minute: number): boolean {
  return Number.isInteger(minute) && minute >= 0 && minute < 1440;
}

function conditionProblems(condition: Condition, choice: RuleChoice, signals: ReadonlySet<string>): readonly Found[] {
  if ('parts' in condition) {
    if (condition.parts.length === 0) return [{ field: 'when', message: 'it compares nothing' }];
    return condition.parts.flatMap((part) => conditionProblems(part, choice, signals));
  }
  const { kind, of, threshold, clear } = condition;
  const names = of.kind === 'share' ? [of.signal, of.per] : [of.signal];
  const unknown = names.filter((name) => !signals.has(name));
  const wrongSide = kind === 'above' ? clear > threshold : clear < threshold;
  const field = choice.clear === undefined ? 'when' : 'clear';
  return [
    ...unknown.map((name): Found => ({ field: 'when', message: `there is no signal called ${name}` })),
    ...(Number.isFinite(threshold) && Number.isFinite(clear)
      ? []
      : [{ field: 'threshold' as const, message: 'it must be a number' }]),
    ...(wrongSide ? [{ field, message: `it must not be ${kind} the threshold (${String(threshold)})` } as const] : []),
  ];
}

/** `22:00-07:00`; undefined for anything else. */
export function readQuietHours(text: string): QuietHours | undefined {
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  if (parts === null) return undefined;
  const [fromHour, fromMinute, toHour, toMinute] = parts.slice(1).map(Number);
  return { fromMinute: minuteOf(fromHour, fromMinute), toMinute: minuteOf(toHour, toMinute) };
}

function minuteOf(hour = 0, minute = 0): number {
  return hour * 60 + minute;
}
