import assert from 'node:assert/strict';
import test from 'node:test';
import { CatchUpPace } from '../../../../main/core/deliver/catch-up-pace.ts';

/** How many requests of `bytes` go out within `forMs` from `startMs` on, sent as soon as the pace allows. */
function sentWithin(pace: CatchUpPace, bytes: number, startMs: number, forMs: number): number {
  let sent = 0;
  let nowMs = startMs;
  for (;;) {
    nowMs += pace.waitMs(nowMs);
    if (nowMs >= startMs + forMs) return sent;
    pace.sent(bytes, nowMs);
    sent += 1;
  }
}

test('a burst does not wait: 40 small requests, or 10 MB', () => {
  assert.equal(sentWithin(new CatchUpPace(), 1, 0, 1), 41);
  assert.equal(sentWithin(new CatchUpPace(), 1_000_000, 0, 1), 11);
});

test('after it, four requests or a megabyte a second', () => {
  const small = new CatchUpPace();
  sentWithin(small, 1, 0, 1);
  assert.equal(sentWithin(small, 1, 250, 60_000), 240);
  const large = new CatchUpPace();
  sentWithin(large, 3_000_000, 0, 1);
  assert.equal(sentWithin(large, 3_000_000, 2_000, 60_000), 20);
});

test('what was not used while it paused is a burst again, and no more than that', () => {
  const pace = new CatchUpPace();
  sentWithin(pace, 1, 0, 1);
  assert.equal(sentWithin(pace, 1, 3_600_000, 1), 41);
});

test('a backlog that lasts is sent twice as fast every five minutes', () => {
  const pace = new CatchUpPace();
  sentWithin(pace, 1, 0, 300_000);
  assert.equal(sentWithin(pace, 1, 300_000, 60_000), 480);
  sentWithin(pace, 1, 360_000, 240_000);
  assert.equal(sentWithin(pace, 1, 600_000, 60_000), 960);
});

test('a destination that wants a pause is spared again', () => {
  const pace = new CatchUpPace();
  sentWithin(pace, 1, 0, 400_000);
  pace.slowDown();
  assert.ok(sentWithin(pace, 1, 400_000, 60_000) <= 241);
});

test('when nothing is left, the next burst is free', () => {
  const pace = new CatchUpPace();
  sentWithin(pace, 1, 0, 1);
  assert.ok(pace.waitMs(1) > 0);
  pace.caughtUp();
  assert.equal(pace.waitMs(1), 0);
  assert.equal(sentWithin(pace, 1, 1, 1), 41);
});
