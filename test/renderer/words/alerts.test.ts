import assert from 'node:assert/strict';
import test from 'node:test';
import { alerts } from '../../../renderer/words/alerts.ts';

test('how often it would have fired', () => {
  assert.match(alerts.preview.would('42 min', 1), /42 min it would have fired once:$/);
  assert.match(alerts.preview.would('42 min', 2), /fired twice:$/);
  assert.match(alerts.preview.would('42 min', 3), /fired 3 times:$/);
  assert.deepEqual([alerts.preview.more(1), alerts.preview.more(3)], ['and 1 more', 'and 3 more']);
});
