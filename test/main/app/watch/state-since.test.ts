import assert from 'node:assert/strict';
import test from 'node:test';
import { StateSince } from '../../../../main/app/watch/state-since.ts';

test('a state is as old as when it was first seen without another in between', () => {
  const since = new StateSince();
  since.note('dgx', 'loading', 1);
  since.note('dgx', 'loading', 2);
  since.note('spark', 'fine', 2);
  assert.deepEqual([since.of('dgx', 'loading'), since.of('spark', 'fine')], [1, 2]);
  since.note('dgx', 'fine', 3);
  since.note('dgx', 'loading', 4);
  assert.equal(since.of('dgx', 'loading'), 4);
});

test('of a state that was not seen, and of a box that is gone, nothing is known', () => {
  const since = new StateSince();
  since.note('dgx', 'busy', 1);
  assert.deepEqual([since.of('dgx', 'paused'), since.of('spark', 'busy')], [undefined, undefined]);
  since.keepOnly(new Set(['spark']));
  assert.equal(since.of('dgx', 'busy'), undefined);
});
