import assert from 'node:assert/strict';
import test from 'node:test';
import type { BoxState } from '../../../preload/contract/view.ts';
import { stateLook } from '../../../renderer/ui/state-look.ts';

const STATES: readonly BoxState[] = ['starting', 'fine', 'busy', 'loading', 'down', 'not_nim'];

test('each state has its own word and its own shape: colour alone tells nothing', () => {
  for (const key of ['word', 'shape', 'headline'] as const) {
    assert.equal(new Set(STATES.map((state) => stateLook(state)[key])).size, STATES.length, key);
  }
});
