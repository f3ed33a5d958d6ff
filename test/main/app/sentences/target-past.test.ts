import assert from 'node:assert/strict';
import test from 'node:test';
import { NO_PAST, remember } from '../../../../main/app/sentences/target-past.ts';
import { UNKNOWN_TARGET, type TargetState } from '../../../../main/core/model/target-state.ts';

const good: TargetState = { ...UNKNOWN_TARGET, health: 'ready', good: 1 };
const failed: TargetState = { ...good, lastFailure: 'no answer', failed: 1 };
const loading: TargetState = { ...failed, health: 'loading' };

test('failures in a row are counted from the first, and a good scrape ends them', () => {
  const first = remember(NO_PAST, failed, 5, 100);
  assert.deepEqual(first, { failedInARow: 1, failingSinceMs: 100, loadingSinceMs: undefined, tookMs: 5 });
  const second = remember(first, failed, 7, 200);
  assert.deepEqual([second.failedInARow, second.failingSinceMs, second.tookMs], [2, 100, 7]);
  assert.deepEqual(remember(second, good, 6, 300), { ...NO_PAST, tookMs: 6 });
});

test('loading is counted from its first scrape, and ends when the model can answer', () => {
  const later = remember(remember(NO_PAST, loading, 1, 100), loading, 1, 200);
  assert.equal(later.loadingSinceMs, 100);
  assert.equal(remember(later, failed, 1, 300).loadingSinceMs, undefined);
});
