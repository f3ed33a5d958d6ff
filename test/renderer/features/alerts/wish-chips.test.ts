import assert from 'node:assert/strict';
import test from 'node:test';
import type { WishView } from '../../../../preload/contract/view.ts';
import { wishChips } from '../../../../renderer/features/alerts/wish-chips.ts';

const wish = (until: WishView['until']): WishView => ({ until, madeMs: 0, expiresMs: 0 });
const labels = (...box: Parameters<typeof wishChips>) =>
  wishChips(...box).map(({ label, made }) => `${label}${made ? ' ✓' : ''}`);

test('what can be waited for, and in its place what is', () => {
  const wishable = ['ready', 'idle', 'queue_empty'] as const;
  assert.deepEqual(labels({ wishable, wishes: [] }), ['ready', 'idle', 'queue empty']);
  assert.deepEqual(labels({ wishable, wishes: [wish({ kind: 'idle' })] }), ['ready', 'idle ✓', 'queue empty']);
  assert.deepEqual(labels({ wishable: [], wishes: [wish({ kind: 'back' })] }), ['back ✓']);
  assert.deepEqual(labels({ wishable: [], wishes: [wish({ kind: 'below', share: 0.5 })] }), ['KV cache below 50 % ✓']);
  assert.deepEqual(labels({ wishable: [], wishes: [] }), []);
}); // prettier-ignore
