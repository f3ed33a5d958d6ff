import assert from 'node:assert/strict';
import test from 'node:test';
import type { FoundTarget, LookAnswer } from '../../../../preload/contract/boxes.ts';
import {
  boxOfName,
  emptyDiscovery,
  findFromDiscovery,
  findFromLook,
} from '../../../../renderer/features/boxes/finding.ts';
import { fakeBox } from '../../../fakes/snapshot.ts';

const NIM: FoundTarget = {
  ...{ address: 'dgx:8000', dialect: 'NIM 1.x', models: ['meta/llama'], series: 1_204 },
  ...{ loading: false, box: null },
};
const ANSWER: LookAnswer & { readonly ok: true } = {
  ...{ ok: true, address: 'dgx:8000', ssh: null, proposedName: 'dgx', asksName: false },
  ...{ found: NIM, failure: '', leftOut: '' },
};

test('what a look saw, in words', () => {
  assert.deepEqual(findFromLook(ANSWER), {
    ...{ title: 'dgx:8000', notes: [], ssh: null, proposedName: 'dgx', asksName: false, seen: true },
    targets: [{ address: 'dgx:8000', what: 'NIM 1.x', rest: 'llama · 1,204 series', box: null, wanted: true }],
  });
});

test('where nothing is seen it says why, and can be added nevertheless', () => {
  const find = findFromLook({ ...ANSWER, found: null, failure: 'Nothing listens there.', leftOut: 'No credentials.' });
  assert.deepEqual(find.notes, ['Nothing listens there.', 'No credentials.']);
  assert.equal(find.seen, false);
  assert.deepEqual(
    find.targets.map(({ address, wanted }) => [address, wanted]),
    [['dgx:8000', true]],
  );
});

test('behind an alias the alias is what is shown', () => {
  assert.equal(findFromLook({ ...ANSWER, ssh: 'lab' }).title, 'Through ssh lab');
});

test('what is in a box already is not added again', () => {
  const [target] = findFromLook({ ...ANSWER, found: { ...NIM, box: 'spark' } }).targets;
  assert.deepEqual([target?.wanted, target?.rest], [false, 'llama · 1,204 series · in spark']);
});

test('of what was found here the known kinds are wanted, loading ones too', () => {
  const found: readonly FoundTarget[] = [
    NIM,
    { ...NIM, address: 'a:1', dialect: '', models: [], series: 1 },
    { ...NIM, address: 'b:2', dialect: '', models: [], series: 0, loading: true },
    { ...NIM, address: 'c:3', box: 'spark' },
  ];
  const find = findFromDiscovery({ proposedName: 'laptop', found }) ?? assert.fail();
  assert.equal(find.asksName, true);
  assert.deepEqual(
    find.targets.map(({ what, rest, wanted }) => [what, rest, wanted]),
    [
      ['NIM 1.x', 'llama · 1,204 series', true],
      ['Metrics', '1 series', false],
      ['A model server', 'is loading, no metrics yet', true],
      ['NIM 1.x', 'llama · 1,204 series · in spark', false],
    ],
  );
});

test('nothing to add: nothing answers, or all of it is known', () => {
  const none = { proposedName: 'laptop', found: [] };
  const known = { proposedName: 'laptop', found: [{ ...NIM, box: 'spark' }] };
  assert.deepEqual([findFromDiscovery(none), findFromDiscovery(known)], [undefined, undefined]);
  assert.match(emptyDiscovery(none), /Nothing here answers/);
  assert.match(emptyDiscovery(known), /in a box already/);
});

test('a box that has the name already', () => {
  const box = fakeBox('fine');
  assert.equal(boxOfName([box], ' spark-01 '), box);
  assert.equal(boxOfName([box], 'spark'), undefined);
});
