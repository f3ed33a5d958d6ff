import assert from 'node:assert/strict';
import test from 'node:test';
import { joinHistories } from '../../../../main/app/tiles/join-histories.ts';

const seen = (soFar: number | null, entry: number | null): number | null =>
  soFar === null || entry === null ? null : soFar + entry;

test('all end now; before a line begins only the others count', () => {
  const lines = [
    { history: [1, 2, 3], intervalMs: 1_000 },
    { history: [10], intervalMs: 1_000 },
  ];
  assert.deepEqual(joinHistories(lines, 1_000, seen), [1, 2, 13]);
});

test('a gap of one is handed on', () => {
  const lines = [
    { history: [1, null, 3], intervalMs: 1_000 },
    { history: [10, 20, 30], intervalMs: 1_000 },
  ];
  assert.deepEqual(joinHistories(lines, 1_000, seen), [11, null, 33]);
});

test('a line that is asked less often stands until its next entry', () => {
  const lines = [
    { history: [1, 2, 3, 4], intervalMs: 1_000 },
    { history: [10, 20], intervalMs: 2_000 },
  ];
  assert.deepEqual(joinHistories(lines, 1_000, seen), [11, 12, 23, 24]);
  assert.deepEqual(joinHistories(lines, 2_000, seen), [12, 24]);
});

test('nothing is nothing', () => {
  assert.deepEqual(joinHistories([], 1_000, seen), []);
  assert.deepEqual(joinHistories([{ history: [], intervalMs: 1_000 }], 1_000, seen), []);
});
