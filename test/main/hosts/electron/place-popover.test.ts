import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placePopover } from '../../../../main/hosts/electron/place-popover.ts';

const work = { x: 0, y: 26, width: 1280, height: 774 };
const size = { width: 380, height: 440 };
const cases: readonly [string, { x: number; y: number }, { x: number; y: number }][] = [
  ['below an icon at the top', { x: 600, y: 0 }, { x: 422, y: 34 }],
  ['inside at the right edge', { x: 1250, y: 0 }, { x: 892, y: 34 }],
  ['inside at the left edge', { x: 0, y: 0 }, { x: 8, y: 34 }],
  ['above an icon at the bottom', { x: 600, y: 776 }, { x: 422, y: 328 }],
];
for (const [name, at, expected] of cases) {
  test(name, () => {
    assert.deepEqual(placePopover(size, { ...at, width: 24, height: 24 }, work), expected);
  });
}

test('on a screen that is too small its top stays in view', () => {
  const small = { x: 0, y: 0, width: 300, height: 200 };
  assert.deepEqual(placePopover(size, { x: 0, y: 0, width: 24, height: 24 }, small), { x: 8, y: 8 });
});
