import assert from 'node:assert/strict';
import test from 'node:test';
import { sentKey, type SentDelta, type SentPoint } from '../../../../main/core/model/sent-point.ts';
import { joinCarries } from '../../../../main/core/otlp/join-carries.ts';

const around = {
  description: '',
  unit: '',
  resource: { r: '1' },
  scope: { name: 's', version: '', schemaUrl: '', attributes: [] },
  attributes: {},
};
const sum = (metric: string, value: number, startMs: number, timeMs: number): SentDelta => ({
  kind: 'sum',
  metric,
  value,
  startMs,
  timeMs,
  ...around,
});
const histogram = (bounds: number[], buckets: number[], startMs: number): SentDelta => ({
  kind: 'histogram',
  metric: 'h',
  bounds,
  buckets,
  count: 3,
  sum: 4,
  startMs,
  timeMs: startMs + 10,
  ...around,
});
const byKey = (...carries: SentDelta[]) => new Map(carries.map((carry) => [sentKey(carry), carry]));

test('each delta gets the carry of its series; the others are left', () => {
  const points: SentPoint[] = [sum('a', 1, 10, 20), sum('b', 2, 10, 20), histogram([1, 2], [1, 1, 1], 10)];
  const own = [sum('a', 5, 0, 9), histogram([1, 2], [0, 7, 1], 2)];
  const other = histogram([1, 3], [9, 9, 9], 2);
  const { points: all, joined } = joinCarries(points, byKey(...own, other, sum('c', 9, 0, 9)));
  assert.deepEqual(all, [
    sum('a', 6, 0, 20),
    sum('b', 2, 10, 20),
    { ...histogram([1, 2], [1, 8, 2], 2), count: 6, sum: 8, timeMs: 20 },
  ]);
  assert.deepEqual(joined, byKey(...own));
  // The outbox compares them by identity.
  assert.equal([...joined.values()][0], own[0]);
});

test('a carry is added once, also when a series comes twice', () => {
  const { points } = joinCarries([sum('a', 1, 10, 20), sum('a', 2, 10, 20)], byKey(sum('a', 5, 0, 9)));
  assert.deepEqual(points.map((point) => 'value' in point && point.value), [6, 2]); // prettier-ignore
});

test('gauges get nothing, and neither does anything when nothing is carried', () => {
  const gauge: SentPoint = { kind: 'gauge', metric: 'g', value: 1, startMs: 20, timeMs: 20, ...around };
  assert.deepEqual(joinCarries([gauge], byKey(sum('g', 5, 0, 9))), { points: [gauge], joined: new Map() });
  const points = [sum('a', 1, 10, 20)];
  assert.equal(joinCarries(points, new Map()).points, points);
});

test('a clock that was set back does not put the point into the future, nor its start behind its end', () => {
  const { points } = joinCarries([sum('a', 1, 10, 20)], byKey(sum('a', 5, 1_000, 2_000)));
  assert.deepEqual(points, [sum('a', 6, 10, 20)]);
});
