import { rulesOf } from '../alert-rules/rules-of.ts';
import { DEFAULT_RULES } from '../alert-rules/default-rules.ts';
import { readQuietHours, type RuleChoice } from '../alert-rules/rule-choices.ts';
import type { QuietHours } from '../../core/model/alert.ts';
import { didYouMean } from './nearest-key.ts';
import { readDuration } from './quantities.ts';
import { readCondition, readNumber } from './read-condition.ts';
import type { Fields, Keys, Value } from './yaml-value.ts';

const RULE_KEYS = [
  'rule',
  'on',
  'when',
  'threshold',
  'clear',
  'for',
  'clear_for',
  'window',
  'repeat',
  'severity',
  'scope',
  'no_data',
  'boxes',
  'quiet_hours',
] as const;
type RuleKey = (typeof RULE_KEYS)[number];

const RULE: Keys<RuleKey> = { of: 'an entry of alerts', known: RULE_KEYS };

/** Where in the file a field of a choice stands. */
const KEY_OF: Readonly<Record<keyof RuleChoice, RuleKey>> = {
  id: 'rule',
  on: 'on',
  when: 'when',
  threshold: 'threshold',
  clear: 'clear',
  forMs: 'for',
  clearForMs: 'clear_for',
  windowMs: 'window',
  repeatMs: 'repeat',
  severity: 'severity',
  scope: 'scope',
  noData: 'no_data',
  boxes: 'boxes',
  quietHours: 'quiet_hours',
};

const SEVERITIES = ['warning', 'critical'] as const;
const SCOPES = ['box', 'target'] as const;
const WITHOUT_DATA = ['hold', 'clear', 'fire'] as const;

/** `alerts:`, the rules that differ from the product's own; `boxNames` are those that the targets have. */
export function readAlerts(list: Value | undefined, boxNames: readonly string[]): readonly RuleChoice[] {
  const read = (list?.list() ?? []).flatMap((entry) => {
    const fields = entry.fields(RULE);
    return entry.isMapping() ? [{ entry, fields, choice: readChoice(entry, fields, boxNames) }] : [];
  });
  const named = read.flatMap(({ choice, ...at }) => (choice === undefined ? [] : [{ choice, ...at }]));
  for (const { index, field, message } of rulesOf(named.map(({ choice }) => choice)).problems) {
    const { entry, fields } = named[index] ?? {};
    const at = fields?.get(KEY_OF[field]) ?? entry;
    at?.problem(`${KEY_OF[field]}: ${message}`);
  }
  return named.map(({ choice }) => choice);
}

/** Undefined where it is not told which rule it is about, or its condition has a problem. */
function readChoice(entry: Value, fields: Fields<RuleKey>, boxNames: readonly string[]): RuleChoice | undefined {
  if (fields.get('rule') === undefined) entry.problem('an entry of alerts needs a rule: its name');
  const id = fields.get('rule')?.filledText()?.trim();
  if (id === undefined) return undefined;
  const when = fields.get('when');
  if (when === undefined && !DEFAULT_RULES.some((known) => known.id === id)) {
    reportUnknown(id, fields);
    return undefined;
  }
  const condition = when === undefined ? undefined : readCondition(when);
  if (when !== undefined && condition === undefined) return undefined;
  return withoutUndefined({ id, when: condition, ...readSettings(fields, boxNames), ...readTimes(fields) });
}

function readSettings(fields: Fields<RuleKey>, boxNames: readonly string[]) {
  return {
    on: fields.get('on')?.flag(),
    threshold: readNumber(fields.get('threshold')),
    clear: readNumber(fields.get('clear')),
    severity: fields.get('severity')?.oneOf(SEVERITIES),
    scope: fields.get('scope')?.oneOf(SCOPES),
    noData: fields.get('no_data')?.oneOf(WITHOUT_DATA),
    boxes: readBoxes(fields.get('boxes'), boxNames),
    quietHours: fields.get('quiet_hours')?.list().flatMap(readHours),
  };
}

function readTimes(fields: Fields<RuleKey>) {
  return {
    forMs: readTime(fields.get('for')),
    clearForMs: readTime(fields.get('clear_for')),
    windowMs: readTime(fields.get('window')),
    repeatMs: readTime(fields.get('repeat')),
  };
}

/** A misspelt name is more likely than a rule without a condition. */
function reportUnknown(id: string, fields: Fields<RuleKey>): void {
  const known = DEFAULT_RULES.map((rule) => rule.id);
  const hint = didYouMean(id, known);
  const others = hint === '' ? `; there are ${known.join(', ')}, and a new one needs a when` : hint;
  fields.get('rule')?.problem(`there is no rule called ${id}${others}`);
}

type Read = { readonly [K in keyof RuleChoice]-?: RuleChoice[K] | undefined } & { readonly id: string };

/** What is not said leaves the rule as it is. */
function withoutUndefined(read: Read): RuleChoice {
  const said = Object.entries(read).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(said) as Partial<RuleChoice>), id: read.id };
}

/** Also 0, which is no duration elsewhere. Milliseconds. */
function readTime(value: Value | undefined): number | undefined {
  const text = value?.text();
  if (text === undefined) return undefined;
  const ms = readDuration(text);
  if (ms === undefined) value?.problem(`${value.name} takes a duration such as 2m, 30s or 0, not "${value.source}"`);
  return ms;
}

function readBoxes(value: Value | undefined, boxNames: readonly string[]): RuleChoice['boxes'] | undefined {
  if (value === undefined) return undefined;
  if (!value.isList()) {
    if (value.text() === 'all') return 'all';
    value.problem(`boxes is all or a list of boxes, not "${value.source}"`);
    return undefined;
  }
  return value.list().flatMap((item) => {
    const name = item.text();
    if (name !== undefined && !boxNames.includes(name)) {
      item.problem(`no target belongs to a box "${name}"${didYouMean(name, boxNames)}`);
    }
    return name ?? [];
  });
}

function readHours(item: Value): readonly QuietHours[] {
  const text = item.filledText();
  if (text === undefined) return [];
  const hours = readQuietHours(text);
  if (hours === undefined)
    item.problem(`quiet_hours takes two times of a day, such as 22:00-07:00, not "${item.source}"`);
  return hours === undefined ? [] : [hours];
}
