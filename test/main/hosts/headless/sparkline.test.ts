import assert from 'node:assert/strict';
import test from 'node:test';
import { sparkline } from '../../../../main/hosts/headless/sparkline.ts';

const ROWS: readonly (readonly [string, readonly (number | null)[], number, number, string])[] = [
  ['every level', [0, 1, 2, 3, 4, 5, 6, 7], 8, 0, '▁▂▃▄▅▆▇█'],
  ['scaled to the largest', [0, 50, 100], 3, 0, '▁▅█'],
  ['a small one looks large', [0.1, 0.2], 2, 0, '▅█'],
  ['unless the top is given', [0.1, 0.2], 2, 1, '▂▂'],
  ['beyond the given top', [1, 2], 2, 1, '▅█'],
  ['zeros lie at the bottom', [0, 0], 2, 0, '▁▁'],
  ['a gap is a blank, a zero is none', [1, null, 0], 3, 0, '█ ▁'],
  ['gaps alone', [null, null], 2, 0, '  '],
  ['the newest stand at the right', [1, 2], 4, 0, '  ▅█'],
  ['older ones go, and no longer count for the scale', [1_000, 1, 2], 2, 0, '▅█'],
  ['nothing yet', [], 3, 0, '   '],
  ['below zero is the bottom', [-5, 1], 2, 0, '▁█'],
];

for (const [name, history, width, atLeast, drawn] of ROWS) {
  test(name, () => {
    assert.equal(sparkline(history, width, atLeast), drawn);
  });
}
