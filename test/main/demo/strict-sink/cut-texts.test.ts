import assert from 'node:assert/strict';
import test from 'node:test';
import { cutDescriptions, cutPoint, NOTHING_CUT, sumOfCuts } from '../../../../main/demo/strict-sink/cut-texts.ts';
import type { RequestPoint } from '../../../../main/demo/strict-sink/request-points.ts';

const gauge = (attributes: Record<string, string>): RequestPoint => ({ metric: 'm.x', kind: 'gauge', value: 1, attributes }); // prettier-ignore

test('texts within the limits stay', () => {
  const point = gauge({ ['k'.repeat(100)]: 'v'.repeat(255) });
  assert.deepEqual(cutPoint(point), { point, cuts: NOTHING_CUT });
  const metric = { kind: 'gauge', unit: 'u'.repeat(63), description: 'd'.repeat(1_023) } as const;
  assert.deepEqual(cutDescriptions([metric]), NOTHING_CUT);
});

test('longer ones are cut, and the first of two equal keys stays', () => {
  const key = 'k'.repeat(100);
  const { point, cuts } = cutPoint(gauge({ [`${key}1`]: 'a', [`${key}2`]: 'b', c: 'v'.repeat(256) }));
  assert.deepEqual(point.attributes, { [key]: 'a', c: 'v'.repeat(255) });
  assert.deepEqual(cuts, { ...NOTHING_CUT, dimensionKeys: 2, dimensionValues: 1 });
});

test('long descriptions and units are counted once per metric', () => {
  const metrics = [
    { kind: 'gauge', unit: 'u'.repeat(64), description: '' },
    { kind: 'gauge', unit: '', description: 'd'.repeat(1_024) },
    { kind: 'sum', unit: '', description: 'd'.repeat(2_000) },
  ] as const;
  assert.deepEqual(cutDescriptions(metrics), { ...NOTHING_CUT, units: 1, descriptions: 2 });
});

test('cuts add up', () => {
  const one = { dimensionKeys: 1, dimensionValues: 2, descriptions: 3, units: 4 };
  assert.deepEqual(sumOfCuts([one, one]), { dimensionKeys: 2, dimensionValues: 4, descriptions: 6, units: 8 });
});
