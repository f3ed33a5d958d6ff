import assert from 'node:assert/strict';
import test from 'node:test';
import { MemoryStore } from '../../../../main/core/outbox/memory-store.ts';

test('each store is its own, and what was loaded does not change', () => {
  const change = { target: 't', forwarding: 'on' };
  const nothing = { inserted: [], updated: [], removed: [], counts: [], carries: [], duplicates: [] };
  const store = new MemoryStore();
  const before = store.load();
  store.apply({ ...nothing, targets: [change] });
  assert.deepEqual(before.targets, []);
  assert.equal(store.load().targets.length, 1);
  assert.deepEqual(new MemoryStore().load().targets, []);
});
