import assert from 'node:assert/strict';
import test from 'node:test';
import type { BoxState, Snapshot } from '../../../../preload/contract/view.ts';
import { openBox, worstBox } from '../../../../renderer/features/overview/open-box.ts';
import { fakeBox, fakeSnapshot } from '../../../fakes/snapshot.ts';

const whole = (...boxes: readonly (readonly [string, BoxState])[]): Snapshot => ({
  ...fakeSnapshot(fakeBox('fine')),
  boxes: boxes.map(([name, each]) => ({ ...fakeBox(each), name })),
});
const THREE = whole(['a', 'fine'], ['b', 'busy'], ['c', 'busy']);

test('the first of the worst is the worst, whatever the whole is called', () => {
  assert.equal(worstBox(THREE)?.name, 'b');
  assert.equal(worstBox(whole(['a', 'loading'], ['b', 'not_nim'], ['c', 'down']))?.name, 'c');
  assert.equal(worstBox(whole()), undefined);
});

const CASES: readonly (readonly [string, string | null, string | null, string])[] = [
  ['the worst is open', null, null, 'b'],
  ['what the user chose is open', 'a', 'b', 'a'],
  ['a choice that is gone does not count', 'x', null, 'b'],
  ['of equally bad ones the one that was open stays', null, 'c', 'c'],
  ['one that got better does not stay', null, 'a', 'b'],
  ['one that is gone does not stay', null, 'x', 'b'],
];
for (const [name, chosen, before, open] of CASES) {
  test(name, () => {
    assert.equal(openBox(THREE, chosen, before)?.name, open);
  });
}
