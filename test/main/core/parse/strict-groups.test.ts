import assert from 'node:assert/strict';
import test from 'node:test';
import type { MetricType } from '../../../../main/core/model/exposition.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { GroupRules } from '../../../../main/core/parse/strict-groups.ts';

/** One sample per line, counted from 1. */
type Row = readonly [suffix: string, labels: Labels, timestampMs?: number];

/** What the samples of a family `f` break, each with its line. */
function problems(type: MetricType, rows: readonly Row[]): string[] {
  const found: string[] = [];
  const rules = new GroupRules((line, expected) => found.push(`${line} ${expected}`));
  rows.forEach(([suffix, labels, timestampMs], at) => {
    const sample = { name: `f${suffix}`, labels, value: 1, timestampMs, exemplar: undefined };
    rules.add({ family: 'f', type, suffix, sample }, at + 1);
  });
  rules.end();
  return found;
}

const A: Labels = [['a', '1']];
const B: Labels = [['a', '2']];
const le = (bound: string, labels: Labels): Labels => [...labels, ['le', bound]];
const INF = (labels: Labels): Row => ['_bucket', le('+Inf', labels)];

const GROUP = 'the lines of a metric as one group';
const BACK = 'times that do not go back';
const MIXED = 'a time in all lines of a metric or in none';

const CASES: readonly (readonly [string, MetricType, readonly Row[], readonly string[]])[] = [
  ['each metric in one piece', 'gauge', [['', A], ['', B], ['', []]], []],
  ['a metric in two pieces', 'gauge', [['', A], ['', B], ['', A]], [`3 ${GROUP}`]],
  ['a counter with its time of creation', 'counter', [['_total', A], ['_created', A], ['_total', B]], []],
  ['a counter in two pieces', 'counter', [['_total', A], ['_total', B], ['_created', A]], [`3 ${GROUP}`]],
  ['a series twice', 'gauge', [['', A], ['', A]], ['2 each series only once']],
  ['a series twice with the same time, which may be rounded', 'gauge', [['', A, 5], ['', A, 5]], []],
  ['times that rise', 'gauge', [['', A, 5], ['', A, 6], ['', B, 1]], []],
  ['times that go back', 'gauge', [['', A, 5], ['', A, 4]], [`2 ${BACK}`]],
  ['a time in one line only', 'gauge', [['', A], ['', A, 4]], [`2 ${MIXED}`]],
  ['a time missing in one line', 'gauge', [['', A, 4], ['', A]], [`2 ${MIXED}`]],
  ['points that interleave', 'summary', [['_count', A, 1], ['_count', A, 2], ['_sum', A, 1], ['_sum', A, 2]], [`3 ${BACK}`]],
  ['an info, all of whose labels are values', 'info', [['_info', A], ['_info', B], ['_info', []]], []],
  ['an info with times that go back', 'info', [['_info', A, 2], ['_info', B, 1]], []],
  ['an info with a time in one line', 'info', [['_info', A, 2], ['_info', B]], [`2 ${MIXED}`]],
  ['the states of two metrics', 'stateset', [['', [['a', '1'], ['f', 'x']]], ['', [['a', '1'], ['f', 'y']]], ['', [['a', '2'], ['f', 'x']]]], []],
  ['a state behind another metric', 'stateset', [['', [['a', '1'], ['f', 'x']]], ['', [['a', '2'], ['f', 'x']]], ['', [['a', '1'], ['f', 'y']]]], [`3 ${GROUP}`]],
  ['the quantiles of two metrics', 'summary', [['', [['q', '1'], ['quantile', '0.5']]], ['', [['q', '1'], ['quantile', '1']]], ['_sum', [['q', '1']]], ['_sum', []]], []],
  ['a quantile behind another metric', 'summary', [['', [['q', '1'], ['quantile', '0']]], ['', [['q', '2'], ['quantile', '0']]], ['', [['q', '1'], ['quantile', '1']]]], [`3 ${GROUP}`]],
  ['two histograms', 'histogram', [INF(A), ['_count', A], ['_sum', A], INF(B)], []],
  ['two histograms of one metric', 'histogram', [['_bucket', le('+Inf', A), 1], ['_bucket', le('+Inf', A), 2]], []],
  ['a histogram in two pieces', 'histogram', [INF(A), INF(B), ['_count', A]], [`3 ${GROUP}`, '3 a bucket le="+Inf"']],
  ['a histogram that ends early', 'histogram', [['_bucket', le('1', A)], INF(B)], ['1 a bucket le="+Inf"']],
  ['a gauge histogram without a sum', 'gaugehistogram', [INF([]), ['_gcount', []]], ['1 a sum and a count, or neither']],
  ['buckets in another order', 'histogram', [['_bucket', le('2', A)], ['_bucket', le('1', A)], INF(A)], ['2 buckets in ascending order of "le"']],
]; // prettier-ignore

for (const [name, type, rows, expected] of CASES) {
  test(name, () => {
    assert.deepEqual(problems(type, rows), expected);
  });
}
