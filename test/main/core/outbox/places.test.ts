import assert from 'node:assert/strict';
import test from 'node:test';
import { Places } from '../../../../main/core/outbox/places.ts';

test('equal values have one place, in order of first appearance', () => {
  const places = new Places<readonly number[]>(JSON.stringify);
  const first = [1, 2];
  assert.deepEqual(
    [places.of(first), places.of([3]), places.of([1, 2]), places.of(first), places.of([])],
    [0, 1, 0, 0, 2],
  );
  assert.deepEqual(places.all, [[1, 2], [3], []]);
});
