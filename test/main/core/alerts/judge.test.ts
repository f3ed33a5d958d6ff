import assert from 'node:assert/strict';
import test from 'node:test';
import { judge, type Truth } from '../../../../main/core/alerts/judge.ts';
import type { AlertReading, Condition } from '../../../../main/core/model/alert.ts';
import { ruleOf } from './rules.ts';

/** What is true, false and unknown whatever else, as conditions over readings of the same names. */
const part = (signal: string): Condition => ({ kind: 'above', of: { kind: 'latest', signal }, threshold: 1, clear: 0 });
const READINGS: Readonly<Record<string, AlertReading>> = {
  yes: 2,
  no: 0,
  gap: 'gap',
  band: 1,
  none: 'no_data',
  not: 'not_told',
};

function truth(when: Condition, firing = false, noData: 'hold' | 'clear' | 'fire' = 'hold'): Truth {
  const signals = Object.keys(READINGS);
  const entries = [{ atMs: 0, durationMs: 0, readings: Object.values(READINGS) }];
  return judge(ruleOf({ when, noData }), { signals, entries, windowMs: 1, intervalMs: 1 }, firing);
}

const TABLE: readonly (readonly ['all' | 'any', string, string, Truth])[] = [
  ['all', 'yes', 'yes', 'true'],
  ['all', 'yes', 'no', 'false'],
  ['all', 'yes', 'gap', 'unknown'],
  ['all', 'no', 'gap', 'false'],
  ['any', 'no', 'no', 'false'],
  ['any', 'yes', 'no', 'true'],
  ['any', 'yes', 'gap', 'true'],
  ['any', 'no', 'gap', 'unknown'],
  ['any', 'no', 'not', 'false'],
  ['all', 'yes', 'not', 'false'],
];

for (const [kind, a, b, wanted] of TABLE) {
  test(`${kind} of ${a}, ${b}: ${wanted}`, () => {
    assert.equal(truth({ kind, parts: [part(a), part(b)] }), wanted);
    assert.equal(truth({ kind, parts: [part(b), part(a)] }), wanted);
  });
}

test('between the thresholds it is as it was', () => {
  assert.equal(truth(part('band')), 'false');
  assert.equal(truth(part('band'), true), 'true');
});

test('without data it is what the rule says, on either side', () => {
  for (const firing of [true, false]) {
    assert.equal(truth(part('none'), firing, 'hold'), 'unknown');
    assert.equal(truth(part('none'), firing, 'clear'), 'false');
    assert.equal(truth(part('none'), firing, 'fire'), 'true');
    assert.equal(truth(part('gap'), firing, 'fire'), 'unknown');
  }
});
