import assert from 'node:assert/strict';
import test from 'node:test';
import { metricFacts } from '../../../../main/demo/strict-sink/metric-facts.ts';

test('tells kind, unit and description of each metric', () => {
  const metrics = [
    { name: 'g', unit: '1', description: 'G.', gauge: {} },
    { name: 's', sum: {} },
    { name: 'h', unit: 's', histogram: {} },
    { name: 'x', summary: {} },
  ];
  assert.deepEqual(
    [...metricFacts({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] })],
    [
      ['g', { kind: 'gauge', unit: '1', description: 'G.' }],
      ['s', { kind: 'sum', unit: '', description: '' }],
      ['h', { kind: 'histogram', unit: 's', description: '' }],
      ['x', { kind: 'other', unit: '', description: '' }],
    ],
  );
});
