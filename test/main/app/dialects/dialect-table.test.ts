import assert from 'node:assert/strict';
import test from 'node:test';
import { added, cacheRatio, p50, p95, rate } from '../../../../main/app/dialects/dialect-table.ts';

test('a source of all series, and one of those with some values of a label', () => {
  assert.deepEqual(added('running'), { kind: 'gauge', of: { family: 'running' }, take: 'sum' });
  const of = { family: 'finished', where: { label: 'reason', in: ['stop', 'length'] } };
  assert.deepEqual(rate('finished', ['reason', 'stop', 'length']), { kind: 'rate', of });
});

test('a cache ratio: the mean of a model’s engines, the fullest of the models', () => {
  assert.deepEqual(cacheRatio('cache', ['model']), {
    kind: 'gauge',
    of: { family: 'cache' },
    within: { labels: ['model'], take: 'mean' },
    take: 'max',
  });
});

test('quantiles, the families in order of preference', () => {
  const told = [...p50('new', 'old'), ...p95('new')].map(({ of, quantile }) => [of.family, quantile]);
  assert.deepEqual(told, [
    ['new', 0.5],
    ['old', 0.5],
    ['new', 0.95],
  ]);
});
