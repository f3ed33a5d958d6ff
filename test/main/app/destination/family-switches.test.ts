import assert from 'node:assert/strict';
import test from 'node:test';
import type { FamilyChoice } from '../../../../main/app/config/configuration.ts';
import { isSwitched, moveSwitches } from '../../../../main/app/destination/family-switches.ts';
import type { FamilySwitches } from '../../../../preload/contract/destination.ts';

const choice = (over: Partial<FamilyChoice> = {}): FamilyChoice => ({
  ...{ preset: 'default', include: [], exclude: [] },
  ...over,
});
const moves = (over: Partial<FamilySwitches>): FamilySwitches => ({ preset: 'default', on: [], off: [], ...over });

const CASES: readonly (readonly [string, FamilyChoice, FamilySwitches, FamilyChoice])[] = [
  ['off, what the preset sends', choice(), moves({ off: ['a'] }), choice({ exclude: ['a'] })],
  ['on, what it does not', choice(), moves({ on: ['go_gc'] }), choice({ include: ['go_gc'] })],
  ['on again', choice({ exclude: ['a', 'b'] }), moves({ on: ['a'] }), choice({ exclude: ['b'] })],
  ['off again', choice({ include: ['go_gc'] }), moves({ off: ['go_gc'] }), choice()],
  ['as it is', choice(), moves({ on: ['a'], off: ['go_gc'] }), choice()],
  ['patterns stay', choice({ include: ['go_.*'], exclude: ['x|y'] }), moves({ off: ['go_gc'] }), choice({ include: ['go_.*'], exclude: ['x|y', 'go_gc'] })],
  ['what nobody moved stays', choice({ exclude: ['a'] }), moves({ off: ['b'] }), choice({ exclude: ['a', 'b'] })],
  ['another preset, same switches', choice({ exclude: ['a'] }), moves({ preset: 'everything' }), choice({ preset: 'everything', exclude: ['a'] })],
  ['a name that is no expression', choice(), moves({ off: ['a.b'] }), choice({ exclude: ['a\\.b'] })],
  ['and back', choice({ exclude: ['a\\.b', 'a.b'] }), moves({ off: ['a.b'] }), choice({ exclude: ['a.b'] })],
]; // prettier-ignore

for (const [name, before, switches, after] of CASES) {
  test(`switched ${name}`, () => {
    assert.deepEqual(moveSwitches(before, switches), { ok: true, choice: after });
  });
}

test('what a pattern excludes cannot be brought back by its name, and the pattern is told', () => {
  assert.deepEqual(moveSwitches(choice({ exclude: ['b', 'a.*'] }), moves({ on: ['ab'] })), {
    ok: false,
    problems: [
      { field: 'ab', message: 'ab is excluded by the pattern a.* in the configuration. Change it there' },
    ],
  }); // prettier-ignore
});

test('a family is switched where its own name stands there, not where a pattern covers it', () => {
  const { include, exclude } = { include: ['a\\.b', 'x.*'], exclude: ['c'] };
  const switched = ['a.b', 'xy', 'c', 'd'].filter((name) => isSwitched(choice({ include, exclude }), name));
  assert.deepEqual(switched, ['a.b', 'c']);
});
