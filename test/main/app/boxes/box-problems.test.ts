import assert from 'node:assert/strict';
import test from 'node:test';
import { boxAt, nameProblems, readWanted, targetProblems } from '../../../../main/app/boxes/box-problems.ts';
import { fakeSettings } from '../../../fakes/target-settings.ts';

const here = fakeSettings({
  box: 'spark',
  address: { scheme: 'http', host: 'localhost', port: 8000, path: undefined },
});
const WATCHED = [fakeSettings(), here];

const NAMES: readonly (readonly [name: string, before: string | undefined, words: RegExp | undefined])[] = [
  ['', undefined, /Give the box a name/],
  ['x'.repeat(65), undefined, /64/],
  ['dgx', undefined, /called dgx already/],
  ['dgx', 'spark', /called dgx already/],
  ['dgx', 'dgx', undefined],
  ['new', undefined, undefined],
];

for (const [name, before, words] of NAMES) {
  test(`the name "${name.slice(0, 5)}" in place of ${before ?? 'none'}`, () => {
    const [problem] = nameProblems(name, before, WATCHED);
    assert.equal(problem?.field, words && 'name');
    if (words) assert.match(problem?.message ?? '', words);
  });
}

test('addresses: none, twice, watched already under another name of this computer', () => {
  const problems = targetProblems(readWanted(['a b', 'x:1', 'x:1', '127.0.0.1:8000', 'dgx', 'y:2']), WATCHED);
  assert.deepEqual(
    problems.map(({ field, message }) => [field, message]),
    [
      ['targets', 'a b is no address. Write it like dgx-lab:8000.'],
      ['targets', 'x:1 stands here twice.'],
      ['targets', '127.0.0.1:8000 is watched already, in the box spark.'],
      ['targets', 'dgx is watched already, in the box dgx.'],
    ],
  );
});

test('the box of an address', () => {
  assert.equal(boxAt(readWanted(['[::1]:8000'])[0]?.target ?? assert.fail(), WATCHED), 'spark');
  assert.equal(boxAt(readWanted(['dgx:8001'])[0]?.target ?? assert.fail(), WATCHED), undefined);
});
