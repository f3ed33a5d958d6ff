import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeRequest, rejectionMessage } from '../../../../main/demo/strict-sink/judge-request.ts';
import type { RequestPoint } from '../../../../main/demo/strict-sink/request-points.ts';

const base = { metric: 'm.x', attributes: {} };
const gauge = (value: number, over: Partial<typeof base> = {}): RequestPoint => ({
  ...base,
  ...over,
  kind: 'gauge',
  value,
});
const sum = (over: object): RequestPoint => ({
  ...base,
  kind: 'sum',
  temporality: 'delta',
  isMonotonic: true,
  value: 1,
  ...over,
});
const histogram = (over: object): RequestPoint => ({
  ...base,
  kind: 'histogram',
  temporality: 'delta',
  bounds: [1, 2],
  buckets: [1, 1, 1],
  count: 3,
  sum: 4,
  ...over,
});
const dimensions = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'v']));

test('each point is judged as Dynatrace judges it', () => {
  const rows: readonly (readonly [string, RequestPoint, string | undefined])[] = [
    ['gauge', gauge(1), undefined],
    ['NaN gauge', gauge(NaN), 'VALUE_INVALID'],
    ['infinite gauge', gauge(Infinity), 'VALUE_INVALID'],
    ['delta sum', sum({}), undefined],
    ['cumulative sum', sum({ temporality: 'cumulative' }), 'UNSUPPORTED_METRIC_TYPE_MONOTONIC_CUMULATIVE_SUM'],
    ['cumulative up-down', sum({ temporality: 'cumulative', isMonotonic: false }), undefined],
    ['sum without temporality', sum({ temporality: 'unspecified' }), 'UNSUPPORTED_METRIC_TYPE_UNSPECIFIED_TEMPORALITY'],
    ['NaN sum', sum({ value: NaN }), 'VALUE_INVALID'],
    ['delta histogram', histogram({}), undefined],
    ['cumulative histogram', histogram({ temporality: 'cumulative' }), 'UNSUPPORTED_METRIC_TYPE_CUMULATIVE_HISTOGRAM'],
    ['unsorted bounds', histogram({ bounds: [2, 1] }), 'HISTOGRAM_BUCKET_INVALID'],
    ['repeated bound', histogram({ bounds: [1, 1] }), 'HISTOGRAM_BUCKET_INVALID'],
    ['bound +Inf', histogram({ bounds: [1, Infinity] }), 'HISTOGRAM_BUCKET_INVALID'],
    ['bound NaN', histogram({ bounds: [NaN, 1] }), 'HISTOGRAM_BUCKET_INVALID'],
    ['a bucket too few', histogram({ buckets: [1, 2] }), 'HISTOGRAM_BUCKET_INVALID'],
    ['buckets that do not add up', histogram({ count: 4 }), 'HISTOGRAM_BUCKET_INVALID'],
    ['bounds without buckets', histogram({ buckets: [] }), 'HISTOGRAM_BUCKET_INVALID'],
    ['neither bounds nor buckets', histogram({ bounds: [], buckets: [] }), undefined],
    ['no sum', histogram({ sum: undefined }), 'VALUE_INVALID'],
    ['NaN sum of a histogram', histogram({ sum: NaN }), 'VALUE_INVALID'],
    ['summary', { ...base, kind: 'summary' }, 'UNSUPPORTED_METRIC_TYPE_SUMMARY'],
    ['key too short', gauge(1, { metric: 'm' }), 'METRIC_KEY_INVALID'],
    ['key too long', gauge(1, { metric: 'm'.repeat(256) }), 'METRIC_KEY_INVALID'],
    ['longest key', gauge(1, { metric: 'm'.repeat(255) }), undefined],
    ['nothing valid in the key', gauge(1, { metric: '::::' }), 'METRIC_KEY_INVALID'],
    ['a colon becomes an underscore', gauge(1, { metric: 'vllm:x' }), undefined],
    ['50 dimensions', gauge(1, { attributes: dimensions(50) }), undefined],
    ['an empty value', gauge(1, { attributes: { k: '' } }), 'DIMENSION_KEY_OR_VALUE_EMPTY'],
    ['an empty key', gauge(1, { attributes: { '': 'v' } }), 'DIMENSION_KEY_OR_VALUE_EMPTY'],
    ['a long value is cut, not refused', gauge(1, { attributes: { k: 'v'.repeat(256) } }), undefined],
    ['51 dimensions', gauge(1, { attributes: dimensions(51) }), 'DIMENSION_COUNT_EXCEEDED'],
  ];
  for (const [name, point, reason] of rows) {
    const { accepted, rejected } = judgeRequest([point]);
    assert.equal(rejected[0]?.reason, reason, name);
    assert.equal(accepted.length, reason === undefined ? 1 : 0, name);
  }
});

test('a bad point does not cost its neighbours, and the message names each metric once', () => {
  const { accepted, rejected } = judgeRequest([gauge(1), gauge(NaN), gauge(NaN), gauge(2)]);
  assert.deepEqual(accepted, [gauge(1), gauge(2)]);
  assert.equal(
    rejectionMessage(rejected),
    'The following issues were encountered while ingesting OTLP metrics:\nErrors:\nm.x - Reason: VALUE_INVALID',
  );
});
