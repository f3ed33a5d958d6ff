import assert from 'node:assert/strict';
import test from 'node:test';
import type { ExpositionFormat, MetricType } from '../../../../main/core/model/exposition.ts';
import { ownerOf } from '../../../../main/core/parse/owner.ts';

const families = (types: Record<string, MetricType | undefined>) =>
  new Map(Object.entries(types).map(([name, type]) => [name, { name, type }]));

/** Sample, families, its family in the text format and in OpenMetrics. */
const CASES: readonly (readonly [
  string,
  Record<string, MetricType | undefined>,
  (string | undefined)?,
  (string | undefined)?,
])[] = [
  ['a', {}],
  ['a', { a: 'gauge' }, 'a', 'a'],
  ['a', { a: undefined }, 'a', 'a'],
  ['a_total', { a: 'counter' }, 'a', 'a'],
  ['a_total', { a: 'gauge' }],
  ['a_total', { a: undefined }],
  ['a_total', { a: 'counter', a_total: 'gauge' }, 'a_total', 'a_total'],
  ['a_created', { a: 'counter' }, undefined, 'a'],
  ['a_created', { a: 'histogram', a_created: 'gauge' }, 'a_created', 'a_created'],
  ['a_bucket', { a: 'histogram' }, 'a', 'a'],
  ['a_bucket', { a: 'gaugehistogram' }, 'a', 'a'],
  ['a_bucket', { a: 'summary' }],
  ['a_sum', { a: 'summary' }, 'a', 'a'],
  ['a_count', { a: 'histogram' }, 'a', 'a'],
  ['a_count', { a: 'histogram', a_count: undefined }, 'a', 'a'],
  ['a_count', { a: 'histogram', a_count: 'gauge' }, 'a_count', 'a_count'],
  ['a_count', { a: 'gaugehistogram' }],
  ['a_gcount', { a: 'gaugehistogram' }, 'a', 'a'],
  ['a_gsum', { a: 'gaugehistogram' }, 'a', 'a'],
  ['a_info', { a: 'info' }, 'a', 'a'],
  ['a_b_sum', { a: 'summary', a_b: 'summary' }, 'a_b', 'a_b'],
  ['a_', { a: 'gauge' }],
  ['__proto___total', { ['__proto__']: 'counter' }, '__proto__', '__proto__'],
];

for (const [sample, types, text, openMetrics] of CASES) {
  test(`${sample} among ${JSON.stringify(types)}`, () => {
    const owner = (format: ExpositionFormat) => ownerOf(families(types), sample, format)?.name;
    assert.deepEqual([owner('text'), owner('openmetrics')], [text, openMetrics]);
  });
}
