import assert from 'node:assert/strict';
import test from 'node:test';
import { rhythmMs, ScrapeLoop, startOffsetMs } from '../../../../main/core/scrape/scrape-loop.ts';
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

test('started twice, it runs once', async () => {
  const { clock, starts, loop } = stage(300);
  loop.start();
  loop.start();
  await clock.advance(1_500);
  assert.deepEqual(starts, [0, 1_000]);
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

test('an offset delays the first scrape and is kept', async () => {
  const { clock, starts, loop } = stage(100);
  loop.start(250);
  await clock.advance(2_500);
  assert.deepEqual(starts, [250, 1_250, 2_250]);
});

test('stopped before its first scrape, there is none', async () => {
  const { clock, starts, loop } = stage(100);
  loop.start(250);
  await loop.stop();
  await clock.advance(2_500);
  assert.deepEqual(starts, []);
});

test('stopped and started again while a scrape is under way, it goes on once per interval', async () => {
  const { clock, starts, loop } = stage(300);
  loop.start();
  await clock.advance(100);
  void loop.stop();
  loop.start();
  await clock.advance(3_000);
  assert.deepEqual(starts, [0, 1_100, 2_100, 3_100]);
});

test('after a sleep one scrape, no burst, in the old rhythm', async () => {
  const clock = new FakeClock(0);
  let sleptMs = 0;
  const nowMs = (): number => clock.monotonicMs() + sleptMs;
  const starts: number[] = [];
  const scrape = async (): Promise<void> => {
    starts.push(nowMs());
  };
  const loop = new ScrapeLoop({ nowMs, monotonicMs: nowMs, after: clock.after.bind(clock) }, 1_000, scrape);
  loop.start();
  await clock.advance(1_500);
  sleptMs = 7_700;
  await clock.advance(2_000);
  // What was due at 2,000 comes late, at 9,700; nothing is made up for.
  assert.deepEqual(starts, [0, 1_000, 9_700, 10_000, 11_000]);
});

test('a scrape out of turn takes the place of the next one if that is near', async () => {
  const { clock, starts, loop } = stage(100);
  loop.start();
  await clock.advance(300);
  loop.scrapeNow();
  await clock.advance(1_400);
  assert.deepEqual(starts, [0, 300, 1_000]);
  loop.scrapeNow();
  await clock.advance(1_400);
  assert.deepEqual(starts, [0, 300, 1_000, 1_700, 3_000]);
});

test('nothing out of turn while one is under way, or when stopped', async () => {
  const { clock, starts, loop } = stage(300);
  loop.scrapeNow();
  loop.start();
  loop.scrapeNow();
  await clock.advance(900);
  await loop.stop();
  loop.scrapeNow();
  await clock.advance(2_000);
  assert.deepEqual(starts, [0]);
});

test('another interval counts from the tick before', async () => {
  const { clock, starts, loop } = stage(100);
  loop.start();
  await clock.advance(500);
  loop.useInterval(2_000);
  await clock.advance(4_000);
  assert.deepEqual(starts, [0, 2_000, 4_000]);
});

test('what is due by a shorter interval begins at once', async () => {
  const { clock, starts, loop } = stage(100);
  loop.useInterval(6_000);
  loop.start();
  await clock.advance(3_500);
  loop.useInterval(1_000);
  await clock.advance(1_700);
  assert.deepEqual(starts, [0, 3_500, 4_500]);
});

test('another interval during a scrape holds after it', async () => {
  const { clock, starts, loop } = stage(300);
  loop.start();
  await clock.advance(100);
  loop.useInterval(3_000);
  await clock.advance(4_000);
  assert.deepEqual(starts, [0, 3_000]);
});

test('another interval starts nothing that is stopped', async () => {
  const { clock, starts, loop } = stage(100);
  loop.useInterval(500);
  await clock.advance(2_000);
  assert.deepEqual(starts, []);
});

const rhythms: readonly [number, number][] = [
  [1_000, 2_000],
  [10_000, 20_000],
  [45_000, 60_000],
  [90_000, 90_000],
];
for (const [intervalMs, slowMs] of rhythms) {
  test(`${String(intervalMs)} ms becomes ${String(slowMs)} ms where it is slow`, () => {
    assert.equal(rhythmMs('slow', intervalMs), slowMs);
    assert.equal(rhythmMs('normal', intervalMs), intervalMs);
  });
}

test('offsets are spread over the interval, and each target keeps its own', () => {
  const offsets = Array.from({ length: 400 }, (_, n) => startOffsetMs(`nim http://box-${String(n)}:8000`, 10_000));
  assert.ok(offsets.every((offset) => offset >= 0 && offset < 10_000 && Number.isInteger(offset)));
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const there = offsets.filter((offset) => Math.floor(offset / 1_000) === tenth).length;
    assert.ok(there > 15 && there < 75, `${String(there)} of 400 in tenth ${String(tenth)}`);
  }
  assert.equal(startOffsetMs('nim http://a:8000', 10_000), startOffsetMs('nim http://a:8000', 10_000));
  assert.notEqual(startOffsetMs('nim http://a:8000', 10_000), startOffsetMs('nim http://b:8000', 10_000));
});
