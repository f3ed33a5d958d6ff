import assert from 'node:assert/strict';
import test from 'node:test';
import type { RequestPoint } from '../../../../main/demo/strict-sink/request-points.ts';
import { createSeriesSums, FORWARDER_ATTRIBUTES } from '../../../../main/demo/strict-sink/series-sums.ts';

const sum = (value: number, attributes: Record<string, string>): RequestPoint => ({
  metric: 'c',
  attributes,
  kind: 'sum',
  temporality: 'delta',
  isMonotonic: true,
  value,
});
const histogram = (bounds: number[]): RequestPoint => ({
  metric: 'h',
  attributes: {},
  kind: 'histogram',
  temporality: 'delta',
  bounds,
  buckets: [1, 2],
  count: 3,
  sum: 4,
});

test('deltas add up per series, with the forwarder left out or not', () => {
  const points = [sum(1, { b: '1', box: 'x' }), sum(2, { box: 'y', b: '1' }), sum(4, { b: '2', 'service.name': 's' })];
  const rows = [
    [FORWARDER_ATTRIBUTES, { 'c{b="1"}': 3, 'c{b="2"}': 4 }],
    [[], { 'c{b="1",box="x"}': 1, 'c{b="1",box="y"}': 2, 'c{b="2",service.name="s"}': 4 }],
  ] as const;
  for (const [leaveOut, expected] of rows) {
    const sums = createSeriesSums(leaveOut);
    sums.add(points);
    const plain = Object.fromEntries([...sums.sums()].map(([id, v]) => [id, v.kind === 'sum' ? v.value : undefined]));
    assert.deepEqual(plain, expected);
  }
});

test('histograms add up; other bounds are kept apart', () => {
  const sums = createSeriesSums();
  sums.add([histogram([1]), histogram([1]), histogram([5]), histogram([5]), { ...sum(1, {}), metric: 'h' }]);
  assert.deepEqual(
    [...sums.sums()],
    [
      ['h', { kind: 'histogram', bounds: [1], buckets: [2, 4], count: 6, sum: 8 }],
      ['h as histogram 5', { kind: 'histogram', bounds: [5], buckets: [2, 4], count: 6, sum: 8 }],
      ['h as sum', { kind: 'sum', value: 1 }],
    ],
  );
});

test('gauges keep the last value, also what Dynatrace makes a gauge', () => {
  const sums = createSeriesSums();
  const upDown = {
    metric: 'u',
    attributes: {},
    kind: 'sum',
    temporality: 'cumulative',
    isMonotonic: false,
    value: 9,
  } as const;
  sums.add([
    { metric: 'g', attributes: {}, kind: 'gauge', value: 5 },
    { metric: 'g', attributes: {}, kind: 'gauge', value: 3 },
    upDown,
  ]);
  assert.deepEqual(Object.fromEntries(sums.gauges()), { g: { last: 3, points: 2 }, u: { last: 9, points: 1 } });
  assert.equal(sums.sums().size, 0);
});
