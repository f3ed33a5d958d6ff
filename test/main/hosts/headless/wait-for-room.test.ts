import assert from 'node:assert/strict';
import test from 'node:test';
import { openMemoryOutbox } from '../../../../main/core/pipeline.ts';
import { openWithRoom, RETRY_MS, type RoomWait } from '../../../../main/hosts/headless/wait-for-room.ts';

type Opened = Awaited<ReturnType<RoomWait['open']>>;

const OPENED = openMemoryOutbox({ sha256: () => '', nowMs: 0 });
const FULL: Opened = { kind: 'refused', why: 'full', reason: '/state cannot be used: the disk is full' };
const HELD: Opened = { kind: 'refused', why: 'held', reason: 'process 7 is writing in /state' };
const WAITS = /^\/state cannot be used: the disk is full\. Nothing is scraped until there is room; .* every 5 s$/;

/** What came of it when the tries end so, one after the other; the last one again and again. */
async function outcomeOf(tries: readonly Opened[], forMs = Infinity) {
  const told: string[] = [];
  const paused: number[] = [];
  let next = 0;
  const opened = await openWithRoom({
    open: () => Promise.resolve(tries[Math.min(next++, tries.length - 1)] ?? FULL),
    forMs,
    pause: (ms) => Promise.resolve(paused.push(ms)),
    tell: (line) => told.push(line),
  });
  return { opened, told, paused };
}

test('with room there is nothing to wait for or to tell', async () => {
  assert.deepEqual(await outcomeOf([OPENED]), { opened: OPENED, told: [], paused: [] });
});

test('a full disk is told once and tried again until there is room', async () => {
  const { opened, told, paused } = await outcomeOf([FULL, FULL, FULL, OPENED]);
  assert.equal(opened, OPENED);
  assert.deepEqual(paused, [RETRY_MS, RETRY_MS, RETRY_MS]);
  assert.equal(told.length, 2);
  assert.match(told[0] ?? '', WAITS);
  assert.equal(told[1], 'the disk has room again');
});

test('any other refusal is final, at first and while it waits', async () => {
  assert.deepEqual(await outcomeOf([HELD, OPENED]), { opened: HELD, told: [], paused: [] });
  const { opened, told } = await outcomeOf([FULL, HELD, OPENED]);
  assert.deepEqual([opened, told.length], [HELD, 1]);
});

test('a run that ends by itself waits no longer than it would have run', async () => {
  const { opened, paused } = await outcomeOf([FULL], 2.5 * RETRY_MS);
  assert.deepEqual([opened, paused.length], [FULL, 3]);
});
