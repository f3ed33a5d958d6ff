import assert from 'node:assert/strict';
import test from 'node:test';
import { ScrapeLoop } from '../../../../main/core/scrape/scrape-loop.ts';
import { FakeClock } from '../../../fakes/clock.ts';

function stage(durationMs: number) {
  const clock = new FakeClock(0);
  const starts: number[] = [];
  const scrape = () =>
    new Promise<void>((resolve) => {
      starts.push(clock.monotonicMs());
      clock.after(durationMs, resolve);
    });
  return { clock, starts, loop: new ScrapeLoop(clock, 1_000, scrape) };
}

test('once per interval, whatever a scrape takes', async () => {
  const { clock, starts, loop } = stage(300);
  loop.start();
  await clock.advance(3_500);
  assert.deepEqual(starts, [0, 1_000, 2_000, 3_000]);
});

test('one at a time: ticks that a slow scrape covers are left out', async () => {
  const { clock, starts, loop } = stage(2_300);
  loop.start();
  await clock.advance(6_500);
  assert.deepEqual(starts, [0, 3_000, 6_000]);
});

test('stop waits for the scrape under way and starts none', async () => {
  const { clock, starts, loop } = stage(300);
  loop.start();
  let ended = false;
  void loop.stop().then(() => (ended = true));
  await clock.advance(299);
  assert.equal(ended, false);
  await clock.advance(5_000);
  assert.equal(ended, true);
  assert.deepEqual(starts, [0]);
});
