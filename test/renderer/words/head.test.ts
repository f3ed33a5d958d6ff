import assert from 'node:assert/strict';
import test from 'node:test';
import { firingAlerts } from '../../../renderer/words/head.ts';

test('the bell says how many alerts fire', () => {
  assert.deepEqual([0, 1, 2].map(firingAlerts), ['Alerts', 'Alerts: 1 fires', 'Alerts: 2 fire']);
});
