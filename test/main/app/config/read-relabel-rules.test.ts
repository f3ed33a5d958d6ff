import assert from 'node:assert/strict';
import test from 'node:test';
import { errorsOf, jobWith, onlyTarget } from '../../../fakes/configuration-text.ts';

const DEFAULTS = { sourceLabels: [], separator: ';', regex: '(.*)', targetLabel: '', replacement: '$1', modulus: 0 };

const GOOD: readonly (readonly [rule: string, expected: object])[] = [
  ['{target_label: a}', { action: 'replace', targetLabel: 'a' }],
  ['{action: DROP, regex: x}', { action: 'drop', regex: 'x' }],
  [
    '{source_labels: [a, b], separator: "", regex: "(a)(b)", target_label: "${1}_x", replacement: ""}',
    {
      action: 'replace',
      sourceLabels: ['a', 'b'],
      separator: '',
      regex: '(a)(b)',
      targetLabel: '${1}_x',
      replacement: '',
    },
  ],
  [
    '{action: hashmod, source_labels: [a], target_label: b, modulus: 8}',
    { action: 'hashmod', sourceLabels: ['a'], targetLabel: 'b', modulus: 8 },
  ],
  [
    '{action: keepequal, source_labels: [a], target_label: b}',
    { action: 'keepequal', sourceLabels: ['a'], targetLabel: 'b' },
  ],
  ['{action: labelmap, regex: "a_(.*)"}', { action: 'labelmap', regex: 'a_(.*)' }],
  ['{action: labeldrop, regex: a}', { action: 'labeldrop', regex: 'a' }],
  [
    '{action: uppercase, source_labels: [a], target_label: a}',
    { action: 'uppercase', sourceLabels: ['a'], targetLabel: 'a' },
  ],
  ['{action: keep, regex: ""}', { action: 'keep', regex: '' }],
];
for (const [rule, expected] of GOOD) {
  test(rule, () => {
    const { metricRelabel } = onlyTarget(jobWith(`metric_relabel_configs: [${rule}]`));
    assert.deepEqual(metricRelabel, [{ ...DEFAULTS, ...expected }]);
  });
}

/** The rule stands in line 4 from column 30. */
const BAD: readonly (readonly [rule: string, expected: readonly string[]])[] = [
  ['x', ['4:30: an entry of metric_relabel_configs takes a mapping (key: value), not a single value']],
  ['{action: kepp}', ['4:39: there is no action "kepp"; did you mean "keep"?']],
  [
    '{action: frobnicate}',
    [
      '4:39: there is no action "frobnicate"; known are replace, keep, drop, keepequal, dropequal, hashmod, labelmap, ' +
        'labeldrop, labelkeep, lowercase, uppercase',
    ],
  ],
  ['{action: [drop]}', ['4:39: action takes a text, not a list']],
  ['{}', ['4:30: the action replace needs target_label']],
  ['{action: hashmod}', ['4:30: the action hashmod needs target_label and modulus']],
  ['{action: hashmod, target_label: a, modulus: 0}', ['4:74: modulus must be 1 or more']],
  [
    '{action: hashmod, target_label: a, modulus: many}',
    ['4:74: modulus takes a whole number, not "many"', '4:74: modulus must be 1 or more'],
  ],
  ['{action: keepequal, target_label: a}', ['4:30: the action keepequal needs source_labels']],
  [
    '{action: dropequal, source_labels: [a], target_label: a, regex: x}',
    ['4:87: the action dropequal does not use regex'],
  ],
  ['{action: labeldrop}', ['4:30: the action labeldrop needs regex']],
  ['{action: labelkeep, regex: a, source_labels: [b]}', ['4:60: the action labelkeep does not use source_labels']],
  ['{action: lowercase, target_label: a, replacement: b}', ['4:67: the action lowercase does not use replacement']],
  ['{action: labelmap, regex: a, replacement: ""}', ['4:72: the action labelmap needs a replacement']],
  ['{regex: "(", action: drop}', ['4:38: regex is not RE2: missing closing ): `(`']],
  ['{regex: "(?=x)", action: drop}', ['4:38: regex is not RE2: invalid or unsupported Perl syntax: `(?=`']],
  [
    '{target_label: "9a"}',
    ['4:45: target_label must be made of letters, digits, _ . : and -, and begin with a letter or _'],
  ],
  [
    '{action: hashmod, target_label: "$1", modulus: 1}',
    ['4:62: target_label must be made of letters, digits, _ . : and -, and begin with a letter or _'],
  ],
  [
    '{target_label: a, regexp: b}',
    ['4:48: unknown key "regexp" in an entry of metric_relabel_configs; did you mean "regex"?'],
  ],
  [
    '{target_label: a, source_labels: b}',
    ['4:63: source_labels takes a list (lines that begin with "- "), not a single value'],
  ],
];
for (const [rule, expected] of BAD) {
  test(`refused: ${rule}`, () => {
    assert.deepEqual(errorsOf(jobWith(`metric_relabel_configs: [${rule}]`)), expected);
  });
}
