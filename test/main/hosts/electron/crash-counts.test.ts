import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CrashCounts } from '../../../../main/hosts/electron/crash-counts.ts';

test('what crashed, and how often', () => {
  const counts = new CrashCounts();
  assert.equal(counts.words, 'none');
  counts.add('page');
  counts.add('Utility');
  counts.add('page');
  assert.equal(counts.words, 'page 2, Utility 1');
});
