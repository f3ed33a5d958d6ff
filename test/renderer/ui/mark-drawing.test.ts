import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MarkShape } from '../../../preload/contract/mark.ts';
import { drawMark, MARK_GRIDS } from '../../../renderer/ui/mark-drawing.ts';

const shapes: readonly MarkShape[] = [
  ...(['fine', 'busy', 'alert', 'loading', 'down', 'offline', 'paused', 'no_box', 'away'] as const),
];

for (const grid of MARK_GRIDS) {
  test(`on a grid of ${grid} all shapes differ and none leaves it`, () => {
    const drawn = shapes.map((shape) => drawMark(shape, 3, grid));
    assert.equal(new Set(drawn.map((parts) => JSON.stringify(parts))).size, shapes.length);
    for (const part of drawn.flat()) {
      const places = [...part.d.matchAll(/[MHV](-?[\d.]+)/g)].map(([, value]) => Number(value));
      assert.ok(
        places.every((value) => value >= 0 && value <= grid),
        part.d,
      );
    }
  });

  test(`on a grid of ${grid} a fill ends on whole pixels and grows with its level`, () => {
    const heights = [1, 2, 3, 4, 5, 6].map((level) => {
      const fill = drawMark('fine', level, grid).at(-1);
      return Number(/v(-?[\d.]+)/.exec(fill?.d ?? '')?.[1]);
    });
    assert.ok(heights.every(Number.isInteger), String(heights));
    assert.deepEqual(
      [...new Set(heights)].sort((a, b) => a - b),
      heights,
    );
  });
}

test('the sign is the accent; only an alert is so as a whole', () => {
  const tones = (shape: MarkShape) => drawMark(shape, 6, 16).map(({ tone }) => tone);
  assert.deepEqual(tones('down'), ['ink', 'ink', 'accent']);
  assert.ok(tones('alert').every((tone) => tone === 'accent'));
});
