import assert from 'node:assert/strict';
import test from 'node:test';
import { PointClock } from '../../../main/core/point-clock.ts';

const MINUTE = 60_000;

test('a clock that goes on gives its own times', () => {
  const clock = new PointClock();
  const times = [5, 6, 6 + MINUTE * 60];
  for (const ms of times) assert.deepEqual(clock.next(ms), { ms, setBack: false });
});

test('set back by less than a minute: times go on a millisecond each until the clock has caught up', () => {
  const clock = new PointClock();
  const start = 1_000_000;
  clock.next(start);
  const told = [start - 30_000, start - 15_000, start, start + 15_000].map((nowMs) => clock.next(nowMs));
  assert.deepEqual(
    told.map(({ ms }) => ms - start),
    [1, 2, 3, 15_000],
  );
  assert.ok(told.every(({ setBack }) => !setBack));
});

test('a minute ahead is the most; further back, times start afresh, and that is told once', () => {
  const start = 1_000_000;
  const atTheBound = new PointClock(start);
  assert.deepEqual(atTheBound.next(start + 1 - MINUTE), { ms: start + 1, setBack: false });
  const beyond = new PointClock(start);
  assert.deepEqual(beyond.next(start - MINUTE), { ms: start - MINUTE, setBack: true });
  assert.deepEqual(beyond.next(start - MINUTE + 10), { ms: start - MINUTE + 10, setBack: false });
});

test('whatever the clock does, times go back only where it is told, and are at most a minute ahead', () => {
  const clock = new PointClock();
  let wallMs = 10 * 3_600_000;
  let lastMs = -Infinity;
  let setBacks = 0;
  // A fixed sequence of jumps of all sizes, to and fro.
  for (let step = 1; step < 5_000; step += 1) {
    wallMs += ((step * 7_919) % 200_003) - 95_000;
    const { ms, setBack } = clock.next(wallMs);
    assert.equal(setBack, ms <= lastMs, `step ${step}`);
    assert.ok(ms >= wallMs && ms - wallMs <= MINUTE, `step ${step}`);
    if (setBack) setBacks += 1;
    lastMs = ms;
  }
  assert.ok(setBacks > 10);
});
