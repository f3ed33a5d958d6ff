import assert from 'node:assert/strict';
import test from 'node:test';
import { nextItem } from '../../../../renderer/features/alerts/next-item.ts';

const CASES: readonly (readonly [key: string, at: number, next: number | undefined])[] = [
  ['ArrowDown', 0, 1],
  ['ArrowDown', 3, 0],
  ['ArrowDown', -1, 0],
  ['ArrowUp', 3, 2],
  ['ArrowUp', 0, 3],
  ['ArrowUp', -1, 3],
  ['Home', 2, 0],
  ['End', 1, 3],
  ['Enter', 1, undefined],
];
for (const [key, at, next] of CASES) {
  test(`${key} at ${at} of 4`, () => {
    assert.equal(nextItem(key, at, 4), next);
  });
}
