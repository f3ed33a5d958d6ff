import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_RULES } from '../../../../main/app/alert-rules/default-rules.ts';
import { KNOWN_SIGNALS, rulesOf } from '../../../../main/app/alert-rules/rules-of.ts';

test('without choices the product’s own rules hold, and look only at what is known', () => {
  assert.deepEqual(rulesOf([]), { rules: DEFAULT_RULES, off: [], problems: [] });
});

test('a choice may look at what the catalogue knows, and at what we know ourselves', () => {
  assert.ok(KNOWN_SIGNALS.has('slowedByHeat') && KNOWN_SIGNALS.has('scrapeGood'));
  const when = { kind: 'above', of: { kind: 'latest', signal: 'nonsense' }, threshold: 1, clear: 1 } as const;
  assert.equal(rulesOf([{ id: 'mine', when }]).problems.length, 1);
  const good = rulesOf([{ id: 'mine', when: { ...when, of: { kind: 'latest', signal: 'slowedByHeat' } } }]);
  assert.deepEqual([good.rules.length, good.problems], [DEFAULT_RULES.length + 1, []]);
});
