import assert from 'node:assert/strict';
import test from 'node:test';
import { keepUnits } from '../../../renderer/ui/keep-units.ts';

test('a number and what it counts stay on one line; other words may part', () => {
  assert.equal(keepUnits('above 82 % for 2 min, 2.4 s'), 'above 82\u00a0% for 2\u00a0min, 2.4\u00a0s');
  assert.equal(keepUnits('20 requests wait, 85 °C, 1 + 1'), '20\u00a0requests wait, 85\u00a0°C, 1 + 1');
});
