import assert from 'node:assert/strict';
import test from 'node:test';
import { lineScale } from '../../../renderer/ui/line-scale.ts';

test('a share is drawn against its whole, with its limit', () => {
  assert.deepEqual(lineScale([0.1, null], 1, 0.9), { top: 1, limit: 0.9 });
  assert.deepEqual(lineScale([0.1], 1, null), { top: 1, limit: null });
  assert.deepEqual(lineScale([0.1], 1, 1.5), { top: 1, limit: null }, 'a limit outside is not drawn');
});

test('anything else fills its own height, with some room', () => {
  assert.deepEqual(lineScale([null, 100, 40], undefined, null), { top: 114.99999999999999, limit: null });
});

test('a limit comes into sight from half its height on', () => {
  assert.equal(lineScale([0.9], undefined, 2).limit, null);
  assert.ok(lineScale([0.9], undefined, 2).top < 2);
  assert.equal(lineScale([1], undefined, 2).limit, 2);
  assert.ok(lineScale([1], undefined, 2).top > 2);
  assert.ok(lineScale([5], undefined, 2).top > 5);
});

test('zeros and nothing at all lie on the ground', () => {
  assert.deepEqual(lineScale([0, 0], undefined, null), { top: 1, limit: null });
  assert.deepEqual(lineScale([null], undefined, 2), { top: 1, limit: null });
});
