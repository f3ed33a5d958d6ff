import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import test from 'node:test';
import protobuf from 'protobufjs';
import { encodeRequests, encodeSentPoints } from '../../../../main/core/otlp/encode-request.ts';
import type { Point } from '../../../../main/core/model/point.ts';
import { sentKey, type SentDelta } from '../../../../main/core/model/sent-point.ts';
import { decodeRequest } from '../../../../main/core/otlp/decode-request.ts';

const folder = dirname(createRequire(import.meta.url).resolve('opentelemetry-protos/package.json'));
const root = new protobuf.Root();
root.resolvePath = (_origin, target) => join(folder, target);
root.loadSync('opentelemetry/proto/collector/metrics/v1/metrics_service.proto');
const Request = root.lookupType('opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest');

const ORIGIN = {
  box: 'spark-01',
  address: { scheme: 'http', host: 'dgx-lab', port: 8000, path: undefined },
  labels: [['instance', 'dgx-lab:8000'], ['job', 'nim-metrics']],
} as const; // prettier-ignore
const T = 1_700_000_000_123;
const at = { labels: [['model_name', 'm'], ['empty', '']] as const, description: 'D.', unit: '', startMs: T - 10_000, timeMs: T }; // prettier-ignore
const unitOf = (name: string): string | undefined => (name === 'h' ? 's' : undefined);

const decode = (points: readonly Point[]) => {
  const { requests } = encodeRequests(points, ORIGIN, unitOf);
  const [request] = requests;
  if (!request) throw new Error('no request');
  return Request.toObject(Request.decode(request.body), { longs: String, enums: String }) as Decoded;
};

type Attributes = readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
interface Decoded {
  resourceMetrics: {
    resource: { attributes: Attributes };
    scopeMetrics: { scope: object; schemaUrl?: string; metrics: Record<string, unknown>[] }[];
  }[];
}

const plain = (attributes: Attributes) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));
const metrics = (decoded: Decoded) => decoded.resourceMetrics[0]?.scopeMetrics[0]?.metrics;
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

const gauge = (over: Partial<Point> = {}): Point =>
  ({ kind: 'gauge', metric: 'gg', value: 1, ...at, ...over }) as Point;

test('the unit of the exposition goes before the catalogue’s', () => {
  const units = [
    gauge({ metric: 'h' }),
    gauge({ metric: 'h', unit: 'bytes' }),
    gauge({ unit: 'celsius' }),
    gauge(),
  ].map((point) => metrics(decode([point]))?.[0]?.['unit']);
  assert.deepEqual(units, ['s', 'By', 'Cel', undefined]);
});

test('each job and instance has its resource in the same request', () => {
  const theirs = gauge({ labels: [['instance', 'b:1'], ['job', 'theirs']] }); // prettier-ignore
  const decoded = decode([gauge(), theirs, gauge(), gauge({ metric: 'target_info', labels: [['version', '7']] })]);
  assert.deepEqual(
    decoded.resourceMetrics.map(({ resource }) => plain(resource.attributes)),
    [
      {
        'service.name': 'nim-metrics',
        'service.instance.id': 'dgx-lab:8000',
        'server.address': 'dgx-lab',
        'server.port': '8000',
        'url.scheme': 'http',
        version: '7',
      },
      {
        'service.name': 'theirs',
        'service.instance.id': 'b:1',
        'server.address': 'b',
        'server.port': '1',
        'url.scheme': 'http',
      },
    ],
  );
  assert.deepEqual(
    decoded.resourceMetrics.map(
      ({ scopeMetrics }) => (scopeMetrics[0]?.metrics[0]?.['gauge'] as { dataPoints: object[] }).dataPoints.length,
    ),
    [2, 1],
  );
});

test('labels otel_scope_… make scopes, with version, schema and attributes', () => {
  const scoped = gauge({ labels: [['otel_scope_lib', 'l'], ['otel_scope_name', 'n'], ['otel_scope_schema_url', 'https://s'], ['otel_scope_version', '1']] }); // prettier-ignore
  const older = gauge({ labels: [['otel_scope_name', 'n'], ['otel_scope_version', '0']] }); // prettier-ignore
  const scopes = decode([gauge(), scoped, older]).resourceMetrics[0]?.scopeMetrics.map(({ scope, schemaUrl }) => [
    scope,
    schemaUrl,
  ]);
  assert.deepEqual(scopes, [
    [{ name: 'nim-glance' }, undefined],
    [{ name: 'n', version: '1', attributes: [{ key: 'lib', value: { stringValue: 'l' } }] }, 'https://s'],
    [{ name: 'n', version: '0' }, undefined],
  ]);
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
  assert.deepEqual(dropped, {});
  assert.ok(requests.length >= 2);
  assert.ok(requests.every(({ body, points: count }) => count <= 15_000 && body.length <= 4_000_000));
  assert.equal(
    requests.reduce((sum, request) => sum + request.points, 0),
    15_001,
  );
});

