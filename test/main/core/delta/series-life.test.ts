import assert from 'node:assert/strict';
import test from 'node:test';
import type { SeriesBaseline } from '../../../../main/core/model/baselines.ts';
import { TargetClock } from '../../../../main/core/delta/series-life.ts';

const T = 1_700_000_000_000;
const HOUR = 3_600_000;
const seen = (createdMs: number | undefined, timestampMs?: number): SeriesBaseline => ({
  family: 'f',
  observation: { kind: 'number', value: 5 },
  observedMs: timestampMs ?? T,
  timestampMs,
  createdMs,
  absentMs: 0,
});
/** The last answer at T and this one 10 s later, by our clock; the target's is ahead, or unknown. */
const clock = (aheadMs: number | undefined): TargetClock => {
  const dateMs = aheadMs === undefined ? undefined : T + aheadMs;
  const later = dateMs === undefined ? undefined : dateMs + 10_000;
  return new TargetClock(
    { startSeconds: undefined, dateMs, observedMs: T, earlierStarts: [] },
    { startSeconds: undefined, dateMs: later, observedMs: T + 10_000 },
  );
};

/** Clock of the target ahead of ours, the series before, `_created` now. */
const LIVES: readonly (readonly [string, number | undefined, SeriesBaseline | undefined, number | undefined, string])[] = [
  ['nothing told', 0, seen(T - HOUR), undefined, 'untold'],
  ['equal', 0, seen(T - HOUR), T - HOUR, 'same'],
  ['after the last observation', 0, seen(T - HOUR), T + 1, 'new'],
  ['at the last observation: both are rounded', 0, seen(T - HOUR), T - 2_000, 'new'],
  ['well before the last observation', 0, seen(T - HOUR), T - 2_001, 'other'],
  ['older', 0, seen(T - HOUR), T - HOUR - 2_001, 'other'],
  ['older by what may be rounding', 0, seen(T - HOUR), T - HOUR - 2_000, 'untold'],
  ['newer by what may be rounding', 0, seen(T - HOUR), T - HOUR + 2_000, 'untold'],
  ['after the last observation, by a clock ahead', HOUR, seen(T), T + HOUR + 1, 'new'],
  ['before the last observation, by a clock ahead', HOUR, seen(T - HOUR), T + 1, 'other'],
  ['by our clock where the target has none', undefined, seen(T - HOUR), T + 1, 'new'],
  ['long ago where the target has no clock', undefined, seen(T - HOUR), T - 3_000, 'other'],
  ['before the last answer, after the own time of the observation', 0, seen(T - 2 * HOUR, T - HOUR), T - HOUR + 5_000, 'new'],
  ['a new series since the last answer', 0, undefined, T - 2_000, 'new'],
  ['a new series of long ago', 0, undefined, T - 2_001, 'untold'],
  ['a beginning where none was told, surely later', 0, seen(undefined), T + 2_001, 'new'],
  ['a beginning where none was told, perhaps earlier', 0, seen(undefined), T + 2_000, 'untold'],
]; // prettier-ignore

for (const [name, ahead, before, createdMs, expected] of LIVES) {
  test(`_created ${name}: ${expected}`, () => {
    assert.equal(clock(ahead).lifeOf(before, createdMs), expected);
  });
}

test('a _created in the future or without a number is not believed', () => {
  const believed = [T, T + 12_000, T + 12_001, NaN, Infinity, undefined].map((ms) => clock(0).believable(ms));
  assert.deepEqual(believed, [T, T + 12_000, undefined, undefined, undefined, undefined]);
  assert.equal(clock(HOUR).believable(T + HOUR), T + HOUR, 'by the clock of the target');
  assert.equal(clock(undefined).believable(T + HOUR), undefined);
});
