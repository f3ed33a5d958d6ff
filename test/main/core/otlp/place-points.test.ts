import assert from 'node:assert/strict';
import test from 'node:test';
import { placePoints } from '../../../../main/core/otlp/place-points.ts';
import type { Point } from '../../../../main/core/model/point.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';

const ORIGIN = {
  box: 'spark',
  address: { scheme: 'http', host: 'dgx-lab', port: 8000, path: undefined },
  labels: [['instance', 'dgx-lab:8000'], ['job', 'nim']],
} as const; // prettier-ignore
const gauge = (metric: string, labels: Labels = []): Point => ({
  kind: 'gauge',
  metric,
  value: 1,
  labels,
  description: '',
  unit: '',
  startMs: 0,
  timeMs: 0,
});

test('every point is placed or dropped with its reason, but for target_info', () => {
  const points = [
    gauge('target_info', [['version', '1']]),
    gauge('aa', [['otel_scope_name', 's']]),
    gauge('m'.repeat(256)),
    gauge('n'.repeat(256)),
    gauge('bb', [['k', 'v'.repeat(256)]]),
    gauge('cc'),
  ];
  const { placed, dropped } = placePoints(points, ORIGIN, () => undefined);
  assert.deepEqual(
    placed.map(({ metric, scope }) => [metric, scope.name]),
    [
      ['aa', 's'],
      ['cc', 'nim-glance'],
    ],
  );
  assert.deepEqual(dropped, { 'limit:metric_key': 2, 'limit:dimension_value': 1 });
  assert.equal(placed[0]?.resource['version'], '1');
  assert.equal(placed[0].attributes['box'], 'spark');
});

test('our own attributes count among the 50', () => {
  const labels = (count: number): Labels => Array.from({ length: count }, (_, i) => [`k${i}`, 'v'] as const);
  assert.deepEqual(placePoints([gauge('gg', labels(47)), gauge('gg', labels(48))], ORIGIN, () => undefined).dropped, {
    'limit:dimensions': 1,
  });
});

test('a point is complete in itself: labels have become attributes, and the unit is UCUM', () => {
  const point = { ...gauge('aa', [['k', 'v']]), unit: 'seconds', startMs: 1, timeMs: 2 };
  const { placed } = placePoints([point, gauge('bb')], ORIGIN, (metric) => (metric === 'bb' ? 'By' : 'no'));
  const { resource, scope, ...own } = placed[0]!;
  assert.equal(resource['service.name'], 'nim');
  assert.equal(scope.name, 'nim-glance');
  const names = { 'service.name': 'nim', 'service.instance.id': 'dgx-lab:8000' };
  const attributes = { k: 'v', box: 'spark', ...names };
  assert.deepEqual(own, {
    kind: 'gauge',
    metric: 'aa',
    value: 1,
    description: '',
    unit: 's',
    startMs: 1,
    timeMs: 2,
    attributes,
  });
  assert.equal(placed[1]?.unit, 'By');
});
