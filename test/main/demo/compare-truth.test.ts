import assert from 'node:assert/strict';
import test from 'node:test';
import { compareTruth, findDifferences } from '../../../main/demo/compare-truth.ts';
import type { SeriesValue } from '../../../main/demo/series-value.ts';

const sum = (value: number): SeriesValue => ({ kind: 'sum', value });
const histogram = (over: Partial<Extract<SeriesValue, { kind: 'histogram' }>> = {}): SeriesValue => ({
  kind: 'histogram',
  bounds: [1, 2],
  buckets: [1, 2, 3],
  count: 6,
  sum: 12.5,
  ...over,
});

test('compareTruth says in words what differs', () => {
  const rows: readonly (readonly [string, SeriesValue | undefined, SeriesValue | undefined, readonly RegExp[]])[] = [
    ['equal sums', sum(3), sum(3), []],
    ['an integer off by one', sum(1e12), sum(1e12 + 1), [/1000000000000 was owed, 1000000000001 arrived/]],
    ['a float within tolerance', sum(0.1 + 0.2), sum(0.3), []],
    ['a float beyond tolerance', sum(0.3), sum(0.3000001), [/0.3 was owed/]],
    ['missing', sum(4), undefined, [/never arrived; 4 was owed/]],
    ['missing, but nothing was owed', sum(0), undefined, []],
    ['from nowhere', undefined, sum(4), [/never happened/]],
    ['a zero from nowhere', undefined, sum(0), []],
    ['equal histograms', histogram(), histogram(), []],
    ['another bucket', histogram(), histogram({ buckets: [2, 1, 3] }), [/up to 1 /, /up to 2 /]],
    ['the last bucket', histogram(), histogram({ buckets: [1, 2, 4], count: 7 }), [/count of 6/, /up to \+Inf/]],
    ['another sum', histogram(), histogram({ sum: 12.6 }), [/sum of 12.5 was owed, 12.6/]],
    ['other bounds', histogram(), histogram({ bounds: [1, 3] }), [/bounds are 1 2, 1 3 arrived/]],
    ['another kind', sum(6), histogram(), [/a sum was owed, a histogram arrived/]],
  ];
  for (const [name, owed, arrived, expected] of rows) {
    const truth = new Map(owed === undefined ? [] : [['m', owed]]);
    const sink = new Map(arrived === undefined ? [] : [['m', arrived]]);
    const differences = compareTruth(truth, sink);
    assert.equal(differences.length, expected.length, `${name}: ${differences.join(' | ')}`);
    expected.forEach((pattern, i) => assert.match(differences[i] ?? '', pattern, name));
  }
});

test('findDifferences tells what is lost from what is invented', () => {
  const rows: readonly (readonly [SeriesValue | undefined, SeriesValue | undefined, readonly string[]])[] = [
    [sum(3), sum(3), []],
    [sum(3), sum(2), ['lost']],
    [sum(3), sum(4), ['invented']],
    [sum(3), undefined, ['lost']],
    [undefined, sum(3), ['invented']],
    [histogram(), histogram({ buckets: [2, 1, 3] }), ['invented', 'lost']],
    [histogram(), histogram({ buckets: [1, 2, 2], count: 5, sum: 10 }), ['lost', 'lost', 'lost']],
    [histogram(), sum(6), ['invented']],
  ];
  for (const [owed, arrived, expected] of rows) {
    const truth = new Map(owed === undefined ? [] : [['m', owed]]);
    const sink = new Map(arrived === undefined ? [] : [['m', arrived]]);
    assert.deepEqual(
      findDifferences(truth, sink).map(({ kind }) => kind),
      expected,
    );
  }
});
