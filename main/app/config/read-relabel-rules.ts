import type { RelabelAction, RelabelRule } from '../../core/model/relabel-rule.ts';
import { checkRegex } from '../../core/relabel/relabel.ts';
import { isLabelName, LABEL_NAME_RULE } from './label-name.ts';
import { didYouMean } from './nearest-key.ts';
import type { Fields, Keys, Value } from './yaml-value.ts';

const ACTIONS: readonly RelabelAction[] = [
  'replace',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
];

const RULE_KEYS = ['action', 'source_labels', 'separator', 'regex', 'target_label', 'replacement', 'modulus'] as const;
type RuleKey = (typeof RULE_KEYS)[number];

/** Which keys an action needs, and which it cannot use. Source: Prometheus, `relabel_config`. */
const NEEDS: Readonly<Record<RelabelAction, { readonly all: readonly RuleKey[]; readonly never: readonly RuleKey[] }>> =
  {
    replace: { all: ['target_label'], never: [] },
    keep: { all: [], never: [] },
    drop: { all: [], never: [] },
    keepequal: { all: ['source_labels', 'target_label'], never: ['regex', 'modulus', 'separator', 'replacement'] },
    dropequal: { all: ['source_labels', 'target_label'], never: ['regex', 'modulus', 'separator', 'replacement'] },
    hashmod: { all: ['target_label', 'modulus'], never: [] },
    labelmap: { all: [], never: [] },
    labeldrop: { all: ['regex'], never: ['source_labels', 'target_label', 'modulus', 'separator', 'replacement'] },
    labelkeep: { all: ['regex'], never: ['source_labels', 'target_label', 'modulus', 'separator', 'replacement'] },
    lowercase: { all: ['target_label'], never: ['replacement'] },
    uppercase: { all: ['target_label'], never: ['replacement'] },
  };

/** `relabel_configs` or `metric_relabel_configs`; a rule with a problem is left out. */
export function readRelabelRules(list: Value | undefined): readonly RelabelRule[] {
  if (list === undefined) return [];
  const keys: Keys<RuleKey> = { of: `an entry of ${list.name}`, known: RULE_KEYS };
  return list.list().flatMap((item) => {
    const fields = item.fields(keys);
    return item.isMapping() ? (readRule(item, fields) ?? []) : [];
  });
}

function readRule(item: Value, fields: Fields<RuleKey>): RelabelRule | undefined {
  const action = readAction(fields.get('action'));
  if (action === undefined || !hasItsKeys(item, fields, action)) return undefined;
  return {
    action,
    sourceLabels: fields.get('source_labels')?.texts() ?? [],
    separator: fields.get('separator')?.text() ?? ';',
    regex: readRegex(fields.get('regex')),
    targetLabel: readTargetLabel(fields.get('target_label'), action),
    replacement: readReplacement(fields.get('replacement'), action),
    modulus: readModulus(fields.get('modulus'), action),
  };
}

function readRegex(value: Value | undefined): string {
  const regex = value?.text() ?? '(.*)';
  const wrong = checkRegex(regex);
  if (wrong === undefined) return regex;
  value?.problem(`regex is not RE2: ${wrong}`);
  return '';
}

function readModulus(value: Value | undefined, action: RelabelAction): number {
  const modulus = value?.whole() ?? 0;
  if (action !== 'hashmod' || modulus > 0) return modulus;
  value?.problem('modulus must be 1 or more');
  return 1;
}

function readAction(value: Value | undefined): RelabelAction | undefined {
  if (value === undefined) return 'replace';
  const text = value.text();
  if (text === undefined) return undefined;
  const found = ACTIONS.find((action) => action === text.toLowerCase());
  if (found !== undefined) return found;
  const hint = didYouMean(text, ACTIONS);
  value.problem(`there is no action "${value.source}"${hint === '' ? `; known are ${ACTIONS.join(', ')}` : hint}`);
  return undefined;
}

function hasItsKeys(item: Value, fields: Fields<RuleKey>, action: RelabelAction): boolean {
  const missing = NEEDS[action].all.filter((key) => fields.get(key) === undefined);
  if (missing.length > 0) item.problem(`the action ${action} needs ${missing.join(' and ')}`);
  for (const key of NEEDS[action].never) fields.key(key)?.problem(`the action ${action} does not use ${key}`);
  return missing.length === 0;
}

/** With a `$` it is filled in from the match; its result is judged then. */
function readTargetLabel(value: Value | undefined, action: RelabelAction): string {
  const text = value?.text() ?? '';
  const filledIn = action === 'replace' && text.includes('$');
  if (value !== undefined && !filledIn && !isLabelName(text)) value.problem(`target_label ${LABEL_NAME_RULE}`);
  return text;
}

function readReplacement(value: Value | undefined, action: RelabelAction): string {
  const text = value?.text() ?? '$1';
  if (action === 'labelmap' && text.trim() === '') value?.problem('the action labelmap needs a replacement');
  return text;
}
