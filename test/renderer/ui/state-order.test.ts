import assert from 'node:assert/strict';
import test from 'node:test';
import { STATE_ORDER } from '../../../renderer/ui/state-order.ts';

test('each state has its own place, broken ones before busy ones before calm ones', () => {
  const places = Object.values(STATE_ORDER);
  assert.equal(new Set(places).size, places.length);
  assert.ok(STATE_ORDER.down < STATE_ORDER.busy && STATE_ORDER.busy < STATE_ORDER.fine);
});
