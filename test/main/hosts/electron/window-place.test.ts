import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeWindow, readPlace, writePlace, type WindowPlace } from '../../../../main/hosts/electron/window-place.ts';

const first = { x: 0, y: 30, width: 1280, height: 770 };
const second = { x: 1280, y: 0, width: 1920, height: 1080 };
const usual = { width: 480, height: 700 };
const least = { width: 380, height: 320 };

function at(x: number, y: number, width = 500, height = 600): WindowPlace {
  return { x, y, width, height, maximized: false };
}

const places: readonly [string, WindowPlace | undefined, object][] = [
  ['the first time in the middle', undefined, { x: 400, y: 65, width: 480, height: 700 }],
  ['where it was', at(100, 50), { x: 100, y: 50, width: 500, height: 600 }],
  ['on the other screen', at(1400, 200), { x: 1400, y: 200, width: 500, height: 600 }],
  ['partly over an edge', at(-300, 50), { x: -300, y: 50, width: 500, height: 600 }],
  ['back in the middle when its screen is gone', at(5000, 50), { x: 390, y: 115, width: 500, height: 600 }],
  ['back when its title would be above the screen', at(100, -200), { x: 390, y: 115, width: 500, height: 600 }],
  ['back when too little of it is left', at(-450, 50), { x: 390, y: 115, width: 500, height: 600 }],
  ['no larger than the screen', at(0, 30, 4000, 3000), { x: 0, y: 30, width: 1280, height: 770 }],
  ['no smaller than can be read', at(0, 30, 130, 10), { x: 0, y: 30, width: 380, height: 320 }],
];
for (const [name, kept, expected] of places) {
  test(name, () => {
    assert.deepEqual(placeWindow(kept, usual, least, [first, second]), expected);
  });
}

test('a place is read as it was written', () => {
  const place = { ...at(-5, 7), maximized: true };
  assert.deepEqual(readPlace(writePlace(place)), place);
});

for (const text of [
  '',
  'null',
  '[]',
  '{"x":1}',
  '{"x":1,"y":"2","width":3,"height":4}',
  '{"x":1e400,"y":0,"width":1,"height":1}',
]) {
  test(`${text || 'nothing'} is no place`, () => {
    assert.equal(readPlace(text), undefined);
  });
}
