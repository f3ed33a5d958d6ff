import assert from 'node:assert/strict';
import test from 'node:test';
import type { SignalNow } from '../../../../main/app/sentences/box-now.ts';
import { counted, growth, lastChange, recent, zeroForMs } from '../../../../main/app/sentences/look-back.ts';

const SECOND = 1_000;
const of = (...history: readonly (number | null)[]): SignalNow => ({
  ...{ value: history[history.length - 1] ?? null, above: null, why: null, families: [], history },
  intervalMs: 10 * SECOND,
});

test('recent values end at the time that is asked for, without gaps', () => {
  assert.deepEqual(recent(of(1, 2, null, 4), 20 * SECOND), [2, 4]);
  assert.deepEqual(recent(of(1, 2, 3), 0), [3]);
  assert.deepEqual(recent(of(), 60 * SECOND), []);
});

const GROWTH: readonly (readonly [string, SignalNow, number])[] = [
  ['it grows', of(1, 2, 4), 3],
  ['it grew, but is back', of(1, 9, 4), 0],
  ['it shrinks', of(4, 2, 1), 0],
  ['a gap in between', of(1, null, 4), 3],
  ['a gap now', of(1, 4, null), 0],
  ['what was long ago does not count', of(0, 0, 3, 3, 4), 1],
  ['nothing known', of(), 0],
];
for (const [name, signal, wanted] of GROWTH) {
  test(`growth in 20 s: ${name}`, () => {
    assert.equal(growth(signal, 20 * SECOND), wanted);
  });
}

test('a rate is counted over its time', () => {
  assert.equal(counted(of(9, 0.5, null, 1), 30 * SECOND), 15);
  assert.equal(counted(of(9, 0.5), 1), 5);
  assert.equal(counted(of(null), 30 * SECOND), 0);
});

const CHANGES: readonly (readonly [string, SignalNow, ReturnType<typeof lastChange>])[] = [
  ['none', of(79, 79, 79), undefined],
  ['one', of(0, 79, 79), { code: 79, agoMs: 10 * SECOND }],
  ['the last of two', of(0, 79, 48), { code: 48, agoMs: 0 }],
  ['behind a gap', of(0, null, 79), { code: 79, agoMs: 0 }],
  ['then reset', of(0, 79, 0), undefined],
  ['known from the first on', of(null, 79), undefined],
];
for (const [name, signal, wanted] of CHANGES) {
  test(`the last change of a code: ${name}`, () => {
    assert.deepEqual(lastChange(signal), wanted);
  });
}

test('for how long it has been 0', () => {
  assert.equal(zeroForMs(of(1, 0, 0, 0)), 20 * SECOND);
  assert.equal(zeroForMs(of(1, 0, null, 0)), 20 * SECOND);
  assert.equal(zeroForMs(of(0)), 0);
  assert.equal(zeroForMs(of(0, 1)), undefined);
  assert.equal(zeroForMs(of(0, null)), undefined);
  assert.equal(zeroForMs(of()), undefined);
});
