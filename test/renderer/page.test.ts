import assert from 'node:assert/strict';
import test from 'node:test';
import { goBack, goTo, page } from '../../renderer/page.ts';

test('a page lies above the one it was opened from, and goes back to it', () => {
  assert.deepEqual(page.value, { kind: 'overview' });
  goTo({ kind: 'alerts' });
  goTo({ kind: 'rule', id: 'gpu_hot' });
  assert.deepEqual(page.value, { kind: 'rule', id: 'gpu_hot' });
  goBack();
  assert.deepEqual(page.value, { kind: 'alerts' });
  goBack();
  goBack();
  assert.deepEqual(page.value, { kind: 'overview' });
});

test('the overview closes all pages above it', () => {
  goTo({ kind: 'settings' });
  goTo({ kind: 'overview' });
  goBack();
  assert.deepEqual(page.value, { kind: 'overview' });
});
