import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markOf, type Mark } from '../../../preload/contract/mark.ts';
import type { BoxView, WholeState } from '../../../preload/contract/view.ts';
import { fakeBox, tile } from '../../fakes/snapshot.ts';

const shapes: Readonly<Record<WholeState, string>> = {
  ...{ starting: 'loading', fine: 'fine', busy: 'busy', alert: 'alert', loading: 'loading', down: 'down' },
  ...{ not_nim: 'down', paused: 'paused', offline: 'offline', no_box: 'no_box', away: 'away' },
};
for (const [state, shape] of Object.entries(shapes)) {
  test(`${state} is drawn as ${shape}`, () => {
    assert.equal(markOf({ state: state as WholeState, boxes: [] }).shape, shape);
  });
}

function filled(state: BoxView['state'], kvCache: number | null): BoxView {
  return { ...fakeBox(state), kvCache: tile(kvCache) };
}

const levels: readonly [string, BoxView[], number][] = [
  ['nothing known: as if empty', [filled('fine', null)], 1],
  ['empty', [filled('fine', 0)], 1],
  ['no box in that state', [], 1],
  ['a sixth, and a little more', [filled('fine', 0.17)], 2],
  ['half', [filled('fine', 0.5)], 3],
  ['full', [filled('fine', 1)], 6],
  ['more than full is full', [filled('fine', 1.2)], 6],
  ['the fullest of several', [filled('fine', 0.1), filled('fine', 0.6)], 4],
  ['only those in the state that is shown', [filled('fine', 0.1), filled('paused', 1)], 1],
];
for (const [name, boxes, level] of levels) {
  test(name, () => {
    assert.deepEqual(markOf({ state: 'fine', boxes }), { shape: 'fine', level } satisfies Mark);
  });
}

test('a shape that tells no level has none', () => {
  assert.equal(markOf({ state: 'down', boxes: [filled('down', 0.9)] }).level, 0);
});
