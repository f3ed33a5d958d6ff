import assert from 'node:assert/strict';
import test from 'node:test';
import type { SeriesValue } from '../../main/demo/series-value.ts';
import { judgeRun } from './judge-run.ts';
import type { RunEvidence } from './judge-run.ts';

const series = (values: Readonly<Record<string, number>>): ReadonlyMap<string, SeriesValue> =>
  new Map(Object.entries(values).map(([id, value]) => [id, { kind: 'sum', value }]));
const LEDGER = {
  produced: 20,
  delivered: 12,
  queued: 0,
  carried: 0,
  dropped: { rejected: 3, expired: 5 },
  possibleDuplicates: [{ sha256: 'aa' }, { sha256: 'aa' }, { sha256: 'bb' }],
  unlistedDuplicates: 0,
};
const GOOD: RunEvidence = {
  truths: [series({ a: 7, b: 2 })],
  arrived: series({ a: 5, b: 2 }),
  refused: series({ a: 2 }),
  waiting: new Map(),
  sinkPoints: { points: 12, refused: 3 },
  duplicates: [{ sha256: 'aa', times: 3 }],
  ledger: LEDGER,
};

test('a good run has no problem', () => {
  assert.deepEqual(judgeRun(GOOD), {
    lost: 0,
    invented: 0,
    possibleDuplicates: 3,
    duplicates: [{ sha256: 'aa', times: 3, listed: true }],
    problems: [],
  });
});

test('each kind of fault is a problem of its own', () => {
  const rows: readonly (readonly [string, Partial<RunEvidence>, number, number, RegExp])[] = [
    ['lost', { arrived: series({ a: 4, b: 2 }) }, 1, 0, /^a: 7 was owed, 6 arrived/],
    ['invented', { arrived: series({ a: 5, b: 3 }) }, 0, 1, /^b: 2 was owed, 3 arrived/],
    ['a sum that is none', { ledger: { ...LEDGER, produced: 21 } }, 0, 0, /does not add up: 21 ≠ 12 \+ 0 \+ 8/],
    ['answers that differ', { sinkPoints: { points: 13, refused: 3 } }, 0, 0, /15 points were answered, .* 16/],
    ['queued', { ledger: { ...LEDGER, produced: 21, queued: 1 } }, 0, 0, /1 points are still queued and 0 carried/],
    ['carried', { ledger: { ...LEDGER, carried: 4 } }, 0, 0, /0 points are still queued and 4 carried/],
    ['once too often', { duplicates: [{ sha256: 'aa', times: 4 }] }, 0, 0, /^The body aa arrived 4 times/],
    ['not listed', { duplicates: [{ sha256: 'cc', times: 2 }] }, 0, 0, /^The body cc arrived 2 times/],
  ];
  for (const [name, change, lost, invented, problem] of rows) {
    const verdict = judgeRun({ ...GOOD, ...change });
    assert.deepEqual([verdict.lost, verdict.invented], [lost, invented], name);
    assert.equal(verdict.problems.length, 1, name);
    assert.match(verdict.problems[0] ?? '', problem, name);
  }
});

test('a duplicate may have been listed before the list was shortened', () => {
  const duplicates = [{ sha256: 'cc', times: 2 }];
  const verdict = judgeRun({ ...GOOD, duplicates, ledger: { ...LEDGER, unlistedDuplicates: 1 } });
  assert.deepEqual(verdict.problems, []);
  assert.equal(verdict.possibleDuplicates, 4);
});

test('what waits counts where its values are known', () => {
  const ledger = { ...LEDGER, produced: 21, queued: 1 };
  const arrived = series({ a: 4, b: 2 });
  assert.deepEqual(judgeRun({ ...GOOD, arrived, waiting: series({ a: 1 }), ledger }).problems, []);
});

test('of several truths the one that fits is taken; where none fits, the nearest', () => {
  const other = series({ a: 9, b: 9 });
  assert.deepEqual(judgeRun({ ...GOOD, truths: [other, ...GOOD.truths] }).problems, []);
  assert.equal(judgeRun({ ...GOOD, truths: [other, series({ a: 8, b: 2 })] }).lost, 1);
  assert.throws(() => judgeRun({ ...GOOD, truths: [] }), /at least one truth/);
});
