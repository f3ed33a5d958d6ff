import assert from 'node:assert/strict';
import test from 'node:test';
import { atLine, ownIntervals } from '../../../renderer/words/settings.ts';

test('addresses with an interval of their own are counted where there are some', () => {
  assert.equal(ownIntervals(0), '');
  assert.match(ownIntervals(1), /^One address has /);
  assert.match(ownIntervals(3), /^3 addresses have /);
  assert.equal(atLine(3), 'Line 3');
});
