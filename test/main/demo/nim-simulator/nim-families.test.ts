import assert from 'node:assert/strict';
import test from 'node:test';
import { boundsOf, NIM_FAMILIES } from '../../../../main/demo/nim-simulator/nim-families.ts';

test('there are fourteen families: four gauges, five counters, five histograms', () => {
  const count = (kind: string): number => NIM_FAMILIES.filter((family) => family.kind === kind).length;
  assert.deepEqual([count('gauge'), count('counter'), count('histogram')], [4, 5, 5]);
  assert.equal(new Set(NIM_FAMILIES.map((family) => family.name)).size, 14);
});

test('bounds rise, and only histograms have them', () => {
  for (const family of NIM_FAMILIES) {
    if (family.kind !== 'histogram') {
      assert.throws(() => boundsOf(family.name), /not a histogram/);
      continue;
    }
    assert.deepEqual(
      boundsOf(family.name),
      [...family.bounds].sort((a, b) => a - b),
    );
  }
});
