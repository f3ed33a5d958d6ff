import assert from 'node:assert/strict';
import test from 'node:test';
import type { ExpositionFormat, MetricType, RawFamily } from '../../../../main/core/model/exposition.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { CreatedTimes } from '../../../../main/core/parse/created-times.ts';
import { labelsKey } from '../../../../main/core/parse/labels-key.ts';

type Row = readonly [name: string, value: number, labels?: Labels];

function family(name: string, type: MetricType, ...rows: readonly Row[]): RawFamily {
  const samples = rows.map(([sampleName, value, labels = []], at) => {
    return { sample: { name: sampleName, labels, value, timestampMs: undefined, exemplar: undefined }, line: at + 1 };
  });
  return { name, type, help: '', unit: '', samples };
}

function timesOf(format: ExpositionFormat, ...families: readonly RawFamily[]): CreatedTimes {
  const problems = { issues: [], count: 0, families: new Set<undefined>() };
  return new CreatedTimes({ format, families, problems, complete: true });
}

const X: Labels = [['x', '1']];
const KEY = labelsKey(X);

for (const type of ['counter', 'histogram', 'summary'] as const) {
  test(`OpenMetrics tells it in a sample of the ${type}, in seconds`, () => {
    const times = timesOf('openmetrics', family('a', type, ['a_created', 1.5, X], ['a_created', 2], ['a_total', 9, X]));
    assert.deepEqual(times.of('a'), new Map([[KEY, 1500], ['', 2000]])); // prettier-ignore
  });
}

test('the text format tells it in a family of gauges', () => {
  const times = timesOf('text', family('a_created', 'gauge', ['a_created', 1.5, X]));
  assert.deepEqual(times.of('a'), new Map([[KEY, 1500]]));
});

test('a counter that is called so is no time, nor is a gauge of OpenMetrics', () => {
  assert.equal(timesOf('text', family('a_created', 'counter', ['a_created', 1.5])).of('a'), undefined);
  assert.equal(timesOf('openmetrics', family('a_created', 'gauge', ['a_created', 1.5])).of('a'), undefined);
});

for (const value of [NaN, Infinity, -Infinity, 0, -1, 1e308]) {
  test(`${value} is no time`, () => {
    assert.equal(timesOf('text', family('a_created', 'gauge', ['a_created', value])).of('a'), undefined);
  });
}
