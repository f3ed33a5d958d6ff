import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  anchorAtPointer,
  cornerOf,
  placePopover,
  type Area,
  type Display,
} from '../../../../main/hosts/electron/place-popover.ts';

const size = { width: 380, height: 440 };

function area(x: number, y: number, width: number, height: number): Area {
  return { x, y, width, height };
}

function icon(x: number, y: number): Area {
  return area(x, y, 24, 24);
}

const top: Display = { bounds: area(0, 0, 1280, 800), workArea: area(0, 26, 1280, 774) };
const bottom: Display = { bounds: area(0, 0, 1280, 800), workArea: area(0, 0, 1280, 760) };
const left: Display = { bounds: area(0, 0, 1280, 800), workArea: area(48, 0, 1232, 800) };
const right: Display = { bounds: area(0, 0, 1280, 800), workArea: area(0, 0, 1232, 800) };
const hidden: Display = { bounds: area(0, 0, 1280, 800), workArea: area(0, 0, 1280, 800) };
// A second screen to the left and above, with twice the pixels: its units are the desktop's all the same.
const second: Display = { bounds: area(-1440, -900, 1440, 900), workArea: area(-1440, -875, 1440, 875) };

const cases: readonly [string, Display, Area, { x: number; y: number }][] = [
  ['below an icon on a panel at the top', top, icon(600, 1), { x: 422, y: 34 }],
  ['inside at the right edge', top, icon(1250, 1), { x: 892, y: 34 }],
  ['inside at the left edge', top, icon(0, 1), { x: 8, y: 34 }],
  ['above an icon on a panel at the bottom', bottom, icon(600, 768), { x: 422, y: 312 }],
  ['beside an icon on a panel at the left', left, icon(12, 700), { x: 56, y: 352 }],
  ['beside one at its upper end', left, icon(12, 4), { x: 56, y: 8 }],
  ['beside an icon on a panel at the right', right, icon(1244, 300), { x: 844, y: 92 }],
  ['below an icon on a panel that hides itself, at the top', hidden, icon(600, 1), { x: 422, y: 33 }],
  ['above one at the bottom', hidden, icon(600, 775), { x: 422, y: 327 }],
  ['on another screen', second, icon(-100, -900), { x: -388, y: -867 }],
];
for (const [name, display, anchor, expected] of cases) {
  test(name, () => {
    assert.deepEqual(placePopover(size, anchor, display), { ...size, ...expected });
  });
}

test('never off screen, wherever the icon is said to be', () => {
  for (const display of [top, bottom, left, right, hidden, second]) {
    const { bounds, workArea } = display;
    for (let step = 0; step <= 20; step += 1) {
      for (let row = 0; row <= 20; row += 1) {
        const anchor = icon(bounds.x - 100 + (step * bounds.width) / 16, bounds.y - 100 + (row * bounds.height) / 16);
        const { x, y, height } = placePopover(size, anchor, display);
        assert.ok(x >= workArea.x && x + size.width <= workArea.x + workArea.width, `${x} for ${anchor.x}`);
        assert.ok(y >= workArea.y && y + height <= workArea.y + workArea.height, `${y} for ${anchor.y}`);
      }
    }
  }
});

test('on a small screen it is as high as there is room beside the panel, and its left stays in view', () => {
  const small: Display = { bounds: area(0, 0, 300, 200), workArea: area(0, 0, 300, 200) };
  assert.deepEqual(placePopover(size, icon(0, 0), small), { x: 8, y: 32, width: 380, height: 160 });
  const netbook: Display = { bounds: area(0, 0, 1024, 600), workArea: area(0, 0, 1024, 570) };
  assert.deepEqual(placePopover({ width: 380, height: 700 }, icon(900, 573), netbook), area(636, 8, 380, 554));
});

test('whatever is said of the icon, half of the screen is left for it', () => {
  assert.deepEqual(placePopover({ width: 380, height: 700 }, area(0, 0, 1280, 700), hidden), area(450, 408, 380, 384));
});

const pointers: readonly [string, Display, { x: number; y: number }, { x: number; y: number }][] = [
  ['on a panel at the top', top, { x: 900, y: 12 }, { x: 710, y: 34 }],
  ['in a menu that hangs from it', top, { x: 900, y: 260 }, { x: 710, y: 34 }],
  ['in a menu that stands on a panel at the bottom', bottom, { x: 900, y: 600 }, { x: 710, y: 312 }],
  ['on a panel at the left', left, { x: 20, y: 400 }, { x: 56, y: 180 }],
  ['in a menu beside it', left, { x: 200, y: 400 }, { x: 56, y: 180 }],
  ['in a menu beside one at the right', right, { x: 1000, y: 400 }, { x: 844, y: 180 }],
  ['on a panel of which the desktop tells nothing', hidden, { x: 900, y: 12 }, { x: 710, y: 32 }],
  ['on a thick one', hidden, { x: 900, y: 776 }, { x: 710, y: 304 }],
  ['on one at the left', hidden, { x: 13, y: 600 }, { x: 34, y: 352 }],
  ['on one at the right', hidden, { x: 1267, y: 600 }, { x: 866, y: 352 }],
  ['at the lower end of one at the left', hidden, { x: 13, y: 770 }, { x: 34, y: 352 }],
  ['at the end of a row', hidden, { x: 1268, y: 787 }, { x: 892, y: 326 }],
  ['in its menu', hidden, { x: 900, y: 260 }, { x: 710, y: 8 }],
];
for (const [name, display, pointer, expected] of pointers) {
  test(`by the pointer ${name}`, () => {
    assert.deepEqual(placePopover(size, anchorAtPointer(pointer, display), display), { ...size, ...expected });
  });
}

const corners: readonly [string, Display, { x: number; y: number }][] = [
  ['with a panel at the top', top, { x: 892, y: 34 }],
  ['with a panel at the bottom', bottom, { x: 892, y: 312 }],
  ['without a panel', hidden, { x: 892, y: 8 }],
  ['of another screen', second, { x: -388, y: -867 }],
];
for (const [name, display, expected] of corners) {
  test(`in the corner of a screen ${name}`, () => {
    assert.deepEqual(placePopover(size, cornerOf(display), display), { ...size, ...expected });
  });
}
