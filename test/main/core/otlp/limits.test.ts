import assert from 'node:assert/strict';
import test from 'node:test';
import { brokenLimit } from '../../../../main/core/otlp/limits.ts';
import type { Point } from '../../../../main/core/model/point.ts';

const base = { labels: [], description: '', unit: '', startMs: 0, timeMs: 1 };
const gauge = (metric: string): Point => ({ kind: 'gauge', metric, value: 1, ...base });
const histogram = (sum: number | undefined): Point => ({
  kind: 'histogram',
  metric: 'h_seconds',
  bounds: [1],
  buckets: [1, 0],
  count: 1,
  sum,
  ...base,
});
const attributes = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']));

const LIMITS: readonly (readonly [string, Point, Record<string, string>, string | undefined])[] = [
  ['an ordinary point', gauge('num_requests_running'), { model_name: 'm' }, undefined],
  ['a metric of 255 characters', gauge('m'.repeat(255)), {}, undefined],
  ['a metric of 256 characters', gauge('m'.repeat(256)), {}, 'limit:metric_key'],
  ['a metric with characters that Dynatrace replaces', gauge('vllm:num_requests'), {}, undefined],
  ['a metric that begins with what Dynatrace replaces', gauge('__private'), {}, undefined],
  ['a metric in quotes of OpenMetrics', gauge('größe.in µm'), {}, undefined],
  ['a metric of which nothing is left', gauge('温度'), {}, 'limit:characters'],
  ['50 attributes', gauge('gg'), attributes(50), undefined],
  ['51 attributes', gauge('gg'), attributes(51), 'limit:dimensions'],
  ['a key of 100 characters', gauge('gg'), { ['k'.repeat(100)]: 'v' }, undefined],
  ['a key of 101 characters', gauge('gg'), { ['k'.repeat(101)]: 'v' }, 'limit:dimension_key'],
  ['a key of which nothing is left', gauge('gg'), { 温度: 'v' }, 'limit:characters'],
  ['a key with characters that Dynatrace replaces', gauge('gg'), { 'Größe µ': 'v' }, undefined],
  ['a value of 255 characters', gauge('gg'), { k: 'v'.repeat(255) }, undefined],
  ['a value of 256 characters', gauge('gg'), { k: 'v'.repeat(256) }, 'limit:dimension_value'],
  ['any characters in a value', gauge('gg'), { k: '温度' }, undefined],
  ['a long unit', { ...gauge('gg'), unit: 'u'.repeat(64) }, {}, undefined],
  ['a long description', { ...gauge('gg'), description: 'd'.repeat(1_024) }, {}, undefined],
  ['a histogram', histogram(0), {}, undefined],
  ['a histogram without a sum', histogram(undefined), {}, 'limit:no_sum'],
];

for (const [name, point, carried, limit] of LIMITS) {
  test(`${name}: ${limit ?? 'within the limits'}`, () => {
    assert.equal(brokenLimit(point, carried), limit);
  });
}
