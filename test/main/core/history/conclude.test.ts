import assert from 'node:assert/strict';
import test from 'node:test';
import { conclude, type Gain } from '../../../../main/core/history/conclude.ts';
import type { Source } from '../../../../main/core/model/signal.ts';

const P50: Source = { kind: 'quantile', of: { family: 'h' }, quantile: 0.5 };
const MEAN: Source = { kind: 'quotient', of: { family: 'us' }, per: { family: 'n' } };
const distribution = (bounds: number[], buckets: number[]): Gain => ({
  kind: 'distribution',
  distribution: { bounds, buckets },
});
const quotient = (dividend: number, divisor: number): Gain => ({ kind: 'quotient', dividend, divisor });

type Row = readonly [string, Source, readonly Gain[], number | null, number | null, string | null];
const ROWS: readonly Row[] = [
  ['a quantile', P50, [distribution([2], [4, 0])], 1, null, null],
  ['of all gains together', P50, [distribution([2, 4], [1, 0, 0]), distribution([2, 4], [0, 3, 0])], 2.6666666666666665, null, null],
  ['in the unit of the signal', { ...P50, scale: 0.001 }, [distribution([2_000], [4, 0])], 1, null, null],
  ['above the last bound', { ...P50, scale: 0.001 }, [distribution([2_000], [1, 9])], Infinity, 2, null],
  ['no finite bound', P50, [distribution([], [9])], Infinity, null, null],
  ['nothing observed', P50, [distribution([2], [0, 0])], null, null, 'no_traffic'],
  ['no gain', P50, [], null, null, 'no_traffic'],
  ['after a change of the buckets the newest count', P50, [distribution([9], [9, 0]), distribution([2], [4, 0])], 1, null, null],
  ['a mean', MEAN, [quotient(1, 1), quotient(9, 3)], 2.5, null, null],
  ['a mean in the unit of the signal', { ...MEAN, scale: 1e-6 }, [quotient(3e6, 2)], 1.5, null, null],
  ['a mean of nothing', MEAN, [quotient(0, 0)], null, null, 'no_traffic'],
]; // prettier-ignore

for (const [name, source, gains, value, above, why] of ROWS) {
  test(name, () => {
    assert.deepEqual(conclude(source, gains), { value, above, why });
  });
}
