import assert from 'node:assert/strict';
import test from 'node:test';
import { Ring } from '../../../../main/core/history/ring.ts';

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at);
}

const ROWS: readonly (readonly [string, number, readonly (number | null)[], readonly (number | null)[]])[] = [
  ['empty', 3, [], []],
  ['not yet full', 3, [1, 2], [1, 2]],
  ['just full', 3, [1, 2, 3], [1, 2, 3]],
  ['the oldest goes', 3, [1, 2, 3, 4, 5], [3, 4, 5]],
  ['of one', 1, [1, 2], [2]],
  ['gaps stay gaps', 3, [1, null, 3, null], [null, 3, null]],
  ['what is no number is a gap; a bound without end is none', 3, [NaN, Infinity, 0], [null, Infinity, 0]],
  ['many: more than there is room for at first', 20, upTo(50), upTo(50).slice(30)],
  ['many, not yet full', 20, upTo(17), upTo(17)],
];

for (const [name, capacity, pushed, kept] of ROWS) {
  test(name, () => {
    const ring = new Ring(capacity);
    for (const item of pushed) ring.push(item);
    assert.deepEqual(ring.toArray(), kept);
  });
}

test('what was handed out stays as it was', () => {
  const ring = new Ring(1);
  ring.push(1);
  const before = ring.toArray();
  ring.push(2);
  assert.deepEqual(before, [1]);
});
