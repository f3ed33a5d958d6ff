import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import test from 'node:test';
import protobuf from 'protobufjs';
import { encodeRequests } from '../../../../main/core/otlp/encode-request.ts';
import type { Point } from '../../../../main/core/model/point.ts';

const folder = dirname(createRequire(import.meta.url).resolve('opentelemetry-protos/package.json'));
const root = new protobuf.Root();
root.resolvePath = (_origin, target) => join(folder, target);
root.loadSync('opentelemetry/proto/collector/metrics/v1/metrics_service.proto');
const Request = root.lookupType('opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest');

const ORIGIN = { box: 'spark-01', job: 'nim-metrics', scheme: 'http', host: 'dgx-lab', port: 8000 } as const;
const T = 1_700_000_000_123;
const at = { labels: [['model_name', 'm'], ['empty', '']] as const, description: 'D.', startMs: T - 10_000, timeMs: T }; // prettier-ignore
const unitOf = (name: string): string | undefined => (name === 'h' ? 's' : undefined);

const decode = (
  points: readonly Point[],
  origin: typeof ORIGIN | (Omit<typeof ORIGIN, 'host'> & { host: string }) = ORIGIN,
) => {
  const { requests } = encodeRequests(points, origin, unitOf);
  const [request] = requests;
  if (!request) throw new Error('no request');
  return Request.toObject(Request.decode(request.body), { longs: String, enums: String }) as Decoded;
};

interface Decoded {
  resourceMetrics: {
    resource: { attributes: { key: string; value: { stringValue: string } }[] };
    scopeMetrics: { metrics: Record<string, unknown>[] }[];
  }[];
}

const metrics = (decoded: Decoded) => decoded.resourceMetrics[0]?.scopeMetrics[0]?.metrics;
const NONE = { 'limit:size': 0, 'limit:no_sum': 0 };
const ATTRIBUTES = [
  { key: 'model_name', value: { stringValue: 'm' } },
  { key: 'box', value: { stringValue: 'spark-01' } },
  { key: 'service.name', value: { stringValue: 'nim-metrics' } },
  { key: 'service.instance.id', value: { stringValue: 'dgx-lab:8000' } },
];
const TIMES = { startTimeUnixNano: '1699999990123000000', timeUnixNano: '1700000000123000000' };

test('a counter is a delta sum, monotonic, with its description', () => {
  assert.deepEqual(metrics(decode([{ kind: 'sum', metric: 'c_total', value: 3, ...at }])), [
    {
      name: 'c_total',
      description: 'D.',
      sum: {
        dataPoints: [{ attributes: ATTRIBUTES, asDouble: 3, ...TIMES }],
        aggregationTemporality: 'AGGREGATION_TEMPORALITY_DELTA',
        isMonotonic: true,
      },
    },
  ]);
});

test('a histogram keeps bounds without +Inf, buckets, count, sum and unit', () => {
  const point: Point = {
    kind: 'histogram',
    metric: 'h',
    bounds: [1, 2.5],
    buckets: [1, 0, 2],
    count: 3,
    sum: 9.5,
    ...at,
  };
  assert.deepEqual(metrics(decode([point])), [
    {
      name: 'h',
      description: 'D.',
      unit: 's',
      histogram: {
        dataPoints: [
          {
            attributes: ATTRIBUTES,
            ...TIMES,
            count: '3',
            sum: 9.5,
            bucketCounts: ['1', '0', '2'],
            explicitBounds: [1, 2.5],
          },
        ],
        aggregationTemporality: 'AGGREGATION_TEMPORALITY_DELTA',
      },
    },
  ]);
});

test('a gauge has no start', () => {
  assert.deepEqual(metrics(decode([{ kind: 'gauge', metric: 'g', value: 0.5, ...at }])), [
    {
      name: 'g',
      description: 'D.',
      gauge: { dataPoints: [{ attributes: ATTRIBUTES, asDouble: 0.5, timeUnixNano: TIMES.timeUnixNano }] },
    },
  ]);
});

test('series of one metric stand in one metric', () => {
  const points = ['a', 'b'].map((v): Point => ({ kind: 'sum', metric: 'c', value: 1, ...at, labels: [['v', v]] }));
  assert.equal(metrics(decode(points))?.length, 1);
});

const resource = (host: string) =>
  Object.fromEntries(
    decode([{ kind: 'gauge', metric: 'g', value: 1, ...at }], {
      ...ORIGIN,
      host,
    }).resourceMetrics[0]?.resource.attributes.map(({ key, value }) => [key, value.stringValue]) ?? [],
  );

test('the resource is the Collector’s; behind a loopback address stands the box', () => {
  assert.deepEqual(resource('dgx-lab'), {
    'service.name': 'nim-metrics',
    'service.instance.id': 'dgx-lab:8000',
    'server.address': 'dgx-lab',
    'server.port': '8000',
    'url.scheme': 'http',
  });
  assert.deepEqual(resource('127.0.0.1'), {
    'service.name': 'nim-metrics',
    'service.instance.id': 'spark-01:8000',
    'server.port': '8000',
    'url.scheme': 'http',
  });
});

test('a scraped label called box is kept beside ours', () => {
  const decoded = decode([{ kind: 'gauge', metric: 'g', value: 1, ...at, labels: [['box', 'theirs']] }]);
  const text = JSON.stringify(metrics(decoded));
  assert.match(text, /"exported_box","value":\{"stringValue":"theirs"/);
  assert.match(text, /"box","value":\{"stringValue":"spark-01"/);
});

test('more than 15,000 points are split, in order and without loss', () => {
  const points = Array.from({ length: 15_001 }, (_, value): Point => ({
    kind: 'gauge',
    metric: `g${String(value)}`,
    value,
    ...at,
  }));
  const { requests, dropped } = encodeRequests(points, ORIGIN, unitOf);
  assert.deepEqual(dropped, NONE);
  assert.ok(requests.length >= 2);
  assert.ok(requests.every(({ body, points: count }) => count <= 15_000 && body.length <= 4_000_000));
  assert.equal(
    requests.reduce((sum, request) => sum + request.points, 0),
    15_001,
  );
});

test('a point too large for any request is counted, not sent', () => {
  const huge: Point = { kind: 'gauge', metric: 'g', value: 1, ...at, labels: [['x', 'y'.repeat(4_000_001)]] };
  assert.deepEqual(encodeRequests([huge], ORIGIN, unitOf), { requests: [], dropped: { ...NONE, 'limit:size': 1 } });
});

test('a histogram without a sum is counted, not sent', () => {
  const point: Point = {
    kind: 'histogram',
    metric: 'h',
    bounds: [1],
    buckets: [1, 0],
    count: 1,
    sum: undefined,
    ...at,
  };
  assert.deepEqual(encodeRequests([point], ORIGIN, unitOf), { requests: [], dropped: { ...NONE, 'limit:no_sum': 1 } });
});

test('nothing to send is no request', () => {
  assert.deepEqual(encodeRequests([], ORIGIN, unitOf), { requests: [], dropped: NONE });
});
