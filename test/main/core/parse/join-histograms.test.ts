import assert from 'node:assert/strict';
import test from 'node:test';
import type { ExpositionFormat } from '../../../../main/core/model/exposition.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { joinHistograms } from '../../../../main/core/parse/join-histograms.ts';
import { labelsKey } from '../../../../main/core/parse/labels-key.ts';

/** One sample per line, counted from 1. */
type Row = readonly [name: string, value: number, labels?: Labels, timestampMs?: number];

function join(format: ExpositionFormat, rows: readonly Row[], created?: ReadonlyMap<string, number>) {
  const samples = rows.map(([name, value, labels = [], timestampMs], at) => {
    return { sample: { name, value, labels, timestampMs, exemplar: undefined }, line: at + 1 };
  });
  return joinHistograms('h', samples, format, created);
}

const le = (bound: string, ...others: Labels): Labels => [['le', bound], ...others];
const X: Labels[number] = ['x', '1'];

test('series are told apart by the labels beside le; times come along', () => {
  const { series, broken } = join(
    'text',
    [
      ['h_sum', 9, [X]],
      ['h_bucket', 3, le('+Inf')],
      ['h_bucket', 2, le('1')],
      ['h_bucket', 4, le('1', X)],
      ['h_bucket', 4, le('+Inf', X), 77],
      ['h_count', 3],
      ['h_count', 4, [X], 78],
      ['h_created', 5],
      ['h', 6],
    ],
    new Map([[labelsKey([X]), 55]]),
  );
  assert.deepEqual(broken, []);
  assert.deepEqual(series, [
    { labels: [X], bounds: [1], buckets: [4, 0], count: 4, sum: 9, timestampMs: 77, createdMs: 55 },
    {
      labels: [],
      bounds: [1],
      buckets: [2, 1],
      count: 3,
      sum: undefined,
      timestampMs: undefined,
      createdMs: undefined,
    },
  ]);
});

test('bounds are numbers, in whatever order and writing', () => {
  const rows: Row[] = ['+Inf', '1e1', '-1', '0.5', '2.0'].map((bound) => ['h_bucket', 7, le(bound)]);
  assert.deepEqual(join('text', [...rows, ['h_count', 7]]).series[0]?.bounds, [-1, 0.5, 2, 10]);
});

test('OpenMetrics may leave the count to the last bucket', () => {
  const rows: Row[] = [['h_bucket', 1, le('1')], ['h_bucket', 3, le('+Inf')]]; // prettier-ignore
  assert.equal(join('openmetrics', rows).series[0]?.count, 3);
  assert.deepEqual(join('text', rows).broken, [{ line: 1, expected: 'a _count beside the buckets' }]);
});

/** Each costs that series alone. */
const BROKEN: readonly (readonly [string, readonly Row[], string])[] = [
  ['no number in le', [['h_bucket', 1, le('one')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'a number in every "le"'],
  ['no le', [['h_bucket', 1], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'a number in every "le"'],
  ['le is NaN', [['h_bucket', 1, le('NaN')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'a number in every "le"'],
  ['the last bucket twice', [['h_bucket', 1, le('+Inf')], ['h_bucket', 1, le('Inf')], ['h_count', 1]], 'each "le" only once'],
  ['a bound twice', [['h_bucket', 1, le('1')], ['h_bucket', 1, le('1.0')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'each "le" only once'],
  ['the count twice', [['h_bucket', 1, le('+Inf')], ['h_count', 1], ['h_count', 1]], 'each line of a histogram only once'],
  ['the sum twice', [['h_bucket', 1, le('+Inf')], ['h_count', 1], ['h_sum', 1], ['h_sum', 1]], 'each line of a histogram only once'],
  ['no last bucket', [['h_bucket', 1, le('1')], ['h_count', 1]], 'a bucket le="+Inf"'],
  ['no bucket at all', [['h_count', 1], ['h_sum', 1]], 'a bucket le="+Inf"'],
  ['buckets that fall', [['h_bucket', 2, le('1')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'buckets that do not fall'],
  ['a bucket below zero', [['h_bucket', -1, le('1')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'buckets that do not fall'],
  ['a bucket that is no number', [['h_bucket', NaN, le('1')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'buckets that do not fall'],
  ['another count', [['h_bucket', 1, le('+Inf')], ['h_count', 2]], 'a _count equal to the bucket le="+Inf"'],
  ['a count that is no number', [['h_bucket', 1, le('+Inf')], ['h_count', NaN]], 'a _count equal to the bucket le="+Inf"'],
]; // prettier-ignore

for (const [name, rows, expected] of BROKEN) {
  test(name, () => {
    const whole: readonly Row[] = [['h_bucket', 5, le('+Inf', X)], ['h_count', 5, [X]]]; // prettier-ignore
    const { series, broken } = join('text', [...rows, ...whole]);
    assert.deepEqual(broken, [{ line: 1, expected }]);
    assert.deepEqual(
      series.map(({ labels }) => labels),
      [[X]],
    );
  });
}
