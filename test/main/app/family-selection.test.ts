import assert from 'node:assert/strict';
import test from 'node:test';
import { openSelection, selectionOf } from '../../../main/app/family-selection.ts';

const NONE = { include: [], exclude: [] } as const;

const CASES: readonly (readonly [string, Parameters<typeof selectionOf>[0], string, boolean])[] = [
  ['by default a NIM metric', { preset: 'default', ...NONE }, 'gpu_cache_usage_perc', true],
  ['by default one of the user', { preset: 'default', ...NONE }, 'my_metric', true],
  [
    "by default not the exporter's own noise",
    { preset: 'default', ...NONE },
    'python_gc_objects_collected_total',
    false,
  ],
  ['by default not a time of creation', { preset: 'default', ...NONE }, 'request_success_created', false],
  ['everything is everything', { preset: 'everything', ...NONE }, 'python_info', true],
  ['dashboards need what has a meaning', { preset: 'dashboards', ...NONE }, 'vllm:kv_cache_usage_perc', true],
  ['dashboards do not need the rest', { preset: 'dashboards', ...NONE }, 'my_metric', false],
  ['included by name', { preset: 'dashboards', include: ['my_metric'], exclude: [] }, 'my_metric', true],
  ['included by expression', { preset: 'dashboards', include: ['my_.*'], exclude: [] }, 'my_metric', true],
  ['an expression matches the whole name', { preset: 'dashboards', include: ['my'], exclude: [] }, 'my_metric', false],
  ['the second of two', { preset: 'dashboards', include: ['a', 'b|c'], exclude: [] }, 'c', true],
  ['excluded wins', { preset: 'everything', include: ['x'], exclude: ['x'] }, 'x', false],
];

for (const [name, choice, metric, selected] of CASES) {
  test(`${name}: ${metric} is ${selected ? '' : 'not '}forwarded`, () => {
    const selection = selectionOf(choice);
    assert.equal(selection.has(metric), selected);
    assert.equal(selection.has(metric), selected, 'asked again');
    assert.equal(openSelection(selection.id).has(metric), selected, 'opened by its id');
  });
}
