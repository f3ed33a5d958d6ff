import assert from 'node:assert/strict';
import test from 'node:test';
import { boxes } from '../../../renderer/words/boxes.ts';

test('one is told as one', () => {
  assert.deepEqual([boxes.found.told(1), boxes.found.told(2)], ['Found 1 address.', 'Found 2 addresses.']);
});

test('what concerns a box names it', () => {
  for (const said of [boxes.page.sure, boxes.page.open, boxes.page.drop, boxes.add.to, boxes.found.inBox])
    assert.match(said('dgx'), /\bdgx\b/);
});
