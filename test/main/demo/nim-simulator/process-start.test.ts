import assert from 'node:assert/strict';
import test from 'node:test';
import { nextStartMs } from '../../../../main/demo/nim-simulator/process-start.ts';

test('a start has hundredths, is never whole and always later', () => {
  const rows: readonly (readonly [number, number | undefined, number])[] = [
    [1_234_567, undefined, 1_234_560],
    [1_235_003, undefined, 1_235_010],
    [1_234_567, 1_234_560, 1_234_570],
    [1_234_995, 1_234_990, 1_235_010],
    [1_000_500, 1_234_560, 1_234_570],
  ];
  for (const [nowMs, previousMs, startMs] of rows) assert.equal(nextStartMs(nowMs, previousMs), startMs);
});
