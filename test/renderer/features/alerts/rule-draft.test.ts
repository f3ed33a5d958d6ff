import assert from 'node:assert/strict';
import test from 'node:test';
import type { RuleView } from '../../../../preload/contract/rules.ts';
import { changeOf, draftOf, timeFieldsOf, type RuleDraft } from '../../../../renderer/features/alerts/rule-draft.ts';

const RULE: RuleView = {
  ...{ id: 'cache_full', name: '', sentence: '', on: true, own: false, changed: false, severity: 'warning' },
  limit: { side: 'above', threshold: 90, clear: 80, unit: 'percent' },
  ...{ forMs: 120_000, clearForMs: 0, windowMs: null, repeatMs: 5_400_000, noData: 'hold' },
  ...{ boxes: ['dgx'], quietHours: ['22:00-07:00'] },
};
const FLAG: RuleView = { ...RULE, limit: null, windowMs: 600_000, boxes: 'all', quietHours: [] };

const changed = (rule: RuleView, over: Partial<RuleDraft>) => changeOf(rule, { ...draftOf(rule), ...over });

test('what is not touched asks for what there is', () => {
  const { forMs, clearForMs, repeatMs, severity, noData, boxes, quietHours } = RULE;
  const same = { id: 'cache_full', forMs, clearForMs, repeatMs, severity, noData, boxes, quietHours };
  assert.deepEqual(changed(RULE, {}), { ok: true, change: { ...same, threshold: 90, clear: 80 } });
});

test('a rule without a limit has none to change, one that looks back has a window', () => {
  const asked = changed(FLAG, {});
  assert.ok(asked.ok);
  assert.deepEqual(
    [Object.keys(asked.change).includes('threshold'), asked.change.windowMs, asked.change.boxes],
    [false, 600_000, 'all'],
  );
  assert.deepEqual([timeFieldsOf(RULE).includes('windowMs'), timeFieldsOf(FLAG).includes('windowMs')], [false, true]);
});

test('times are shown in the largest unit that is whole', () => {
  const { forMs, clearForMs, repeatMs } = draftOf(RULE);
  assert.deepEqual(
    [forMs, clearForMs, repeatMs],
    [
      { amount: '2', unit: 'min' },
      { amount: '0', unit: 's' },
      { amount: '90', unit: 'min' },
    ],
  );
});

const TYPED: readonly (readonly [string, number | undefined])[] = [
  ['95', 95],
  [' 0,5 ', 0.5],
  ['.5', 0.5],
  ['-3', -3],
  ['', undefined],
  ['1e9', undefined],
  ['12 %', undefined],
];
for (const [text, value] of TYPED) {
  test(`typed: "${text}"`, () => {
    const asked = changed(RULE, { threshold: text });
    assert.deepEqual(
      asked.ok ? asked.change.threshold : asked.problems.map(({ field }) => field),
      value ?? ['threshold'],
    );
  });
}

test('what is wrong is told with its field', () => {
  const asked = changed(RULE, {
    ...{ clear: 'x', forMs: { amount: '-1', unit: 's' }, quietHours: [{ from: '22:00', to: '' }] },
  });
  assert.ok(!asked.ok);
  assert.deepEqual(
    asked.problems.map(({ field }) => field),
    ['clear', 'forMs', 'quietHours'],
  );
});
