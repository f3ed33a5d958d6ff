import assert from 'node:assert/strict';
import test from 'node:test';
import type { LogEntry } from '../../../../main/demo/nim-simulator/log-entry.ts';
import { truthOf } from '../../../../main/demo/nim-simulator/truth.ts';

const life = (number: number): LogEntry => ({ kind: 'life', life: number, startMs: number });
const inc = (number: number, by: number, family = 'c'): LogEntry => ({
  kind: 'inc',
  life: number,
  family,
  labels: {},
  by,
});
const asked = (number: number, of: number, hidden?: readonly string[]): LogEntry => {
  return { kind: 'asked', number, life: of, ...(hidden === undefined ? {} : { hidden }) };
};
const ended = (number: number, of: number, whole = true): LogEntry => ({ kind: 'answer', number, life: of, whole });
const answer = (number: number, of: number, whole = true): readonly LogEntry[] => [
  asked(number, of),
  ended(number, of, whole),
];
const unseen = (number: number, of: number): readonly LogEntry[] => [asked(number, of, ['c']), ended(number, of)];

test('truth is what happened between the first and the last whole answer, restarts included', () => {
  const rows: readonly (readonly [string, readonly LogEntry[], Record<string, number>, readonly number[]])[] = [
    ['nothing was asked', [life(1), inc(1, 5)], {}, [1]],
    ['one answer is only the baseline', [life(1), inc(1, 5), ...answer(1, 1)], { c: 0 }, []],
    ['growth', [life(1), inc(1, 5), ...answer(1, 1), inc(1, 2), inc(1, 1), ...answer(2, 1), inc(1, 9)], { c: 3 }, []],
    ['a lost first answer is no baseline', [life(1), ...answer(1, 1, false), inc(1, 5), ...answer(2, 1)], { c: 0 }, []],
    [
      'a lost last answer',
      [life(1), ...answer(1, 1), inc(1, 5), ...answer(2, 1), inc(1, 1), ...answer(3, 1, false)],
      { c: 5 },
      [],
    ],
    ['a new series', [life(1), ...answer(1, 1), inc(1, 4, 'd'), ...answer(2, 1)], { d: 4 }, []],
    [
      'a later life counts from zero, and what the first did unseen at its end is lost',
      [life(1), inc(1, 5), ...answer(1, 1), inc(1, 1), ...answer(2, 1), inc(1, 7), life(2), inc(2, 3), ...answer(3, 2)],
      { c: 4 },
      [],
    ],
    [
      'an unseen life between',
      [life(1), ...answer(1, 1), inc(1, 1), ...answer(2, 1), life(2), inc(2, 50), life(3), inc(3, 2), ...answer(3, 3)],
      { c: 3 },
      [2],
    ],
    [
      'an unseen first life leaves the baseline to the second',
      [life(1), inc(1, 8), ...answer(1, 1, false), life(2), inc(2, 3), ...answer(2, 2), inc(2, 1), ...answer(3, 2)],
      { c: 1 },
      [1],
    ],
    [
      'an answer that ends after a restart shows what was asked',
      [life(1), ...answer(1, 1), inc(1, 2), asked(2, 1), inc(1, 9), life(2), ended(2, 1)],
      { c: 2 },
      [2],
    ],
    [
      'a vanished family that came back has lost nothing',
      [life(1), inc(1, 5), ...answer(1, 1), inc(1, 2), ...unseen(2, 1), inc(1, 1), ...answer(3, 1)],
      { c: 3 },
      [],
    ],
    [
      'a family that vanished for good counts up to where it was seen last; its neighbour goes on',
      [
        ...[life(1), ...answer(1, 1), inc(1, 2), inc(1, 2, 'cc'), ...answer(2, 1), inc(1, 7), inc(1, 7, 'cc')],
        ...[...unseen(3, 1), inc(1, 1), ...unseen(4, 1), life(2), inc(2, 3), ...answer(5, 2)],
      ],
      { c: 5, cc: 9 },
      [],
    ],
    [
      'a family that is hidden at the baseline is new when it appears',
      [life(1), inc(1, 5), ...unseen(1, 1), inc(1, 2), ...answer(2, 1)],
      { c: 7 },
      [],
    ],
    [
      'answers that end out of order',
      [life(1), asked(1, 1), inc(1, 2), asked(2, 1), ended(2, 1), ended(1, 1)],
      { c: 2 },
      [],
    ],
  ];
  for (const [name, entries, expected, unseen] of rows) {
    const truth = truthOf(entries);
    const plain = Object.fromEntries([...truth.series].map(([id, v]) => [id, v.kind === 'sum' ? v.value : undefined]));
    assert.deepEqual(plain, expected, name);
    assert.deepEqual(truth.unseenLives, unseen, name);
  }
});

test('histograms are counted as a whole', () => {
  const labels = { b: '1' };
  const observe = (buckets: number[], count: number, sum: number): LogEntry => {
    return { kind: 'observe', life: 1, family: 'h', labels, bounds: [1], buckets, count, sum };
  };
  const truth = truthOf([life(1), observe([1, 1], 2, 3), ...answer(1, 1), observe([0, 2], 2, 8), ...answer(2, 1)]);
  const expected = { kind: 'histogram', bounds: [1], buckets: [0, 2], count: 2, sum: 8 };
  assert.deepEqual([...truth.series], [['h{b="1"}', expected]]);
});

test('an answer that never ended is named and does not count', () => {
  const truth = truthOf([life(1), ...answer(1, 1), inc(1, 2), asked(2, 1), life(2), asked(3, 2)]);
  assert.deepEqual(truth.unsettled, [
    { life: 1, number: 2 },
    { life: 2, number: 3 },
  ]);
  assert.deepEqual([...truth.series], []);
});

test('a log that contradicts itself throws', () => {
  assert.throws(() => truthOf([inc(1, 1)]), /before it began/);
  assert.throws(() => truthOf([life(1), ended(1, 1)]), /never asked/);
});
