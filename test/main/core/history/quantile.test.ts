import assert from 'node:assert/strict';
import test from 'node:test';
import { addUp, quantileOf } from '../../../../main/core/history/quantile.ts';

const CASES: readonly (readonly [string, number[], number[], number, number | undefined])[] = [
  ['in the middle of a bucket', [1, 2], [0, 4, 0], 0.5, 1.5],
  ['the first bucket begins at 0', [1, 2], [4, 0, 0], 0.25, 0.25],
  ['on the edge', [1, 2], [2, 2, 0], 0.5, 1],
  ['over an empty bucket', [1, 2, 4], [1, 0, 1, 0], 1, 4],
  ['above the last bound', [1, 2], [1, 0, 9], 0.95, Infinity],
  ['nothing observed', [1, 2], [0, 0, 0], 0.5, undefined],
];

for (const [name, bounds, buckets, q, expected] of CASES) {
  test(name, () => {
    assert.equal(quantileOf({ bounds, buckets }, q), expected);
  });
}

test('adds up equal bounds, and nothing else', () => {
  const [a, b] = [
    { bounds: [1], buckets: [1, 2] },
    { bounds: [1], buckets: [3, 4] },
  ];
  assert.deepEqual(addUp([a, b]), { bounds: [1], buckets: [4, 6] });
  assert.equal(addUp([a, { bounds: [9], buckets: [3, 4] }]), undefined);
  assert.equal(addUp([a, { bounds: [1, 9], buckets: [3, 4, 5] }]), undefined);
  assert.equal(addUp([{ bounds: [1, 9], buckets: [3, 4, 5] }, a]), undefined);
  assert.equal(addUp([]), undefined);
});
