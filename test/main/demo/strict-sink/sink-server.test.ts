import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { loadOtlpSchema } from '../../../../main/demo/strict-sink/otlp-schema.ts';
import { startSink } from '../../../../main/demo/strict-sink/sink-server.ts';
import type { Sink, SinkOptions } from '../../../../main/demo/strict-sink/sink-server.ts';

const TOKEN = `dt0c01.${'A1'.repeat(12)}.${'Z9'.repeat(32)}`;
const HEADERS = { authorization: `Api-Token ${TOKEN}`, 'content-type': 'application/x-protobuf' };
const schema = loadOtlpSchema();

const request = (metrics: readonly object[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(schema.encodeRequest({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }));
const gauge = (name: string, ...values: number[]): object => ({
  name,
  gauge: { dataPoints: values.map((asDouble) => ({ asDouble })) },
});
const counter = (name: string, asInt: number, aggregationTemporality = 1): object => ({
  name,
  sum: { aggregationTemporality, isMonotonic: true, dataPoints: [{ asInt }] },
});
const GOOD = request([counter('c_total', 5), gauge('gg', 1, 2)]);

async function withSink(options: SinkOptions, run: (sink: Sink) => Promise<void>): Promise<void> {
  const sink = await startSink(options);
  try {
    await run(sink);
  } finally {
    await sink.close();
  }
}

const post = (
  sink: Sink,
  body: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  path = '/v1/metrics',
): Promise<Response> => fetch(sink.url + path, { method: 'POST', body, headers: { ...HEADERS, ...headers } });
const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());

test('each request gets its status', () =>
  withSink({}, async (sink) => {
    const full = new Array<number>(15_000).fill(1);
    const rows: readonly (readonly [string, Uint8Array<ArrayBuffer>, Record<string, string>, string, number])[] = [
      ['plain', GOOD, {}, '/v1/metrics', 200],
      ['OTLP base', GOOD, {}, '/api/v2/otlp/v1/metrics', 200],
      ['managed', GOOD, {}, '/e/abc/api/v2/otlp/v1/metrics', 200],
      ['gzip', Uint8Array.from(gzipSync(GOOD)), { 'content-encoding': 'gzip' }, '/v1/metrics', 200],
      ['no gzip at all', GOOD, { 'content-encoding': 'gzip' }, '/v1/metrics', 400],
      ['other encoding', GOOD, { 'content-encoding': 'br' }, '/v1/metrics', 415],
      ['JSON', GOOD, { 'content-type': 'application/json' }, '/v1/metrics', 415],
      ['malformed', Uint8Array.from([0x0a, 0x7f, 1]), {}, '/v1/metrics', 400],
      ['empty', new Uint8Array(0), {}, '/v1/metrics', 400],
      ['no token', GOOD, { authorization: '' }, '/v1/metrics', 401],
      ['other path', GOOD, {}, '/v1/traces', 404],
      ['15,000 points', request([gauge('gg', ...full)]), {}, '/v1/metrics', 200],
      ['15,001 points', request([gauge('gg', 1, ...full)]), {}, '/v1/metrics', 413],
      ['over 4 MB', new Uint8Array(4 * 1024 * 1024 + 1), {}, '/v1/metrics', 413],
      [
        'a gzip bomb',
        Uint8Array.from(gzipSync(new Uint8Array(64 * 1024 * 1024))),
        { 'content-encoding': 'gzip' },
        '/v1/metrics',
        413,
      ],
    ];
    for (const [name, body, headers, path, status] of rows) {
      const response = await post(sink, body, headers, path);
      assert.equal(response.status, status, name);
      const answer = await bytesOf(response);
      if (status === 200) assert.equal(answer.length, 0, name);
      else if (status === 401) assert.equal(schema.decodeStatus(answer)['code'], 16, name);
      else {
        const envelope = JSON.parse(Buffer.from(answer).toString()) as { error: { code: number } };
        assert.equal(envelope.error.code, status, name);
      }
    }
    assert.equal((await fetch(`${sink.url}/v1/metrics`)).status, 405);
  }));

test('what is accepted is summed and hashed, duplicates are found', () =>
  withSink({}, async (sink) => {
    await post(sink, GOOD);
    await post(sink, Uint8Array.from(gzipSync(GOOD)), { 'content-encoding': 'gzip' });
    await post(sink, request([counter('c_total', 7)]));
    await post(sink, request([counter('c_total', 100, 2)]));
    const report = sink.report();
    const sha256 = createHash('sha256').update(GOOD).digest('hex');
    assert.deepEqual(report.duplicates, [{ sha256, points: 3, times: 2 }]);
    assert.equal(report.bodies.length, 2);
    assert.deepEqual([report.requests, report.points, report.rejected], [4, 7, 1]);
    assert.deepEqual(report.series, { c_total: { kind: 'sum', value: 17 } });
    assert.deepEqual(report.gauges, { gg: { last: 2, points: 4 } });
    assert.ok(!JSON.stringify(report).includes('Z9'), 'no token in the report');
  }));

test('partial success names what was refused; when all is refused it is a 400', () =>
  withSink({}, async (sink) => {
    const some = await post(sink, request([counter('c_total', 5), counter('d_total', 5, 2), gauge('gg', NaN)]));
    assert.equal(some.status, 200);
    assert.equal(some.headers.get('content-type'), 'application/x-protobuf');
    const { partialSuccess } = schema.decodeResponse(await bytesOf(some)) as { partialSuccess: Record<string, string> };
    assert.equal(partialSuccess['rejectedDataPoints'], '2');
    assert.equal(
      partialSuccess['errorMessage'],
      'The following issues were encountered while ingesting OTLP metrics:\nErrors:\n' +
        'd_total - Reason: UNSUPPORTED_METRIC_TYPE_MONOTONIC_CUMULATIVE_SUM\ngg - Reason: VALUE_INVALID',
    );
    const none = await post(sink, request([gauge('gg', NaN)]));
    assert.equal(none.status, 400);
    assert.match(((await none.json()) as { error: { message: string } }).error.message, /gg - Reason: VALUE_INVALID/);
  }));

test('a summary, a histogram without a sum and too many dimensions are refused by name, their neighbours taken', () =>
  withSink({}, async (sink) => {
    const attributes = Array.from({ length: 51 }, (_, i) => ({ key: `k${i}`, value: { stringValue: 'v' } }));
    const empty = [{ key: 'k', value: { stringValue: '' } }];
    const histogram = { count: 1, bucketCounts: [1, 0], explicitBounds: [1] };
    const answer = await post(
      sink,
      request([
        { name: 's_seconds', summary: { dataPoints: [{ count: 1, sum: 1 }] } },
        { name: 'h_seconds', histogram: { aggregationTemporality: 1, dataPoints: [histogram] } },
        { name: 'many', gauge: { dataPoints: [{ asDouble: 1, attributes }] } },
        { name: 'empty', gauge: { dataPoints: [{ asDouble: 1, attributes: empty }] } },
        gauge('gg', 1),
      ]),
    );
    const { partialSuccess } = schema.decodeResponse(await bytesOf(answer)) as {
      partialSuccess: Record<string, string>;
    };
    assert.equal(partialSuccess['rejectedDataPoints'], '4');
    assert.deepEqual(partialSuccess['errorMessage']?.split('\n').slice(2), [
      's_seconds - Reason: UNSUPPORTED_METRIC_TYPE_SUMMARY',
      'h_seconds - Reason: VALUE_INVALID',
      'many - Reason: DIMENSION_COUNT_EXCEEDED',
      'empty - Reason: DIMENSION_KEY_OR_VALUE_EMPTY',
    ]);
    assert.deepEqual(sink.report().gauges, { gg: { last: 1, points: 1 } });
  }));

test('long values are cut, which merges series, and the report says how many', () =>
  withSink({}, async (sink) => {
    const attributes = (end: string) => [{ key: 'k', value: { stringValue: 'v'.repeat(255) + end } }];
    const dataPoints = ['a', 'b'].map((end) => ({ asDouble: 1, attributes: attributes(end) }));
    await post(sink, request([{ name: 'gg', description: 'd'.repeat(1_024), gauge: { dataPoints } }]));
    const { gauges, cuts } = sink.report();
    assert.deepEqual(gauges, { [`gg{k="${'v'.repeat(255)}"}`]: { last: 1, points: 2 } });
    assert.deepEqual(cuts, { dimensionKeys: 0, dimensionValues: 2, descriptions: 1, units: 0 });
  }));

test('failures on demand hit once each and keep nothing', () =>
  withSink({}, async (sink) => {
    sink.failNext(503);
    sink.failNext(429, 7);
    const answers = [await post(sink, GOOD), await post(sink, GOOD), await post(sink, GOOD)];
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.headers.get('retry-after')]),
      [
        [503, null],
        [429, '7'],
        [200, null],
      ],
    );
    assert.equal(sink.report().points, 3);
  }));

test('token and scopes of the sink are enforced', async () => {
  await withSink({ token: 'other' }, async (sink) => assert.equal((await post(sink, GOOD)).status, 401));
  await withSink({ scopes: ['logs.ingest'] }, async (sink) => assert.equal((await post(sink, GOOD)).status, 403));
});

test('the lookup answers over HTTP', () =>
  withSink({ scopes: ['metrics.ingest'] }, async (sink) => {
    const body = Uint8Array.from(Buffer.from(JSON.stringify({ token: TOKEN })));
    const response = await post(sink, body, { 'content-type': 'application/json' }, '/api/v2/apiTokens/lookup');
    assert.equal(response.status, 200);
    assert.deepEqual(((await response.json()) as { scopes: string[] }).scopes, ['metrics.ingest']);
  }));

test('a taken port is refused in words', () =>
  withSink({}, async (sink) => {
    await assert.rejects(startSink({ port: sink.port }), /sink .* another program has this port/);
  }));
