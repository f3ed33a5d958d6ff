import assert from 'node:assert/strict';
import test from 'node:test';
import { resourceMetricsOf } from '../../../../main/core/otlp/metric-data.ts';
import { placePoints } from '../../../../main/core/otlp/place-points.ts';
import type { Point } from '../../../../main/core/model/point.ts';

const ORIGIN = { box: 'b', address: { scheme: 'http', host: 'h', port: 1, path: undefined }, labels: [] } as const;
const base = { labels: [], description: 'D.', unit: '', startMs: 1_500, timeMs: 2_250.5 };

test('points of one name and kind are one metric, in order of first appearance', () => {
  const points: Point[] = [
    { kind: 'sum', metric: 'aa', value: 1, ...base },
    { kind: 'gauge', metric: 'bb', value: 2, ...base },
    { kind: 'sum', metric: 'aa', value: 3, ...base },
    { kind: 'gauge', metric: 'aa', value: 4, ...base },
  ];
  const [data, ...more] = resourceMetricsOf(placePoints(points, ORIGIN, () => undefined).placed);
  assert.deepEqual(more, []);
  assert.deepEqual(
    data?.scopeMetrics[0]?.metrics.map(({ descriptor, dataPoints }) => [
      descriptor.name,
      dataPoints.map(({ value }) => value),
    ]),
    [
      ['aa', [1, 3]],
      ['bb', [2]],
      ['aa', [4]],
    ],
  );
});

test('times are seconds and nanoseconds; a gauge has no start', () => {
  const points: Point[] = [
    { kind: 'sum', metric: 'aa', value: 1, ...base },
    { kind: 'gauge', metric: 'bb', value: 2, ...base },
  ];
  const [data] = resourceMetricsOf(placePoints(points, ORIGIN, () => undefined).placed);
  assert.deepEqual(
    data?.scopeMetrics[0]?.metrics.map(({ dataPoints }) => [dataPoints[0]?.startTime, dataPoints[0]?.endTime]),
    [
      [
        [1, 500_000_000],
        [2, 250_500_000],
      ],
      [
        [0, 0],
        [2, 250_500_000],
      ],
    ],
  );
});
