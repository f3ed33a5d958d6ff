import assert from 'node:assert/strict';
import test from 'node:test';
import { itemForKey } from '../../../renderer/ui/menu-keys.ts';

const LABELS = ['Alerts', 'Add a box', 'Pause', 'Settings'];

const ROWS: readonly (readonly [key: string, from: number, to: number | undefined])[] = [
  ['ArrowDown', 0, 1],
  ['ArrowDown', 3, 0],
  ['ArrowUp', 0, 3],
  ['ArrowUp', 2, 1],
  ['Home', 2, 0],
  ['End', 0, 3],
  ['a', 0, 1],
  ['A', 1, 0],
  ['s', 3, 3],
  ['x', 0, undefined],
  ['Enter', 0, undefined],
  [' ', 0, undefined],
  ['Tab', 0, undefined],
];
for (const [key, from, to] of ROWS) {
  test(`${JSON.stringify(key)} leads from item ${String(from)} to ${String(to)}`, () => {
    assert.equal(itemForKey(key, from, LABELS), to);
  });
}

test('an empty menu has nowhere to go', () => {
  assert.equal(itemForKey('ArrowDown', 0, []), undefined);
});
