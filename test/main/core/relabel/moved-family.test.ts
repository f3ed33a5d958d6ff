import assert from 'node:assert/strict';
import test from 'node:test';
import type { MetricType } from '../../../../main/core/model/exposition.ts';
import { movedFamily } from '../../../../main/core/relabel/moved-family.ts';

const CASES: readonly (readonly [
  family: string,
  type: MetricType,
  from: string,
  to: string,
  name: string,
  type: MetricType,
])[] = [
  ['foo', 'histogram', 'foo_bucket', 'bar_bucket', 'bar', 'histogram'],
  ['foo', 'histogram', 'foo_bucket', 'bar', 'bar', 'unknown'],
  ['foo', 'histogram', 'foo_bucket', '_bucket', '_bucket', 'unknown'],
  ['foo_total', 'counter', 'foo_total', 'bar', 'bar', 'counter'],
  ['foo', 'counter', 'foo_total', 'bar_total', 'bar', 'counter'],
  ['foo', 'counter', 'foo_total', 'bar', 'bar', 'counter'],
  ['foo', 'summary', 'foo', 'bar', 'bar', 'summary'],
  ['foo', 'summary', 'foo_sum', 'bar_sum', 'bar', 'summary'],
  ['foo', 'gauge', 'other', 'bar', 'bar', 'gauge'],
  ['foo', 'summary', 'foo_sum', 'bar', 'bar', 'unknown'],
  ['foo', 'histogram', 'other', 'bar', 'bar', 'unknown'],
];
for (const [family, type, from, to, name, newType] of CASES) {
  test(`${from} of the ${type} ${family}, renamed ${to}: ${newType} ${name}`, () => {
    const raw = { name: family, type, help: 'Help.', unit: 's', samples: [] };
    const moved = movedFamily(raw, from, to);
    const unit = from.startsWith(family) && to === name + from.slice(family.length) ? 's' : '';
    assert.deepEqual(moved, { name, type: newType, help: 'Help.', unit, samples: [] });
  });
}
