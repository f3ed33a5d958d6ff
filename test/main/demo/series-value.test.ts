import assert from 'node:assert/strict';
import test from 'node:test';
import { addSeries, bucketIndex } from '../../../main/demo/series-value.ts';
import type { HistogramValue } from '../../../main/demo/series-value.ts';

test('an edge belongs to the bucket below it', () => {
  const rows = [
    [0, 0],
    [1, 0],
    [1.0001, 1],
    [2, 1],
    [2.5, 2],
  ] as const;
  for (const [value, index] of rows) assert.equal(bucketIndex([1, 2], value), index, `${value}`);
});

test('series are added and taken away as a whole', () => {
  const one: HistogramValue = { kind: 'histogram', bounds: [1], buckets: [2, 3], count: 5, sum: 9 };
  const two: HistogramValue = { kind: 'histogram', bounds: [1], buckets: [1, 1], count: 2, sum: 4 };
  assert.deepEqual(addSeries(one, two, 1), { kind: 'histogram', bounds: [1], buckets: [3, 4], count: 7, sum: 13 });
  assert.deepEqual(addSeries(one, two, -1), { kind: 'histogram', bounds: [1], buckets: [1, 2], count: 3, sum: 5 });
  assert.deepEqual(addSeries({ kind: 'sum', value: 5 }, { kind: 'sum', value: 3 }, -1), { kind: 'sum', value: 2 });
});

test('what does not fit throws', () => {
  const one: HistogramValue = { kind: 'histogram', bounds: [1], buckets: [2, 3], count: 5, sum: 9 };
  assert.throws(() => addSeries(one, { ...one, bounds: [2] }, 1), /different kinds or bounds/);
  assert.throws(() => addSeries(one, { kind: 'sum', value: 1 }, 1), /different kinds or bounds/);
});
