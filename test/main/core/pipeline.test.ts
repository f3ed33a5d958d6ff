import assert from 'node:assert/strict';
import test from 'node:test';
import type { PostAnswer } from '../../../main/core/deliver/outcome.ts';
import { Pipeline } from '../../../main/core/pipeline.ts';
import type { GetAnswer } from '../../../main/core/scrape/http-get.ts';
import { FakeClock } from '../../fakes/clock.ts';

const INTERVAL_MS = 10_000;
const OK: PostAnswer = { kind: 'answer', status: 200, contentType: '', retryAfter: undefined, body: new Uint8Array() };

/** A pipeline with a fake clock over a target whose counter is `text` and a destination that answers `post`. */
function stage() {
  const clock = new FakeClock();
  const world = {
    text: 'c 5\n' as string | undefined,
    health: 404,
    post: OK,
    posts: 0,
  };
  const startSeconds = clock.nowMs() / 1000 - 100;
  const answer = (status: number, text: string): GetAnswer => ({
    kind: 'answer',
    status,
    contentType: 'text/plain',
    dateMs: clock.nowMs(),
    body: new TextEncoder().encode(text),
  });
  const pipeline = new Pipeline({
    address: { scheme: 'http', host: 'dgx', port: 8000, path: undefined },
    box: 'dgx',
    job: 'j',
    scrapeIntervalMs: INTERVAL_MS,
    signals: [{ id: 's', families: ['g'], combine: 'sum' }],
    beginsAtZero: () => true,
    unitOf: () => undefined,
    isForwarded: (metric) => !metric.startsWith('process_'),
    clock,
    random: () => 0,
    sha256: () => 'sha',
    get: ({ url }) => {
      if (!url.endsWith('/metrics')) return Promise.resolve(answer(world.health, ''));
      if (world.text === undefined) return Promise.resolve({ kind: 'failed', reason: 'refused' });
      const head = `process_start_time_seconds ${String(startSeconds)}\n# TYPE c counter\n# TYPE g gauge\n`;
      return Promise.resolve(answer(200, world.text === '' ? '' : head + world.text));
    },
    post: () => {
      world.posts += 1;
      return Promise.resolve(world.post);
    },
  });
  return { clock, world, pipeline };
}

const DESTINATION = { endpoint: 'https://e', token: 't' };

test('scrapes, counts and delivers; the first sight is skipped', async () => {
  const { clock, world, pipeline } = stage();
  pipeline.setForwarding(true);
  pipeline.setDestination(DESTINATION);
  pipeline.start();
  await clock.advance(0);
  world.text = 'c 7\ng 1\n';
  await clock.advance(INTERVAL_MS);
  assert.deepEqual(pipeline.ledger(), { produced: 2, delivered: 2, queued: 0, dropped: {}, skipped: { baseline: 1 } });
  assert.equal(pipeline.signal('s').value, 1);
});

test('a failed scrape changes nothing and keeps its reason; the next delta spans the gap', async () => {
  const { clock, world, pipeline } = stage();
  pipeline.setForwarding(true);
  pipeline.start();
  await clock.advance(0);
  world.text = undefined;
  await clock.advance(INTERVAL_MS);
  assert.equal(pipeline.target.lastFailure, 'refused');
  assert.equal(pipeline.target.health, 'down');
  assert.deepEqual(pipeline.ledger().produced, 0);
  world.text = 'c 8\n';
  await clock.advance(INTERVAL_MS);
  assert.deepEqual([pipeline.target.lastFailure, pipeline.ledger().queued], ['', 1]);
});

test('an answer without metrics is a failed scrape', async () => {
  const { clock, world, pipeline } = stage();
  world.text = '';
  pipeline.start();
  await clock.advance(0);
  assert.equal(pipeline.target.lastFailure, 'no metrics in it (the answer is empty)');
});

test('without a destination it is queued, and sent when there is one', async () => {
  const { clock, world, pipeline } = stage();
  pipeline.setForwarding(true);
  pipeline.start();
  await clock.advance(3 * INTERVAL_MS);
  assert.deepEqual([pipeline.ledger().queued, world.posts], [3, 0]);
  pipeline.setDestination(DESTINATION);
  await clock.advance(0);
  assert.deepEqual([pipeline.ledger().queued, pipeline.ledger().delivered], [0, 3]);
});

const SWITCHED_ON: readonly (readonly [string, number, number])[] = [
  ['soon after a scrape: counting starts at that scrape', 5_000, 1],
  ['long after the last good one: at the next', 3 * INTERVAL_MS + 1, 0],
];
for (const [name, afterMs, owed] of SWITCHED_ON) {
  test(`switched on ${name}`, async () => {
    const { clock, world, pipeline } = stage();
    pipeline.start();
    await clock.advance(0);
    world.text = undefined;
    await clock.advance(afterMs);
    pipeline.setForwarding(true);
    world.text = 'c 9\n';
    await clock.advance(INTERVAL_MS);
    assert.equal(pipeline.ledger().produced, owed);
  });
}

test('switched off, what is queued still goes out', async () => {
  const { clock, world, pipeline } = stage();
  world.post = { ...OK, status: 503 };
  pipeline.setForwarding(true);
  pipeline.setDestination(DESTINATION);
  pipeline.start();
  await clock.advance(INTERVAL_MS);
  pipeline.setForwarding(false);
  world.post = OK;
  await clock.advance(5 * INTERVAL_MS);
  const { produced, delivered } = pipeline.ledger();
  assert.deepEqual([produced, delivered], [1, 1]);
});

test('stop sends what is queued, and ends in time when nothing answers', async () => {
  const { clock, pipeline } = stage();
  pipeline.setForwarding(true);
  pipeline.start();
  await clock.advance(INTERVAL_MS);
  pipeline.setDestination(DESTINATION);
  const stopped = pipeline.stop(1_000);
  await clock.advance(1_000);
  await stopped;
  assert.equal(pipeline.ledger().queued, 0);
});

const HEALTH: readonly (readonly [number, string | undefined, string])[] = [
  [200, 'c 1\n', 'ready'],
  [404, 'c 1\n', 'ready'],
  [503, 'c 1\n', 'loading'],
  [200, undefined, 'down'],
  [404, '', 'not_nim'],
];
for (const [status, text, health] of HEALTH) {
  test(`health ${String(status)} with ${text ?? 'no answer'} is ${health}`, async () => {
    const { clock, world, pipeline } = stage();
    world.health = status;
    world.text = text;
    pipeline.start();
    await clock.advance(0);
    assert.equal(pipeline.target.health, health);
  });
}