test('a point too large for any request is counted, not sent', () => {
  const huge = gauge({ description: 'd'.repeat(4_000_001) });
  const { requests, dropped } = encodeRequests([huge], ORIGIN, unitOf);
  assert.deepEqual([requests.length, dropped], [0, { 'limit:size': 1 }]);
});

test('points over the bytes of one request are split without loss', () => {
  const points = Array.from({ length: 4 }, (_, i) =>
    gauge({ metric: `g${String(i)}`, description: 'd'.repeat(1_500_000) }),
  );
  const { requests, dropped } = encodeRequests(points, ORIGIN, unitOf);
  assert.deepEqual([requests.map((request) => request.points), dropped], [[2, 2], {}]);
});

test('what breaks a limit is counted by reason beside what is sent', () => {
  const points = [
    gauge(),
    gauge({ metric: 'm'.repeat(256) }),
    gauge({ metric: 'hh', description: 'd'.repeat(4_000_001) }),
  ];
  const { requests, dropped } = encodeRequests(points, ORIGIN, unitOf);
  assert.deepEqual(dropped, { 'limit:metric_key': 1, 'limit:size': 1 });
  assert.deepEqual(requests.map((request) => request.points), [1]); // prettier-ignore
});

test('nothing to send is no request', () => {
  const nothing = { requests: [], dropped: {}, joined: new Map() };
  assert.deepEqual(encodeRequests([], ORIGIN, unitOf), nothing);
  assert.deepEqual(encodeRequests([gauge({ metric: 'target_info' })], ORIGIN, unitOf), nothing);
});

test('a request tells its oldest point and its gauges', () => {
  const points = [
    gauge(),
    gauge({ timeMs: T - 5 }),
    { kind: 'sum', metric: 'cc', value: 1, ...at, timeMs: T - 2 } as const,
  ];
  const { requests } = encodeRequests(points, ORIGIN, unitOf);
  assert.deepEqual(
    requests.map(({ gauges, oldestMs }) => [gauges, oldestMs]),
    [[2, T - 5]],
  );
});

test('the carry of a series is added to its delta, and told', () => {
  const sum = { kind: 'sum', metric: 'cc', value: 3, ...at } as const;
  const [sent] = encodeRequests([sum], ORIGIN, unitOf).requests.flatMap(({ body }) => decodeRequest(body));
  assert.ok(sent?.kind === 'sum');
  const carry: SentDelta = { ...sent, value: 40, startMs: T - 90_000, timeMs: T - 50_000 };
  const carries = new Map([[sentKey(carry), carry], ['other', carry]]); // prettier-ignore
  const { requests, joined } = encodeRequests([sum, gauge()], ORIGIN, unitOf, carries);
  assert.deepEqual(joined, new Map([[sentKey(sent), carry]]));
  const [both] = requests.flatMap(({ body }) => decodeRequest(body));
  assert.deepEqual(both, { ...sent, value: 43, startMs: T - 90_000 });
});

test('complete points of several resources and scopes come back as they were, each resource once', () => {
  const theirs = gauge({ labels: [['instance', 'b:1'], ['otel_scope_name', 'n']] }); // prettier-ignore
  const { requests } = encodeRequests([gauge(), theirs, gauge({ metric: 'h' })], ORIGIN, unitOf);
  const points = requests.flatMap(({ body }) => decodeRequest(body));
  // Equal resources in objects of their own, as folded requests have them.
  const copies = points.map((point) => ({ ...point, resource: { ...point.resource }, scope: { ...point.scope } }));
  const again = encodeSentPoints(copies);
  assert.deepEqual(again.dropped, {});
  assert.deepEqual(again.requests, requests);
});

test('points of another unit are another metric', () => {
  const points = [gauge(), gauge({ unit: 'bytes' })];
  assert.deepEqual(
    metrics(decode(points))?.map(({ unit }) => unit),
    [undefined, 'By'],
  );
});
