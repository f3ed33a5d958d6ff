import assert from 'node:assert/strict';
import test from 'node:test';
import type { Family } from '../../../../main/core/model/family.ts';
import type { Labels, ParseIssue } from '../../../../main/core/model/sample.ts';
import { groupFamilies, type PlacedSample } from '../../../../main/core/parse/group-families.ts';
import type { MetricType } from '../../../../main/core/parse/parse-line.ts';

/** One sample per line, counted from 1. */
type Row = readonly [name: string, value: number, labels?: Labels, timestampMs?: number];

function group(type: MetricType, ...rows: readonly Row[]): { families: Family[]; issues: ParseIssue[] } {
  const issues: ParseIssue[] = [];
  const samples = rows.map(([name, value, labels = [], timestampMs], at): PlacedSample => {
    return { sample: { name, value, labels, timestampMs }, line: at + 1 };
  });
  return { families: groupFamilies([{ name: 'h', type, help: 'H.', samples }], issues), issues };
}

const le = (bound: string, ...others: Labels): Labels => [['le', bound], ...others];
const X: Labels[number] = ['x', '1'];

test('series of one histogram are told apart by the labels beside le; a time comes along', () => {
  const { families, issues } = group(
    'histogram',
    ['h_bucket', 2, le('1')],
    ['h_bucket', 3, le('+Inf')],
    ['h_bucket', 4, le('1', X)],
    ['h_bucket', 4, le('+Inf', X), 77],
    ['h_count', 3],
    ['h_count', 4, [X]],
    ['h_sum', 9, [X]],
  );
  assert.deepEqual(issues, []);
  const own = { bounds: [1], createdMs: undefined };
  assert.deepEqual(families[0]?.series, [
    { ...own, labels: [], buckets: [2, 1], count: 3, sum: undefined, timestampMs: undefined },
    { ...own, labels: [X], buckets: [4, 0], count: 4, sum: 9, timestampMs: 77 },
  ]);
});

/** Name, lines, and what is missing; each costs that series alone. */
const BROKEN: readonly (readonly [string, readonly Row[], string])[] = [
  ['no number in le', [['h_bucket', 1, le('one')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'a number in every "le"'],
  ['the last bucket twice', [['h_bucket', 1, le('+Inf')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'each "le" only once'],
  ['the count twice', [['h_bucket', 1, le('+Inf')], ['h_count', 1], ['h_count', 1]], 'each line of a histogram only once'],
  ['no le', [['h_bucket', 1], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'a number in every "le"'],
  ['no last bucket', [['h_bucket', 1, le('1')], ['h_count', 1]], 'a bucket le="+Inf"'],
  ['no bucket at all', [['h_count', 1], ['h_sum', 1]], 'a bucket le="+Inf"'],
  ['no count', [['h_bucket', 1, le('+Inf')]], 'a _count beside the buckets'],
  ['buckets that fall', [['h_bucket', 2, le('1')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'buckets that do not fall'],
  ['a bucket that is no number', [['h_bucket', NaN, le('1')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'buckets that do not fall'],
  ['another count', [['h_bucket', 1, le('+Inf')], ['h_count', 2]], 'a _count equal to the bucket le="+Inf"'],
  ['a bound twice', [['h_bucket', 1, le('1')], ['h_bucket', 1, le('1.0')], ['h_bucket', 1, le('+Inf')], ['h_count', 1]], 'each "le" only once'],
]; // prettier-ignore

for (const [name, rows, expected] of BROKEN) {
  test(name, () => {
    const whole: readonly Row[] = [['h_bucket', 5, le('+Inf', X)], ['h_count', 5, [X]]]; // prettier-ignore
    const { families, issues } = group('histogram', ...rows, ...whole);
    assert.deepEqual(issues, [{ line: 1, column: 1, expected, family: 'h' }]);
    assert.deepEqual(
      families[0]?.series.map(({ labels }) => labels),
      [[X]],
    );
  });
}

test('a series that comes twice counts once, with its first value', () => {
  const { families, issues } = group('gauge', ['h', 1, [X]], ['h', 2], ['h', 3, [X]]);
  assert.deepEqual(issues, [{ line: 3, column: 1, expected: 'each series only once', family: 'h' }]);
  assert.deepEqual(
    families[0]?.series.map((series) => 'value' in series && series.value),
    [1, 2],
  );
});

test('a summary becomes two counters under its HELP; quantiles are left out', () => {
  const { families, issues } = group('summary', ['h', 1, [['quantile', '0.5']]], ['h_sum', 7], ['h_count', 3]);
  assert.deepEqual(issues, []);
  assert.deepEqual(
    families.map(({ name, help, type, series }) => [name, help, type, series.length]),
    [
      ['h_sum', 'H.', 'counter', 1],
      ['h_count', 'H.', 'counter', 1],
    ],
  );
});
