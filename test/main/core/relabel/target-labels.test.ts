import assert from 'node:assert/strict';
import test from 'node:test';
import { sortLabels } from '../../../../main/core/model/series-key.ts';
import { withTargetLabels } from '../../../../main/core/relabel/target-labels.ts';

type Pairs = Readonly<Record<string, string>>;

const CASES: readonly (readonly [name: string, sample: Pairs, target: Pairs, honor: boolean, expected: Pairs])[] = [
  ['no clash', { le: '1' }, { instance: 'h:1', job: 'j' }, false, { instance: 'h:1', job: 'j', le: '1' }],
  [
    'before, between and behind',
    { b: '2', d: '4' },
    { a: '1', c: '3', e: '5' },
    false,
    { a: '1', b: '2', c: '3', d: '4', e: '5' },
  ],
  ['a clash', { job: 'mine' }, { job: 'j' }, false, { exported_job: 'mine', job: 'j' }],
  ['a clash, honoured', { job: 'mine' }, { job: 'j' }, true, { job: 'mine' }],
  ['the same value is a clash too', { job: 'j' }, { job: 'j' }, false, { exported_job: 'j', job: 'j' }],
  [
    'exported_ is taken by the sample',
    { exported_job: 'older', job: 'mine' },
    { job: 'j' },
    false,
    { exported_exported_job: 'mine', exported_job: 'older', job: 'j' },
  ],
  [
    'both names clash: the shorter moves first',
    { exported_job: 'older', job: 'mine' },
    { exported_job: 't', job: 'j' },
    false,
    {
      exported_exported_job: 'mine',
      exported_exported_exported_job: 'older',
      exported_job: 't',
      job: 'j',
    },
  ],
  ['an empty label is none', { a: '', job: '' }, { job: 'j' }, false, { job: 'j' }],
  ['an empty label is none, honoured', { a: '', job: '' }, { job: 'j' }, true, { job: 'j' }],
  ['no labels at all', {}, {}, false, {}],
];
for (const [name, sample, target, honor, expected] of CASES) {
  test(name, () => {
    const result = withTargetLabels(sortLabels(Object.entries(sample)), sortLabels(Object.entries(target)), honor);
    assert.deepEqual(result, sortLabels(Object.entries(expected)));
  });
}
