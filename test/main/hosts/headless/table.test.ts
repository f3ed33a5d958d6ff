import assert from 'node:assert/strict';
import test from 'node:test';
import { drawTable } from '../../../../main/hosts/headless/table.ts';

test('columns are as wide as their widest cell; numbers end at the right', () => {
  assert.deepEqual(
    drawTable(
      ['name', 'n'],
      [
        ['a', '1'],
        ['longer', '1,000'],
      ],
      { left: 1 },
    ),
    ['name        n', 'a           1', 'longer  1,000'],
  );
});

test('the last column may be text', () => {
  assert.deepEqual(drawTable(['n', 'why'], [['10', 'so']], { left: 0, lastLeft: true }), [' n  why', '10  so']);
});
