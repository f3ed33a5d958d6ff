import assert from 'node:assert/strict';
import test from 'node:test';
import type { RawMetric } from '../../../../main/demo/strict-sink/otlp-schema.ts';
import { requestPoints } from '../../../../main/demo/strict-sink/request-points.ts';

const pointsOf = (...metrics: RawMetric[]) => requestPoints({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] });

test('each kind of metric gives its points', () => {
  const none = { metric: 'm', attributes: {} };
  const rows: readonly (readonly [RawMetric, unknown])[] = [
    [
      { name: 'm', gauge: { dataPoints: [{ asDouble: 1.5 }] } },
      { ...none, kind: 'gauge', value: 1.5 },
    ],
    [
      { name: 'm', gauge: { dataPoints: [{}] } },
      { ...none, kind: 'gauge', value: NaN },
    ],
    [
      { name: 'm', sum: { aggregationTemporality: 1, isMonotonic: true, dataPoints: [{ asInt: '-7' }] } },
      { ...none, kind: 'sum', temporality: 'delta', isMonotonic: true, value: -7 },
    ],
    [
      { name: 'm', sum: { dataPoints: [{ asInt: '9007199254740993' }] } },
      { ...none, kind: 'sum', temporality: 'unspecified', isMonotonic: false, value: NaN },
    ],
    [
      {
        name: 'm',
        histogram: {
          aggregationTemporality: 2,
          dataPoints: [{ count: '3', sum: 4, bucketCounts: ['1', '2'], explicitBounds: [1] }],
        },
      },
      { ...none, kind: 'histogram', temporality: 'cumulative', bounds: [1], buckets: [1, 2], count: 3, sum: 4 },
    ],
    [
      { name: 'm', exponentialHistogram: { aggregationTemporality: 1, dataPoints: [{ count: '3', sum: 4 }] } },
      { ...none, kind: 'exponentialHistogram', temporality: 'delta', bounds: [], buckets: [], count: 3, sum: 4 },
    ],
    [
      { name: 'm', summary: { dataPoints: [{}] } },
      { ...none, kind: 'summary' },
    ],
  ];
  for (const [metric, expected] of rows) assert.deepEqual(pointsOf(metric), [expected]);
});

test('attributes: the first of two keys wins, one without a plain value is dropped', () => {
  const attributes = [
    { key: 'a', value: { stringValue: 'x' } },
    { key: 'a', value: { stringValue: 'y' } },
    { key: 'b', value: { boolValue: false } },
    { key: 'c', value: { intValue: '5' } },
    { key: 'd', value: {} },
    { value: { stringValue: 'z' } },
    { key: 'e', value: { stringValue: '' } },
  ];
  const [point] = pointsOf({ name: 'm', gauge: { dataPoints: [{ attributes, asDouble: 1 }] } });
  assert.deepEqual(point?.attributes, { a: 'x', b: 'false', c: '5', '': 'z', e: '' });
});
