import assert from 'node:assert/strict';
import test from 'node:test';
import { History } from '../../../../main/core/history/history.ts';
import type { Point } from '../../../../main/core/model/point.ts';
import type { Signal } from '../../../../main/core/model/signal.ts';

const SIGNALS: readonly Signal[] = [
  { id: 'mean', families: ['cache_new', 'cache'], combine: 'mean' },
  { id: 'sum', families: ['running'], combine: 'sum' },
  { id: 'rate', families: ['tokens'], combine: 'rate' },
  { id: 'p50', families: ['latency'], combine: { quantile: 0.5 } },
];
const base = (metric: string, timeMs: number, durationMs = 1_000) => ({
  metric,
  labels: [],
  description: '',
  startMs: timeMs - durationMs,
  timeMs,
});
const gauge = (metric: string, value: number, t = 0): Point => ({ kind: 'gauge', value, ...base(metric, t, 0) });
const sum = (value: number, t: number, durationMs = 1_000): Point => ({
  kind: 'sum',
  value,
  ...base('tokens', t, durationMs),
});
const latency = (buckets: number[], t: number): Point => ({
  kind: 'histogram',
  bounds: [1, 2],
  buckets,
  count: 0,
  sum: 0,
  ...base('latency', t),
});
const create = () => new History(SIGNALS, 1_000);

test('gauges: ratios are averaged, counts add up, the preferred family wins', () => {
  const history = create();
  history.record([gauge('cache', 0.2), gauge('cache', 0.6), gauge('running', 2), gauge('running', 3)], 0);
  assert.deepEqual(history.view('mean'), { value: 0.4, why: null, history: [0.4] });
  assert.equal(history.view('sum').value, 5);
  history.record([gauge('cache', 0.2), gauge('cache_new', 0.9)], 1);
  assert.equal(history.view('mean').value, 0.9);
});

test('a rate divides by the true duration; a delta over more than two intervals feeds nothing', () => {
  const history = create();
  history.record([sum(30, 2_000, 2_000)], 2_000);
  assert.equal(history.view('rate').value, 15);
  history.record([sum(30, 9_000, 2_001)], 9_000);
  assert.deepEqual(history.view('rate'), { value: null, why: 'no_family', history: [15, null] });
});

test('a quantile looks at the last 60 s', () => {
  const history = create();
  history.record([latency([4, 0, 0], 0)], 0);
  assert.equal(history.view('p50').value, 0.5);
  history.record([latency([0, 4, 0], 59_999)], 59_999);
  assert.equal(history.view('p50').value, 1);
  history.record([latency([0, 0, 0], 60_000)], 60_000);
  assert.equal(history.view('p50').value, 1.5);
});

test('without traffic or scrape nothing is known, and it says why', () => {
  const history = create();
  assert.deepEqual(history.view('p50'), { value: null, why: 'no_scrape', history: [] });
  history.record([latency([0, 0, 0], 0)], 0);
  assert.equal(history.view('p50').why, 'no_traffic');
  history.recordGap();
  assert.deepEqual(history.view('sum'), { value: null, why: 'no_scrape', history: [null, null] });
  assert.equal(history.view('nothing').why, 'no_family');
});

test('keeps 360 values', () => {
  const history = create();
  for (let value = 0; value < 400; value += 1) history.record([gauge('running', value)], value);
  const kept = history.view('sum').history;
  assert.deepEqual([kept.length, kept[0], kept[359]], [360, 40, 399]);
});

test('a gauge’s family that comes as a histogram tells nothing', () => {
  const history = create();
  history.record([{ ...latency([1, 0, 0], 0), metric: 'cache' }], 0);
  assert.deepEqual(history.view('mean'), { value: null, why: 'no_family', history: [null] });
});
