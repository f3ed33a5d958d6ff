import assert from 'node:assert/strict';
import test from 'node:test';
import { Ring } from '../../../../main/core/history/ring.ts';

const ROWS: readonly (readonly [string, number, readonly number[], readonly number[]])[] = [
  ['empty', 3, [], []],
  ['not yet full', 3, [1, 2], [1, 2]],
  ['just full', 3, [1, 2, 3], [1, 2, 3]],
  ['the oldest goes', 3, [1, 2, 3, 4, 5], [3, 4, 5]],
  ['of one', 1, [1, 2], [2]],
];

for (const [name, capacity, pushed, kept] of ROWS) {
  test(name, () => {
    const ring = new Ring<number>(capacity);
    for (const item of pushed) ring.push(item);
    assert.deepEqual(ring.toArray(), kept);
  });
}

test('what was handed out stays as it was', () => {
  const ring = new Ring<number>(1);
  ring.push(1);
  const before = ring.toArray();
  ring.push(2);
  assert.deepEqual(before, [1]);
});
