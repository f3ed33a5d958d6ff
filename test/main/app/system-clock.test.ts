import assert from 'node:assert/strict';
import test from 'node:test';
import { systemClock } from '../../../main/app/system-clock.ts';

const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('nowMs is the wall clock in whole milliseconds', () => {
  const before = Date.now();
  const now = systemClock.nowMs();
  assert.ok(before <= now && now <= Date.now());
  assert.ok(Number.isInteger(now));
});

test('monotonicMs is no wall clock and never goes back', async () => {
  const before = systemClock.monotonicMs();
  assert.ok(before < Date.now() / 2, 'it counts from the start of the process');
  await passed(5);
  assert.ok(systemClock.monotonicMs() > before);
});

test('after calls once, not at once, and not before its time', async () => {
  const started = performance.now();
  let calls = 0;
  await new Promise<void>((resolve) => {
    systemClock.after(20, () => {
      calls += 1;
      resolve();
    });
    assert.equal(calls, 0);
  });
  assert.ok(performance.now() - started >= 18, 'timers may round down by a millisecond');
  await passed(45);
  assert.equal(calls, 1);
});

test('a cancelled one is not called; to cancel twice or too late does no harm', async () => {
  let calls = 0;
  const cancel = systemClock.after(5, () => (calls += 1));
  cancel();
  cancel();
  const tooLate = systemClock.after(0, () => (calls += 10));
  await passed(20);
  tooLate();
  assert.equal(calls, 10);
});
