import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import type { RelabelAction, RelabelRule } from '../../../../main/core/model/relabel-rule.ts';
import { sortLabels } from '../../../../main/core/model/series-key.ts';
import { checkRegex, compileRelabel } from '../../../../main/core/relabel/relabel.ts';

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest();

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

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '__proto__', 'a', '__name__', '$1', '\ud800'),
);
const anyLabels = fc
  .uniqueArray(fc.tuple(anyText, anyText), { selector: ([name]) => name })
  .map((pairs) => sortLabels(pairs));
const anyRegex = fc.oneof(
  fc.constantFrom('(.*)', '(a+)+$', '', '(a|b)?(.)', '(?i)[A-Z]+', '(?P<n>.+)', '.*'),
  fc.string().filter((text) => checkRegex(text) === undefined),
);
const anyRule: fc.Arbitrary<RelabelRule> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  sourceLabels: fc.array(anyText, { maxLength: 3 }),
  separator: anyText,
  regex: anyRegex,
  targetLabel: anyText,
  replacement: fc.oneof(anyText, fc.constantFrom('$1', '${n}x', '$0$0')),
  modulus: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
});

test('any rules on any labels: nothing is thrown, names stay unique and sorted, no set label is empty', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 4 }), anyLabels, (rules, labels) => {
      const before = JSON.stringify(labels);
      const result = compileRelabel(rules, md5)(labels);
      assert.equal(JSON.stringify(labels), before);
      if (result === undefined) return;
      const names = result.map(([name]) => name);
      assert.deepEqual(names, [...new Set(names)].sort(byUnits));
      for (const pair of result) {
        assert.ok(pair[1] !== '' || labels.some(([name, value]) => name === pair[0] && value === ''));
      }
    }),
    { numRuns: 2_000 },
  );
});

function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
