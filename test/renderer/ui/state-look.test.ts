import assert from 'node:assert/strict';
import test from 'node:test';
import type { WholeState } from '../../../preload/contract/view.ts';
import { stateLook } from '../../../renderer/ui/state-look.ts';

const STATES: readonly WholeState[] = [
  ...(['starting', 'fine', 'busy', 'alert', 'loading', 'down', 'not_nim', 'paused'] as const),
  ...(['offline', 'no_box', 'away'] as const),
];

test('each state has its own word and its own shape: colour alone tells nothing', () => {
  for (const key of ['word', 'shape', 'headline'] as const) {
    assert.equal(new Set(STATES.map((state) => stateLook(state)[key])).size, STATES.length, key);
  }
});
