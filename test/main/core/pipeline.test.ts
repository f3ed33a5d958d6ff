import assert from 'node:assert/strict';
import test from 'node:test';
import { openMemoryOutbox, Pipeline, type ForwardingPlan, type Selection } from '../../../main/core/pipeline.ts';
import { fakeSettings } from '../../fakes/target-settings.ts';
import { targetWorld } from '../../fakes/target-world.ts';

const INTERVAL_MS = 10_000;
const DESTINATION = { endpoint: 'https://e', token: 't' };

const COUNTED: Selection = { id: 'c', has: (metric) => metric === 'c' || metric === 'g' };
const ON: ForwardingPlan = { isForwarded: () => true, selection: COUNTED, summaryQuantiles: false };
const OFF: ForwardingPlan = { ...ON, isForwarded: () => false };

function newPipeline(options: ReturnType<typeof targetWorld>['options']): Pipeline {
  return new Pipeline({ ...options, outbox: openMemoryOutbox({ sha256: () => 'sha', nowMs: 0 }).outbox });
}

/** A pipeline over one target whose counter is in `world.text`. */
function stage(plan: ForwardingPlan) {
  const { clock, world, options } = targetWorld();
  const pipeline = newPipeline(options);
  pipeline.forward(plan);
  pipeline.watch([fakeSettings()]);
  return { clock, world, pipeline };
}

const ledger = (pipeline: Pipeline) => pipeline.ledger('dgx');

test('scrapes, counts and delivers; the first sight is skipped', async () => {
  const { clock, world, pipeline } = stage(ON);
  pipeline.setDestination(DESTINATION);
  pipeline.start();
  await clock.advance(0);
  world.text = 'c 7\ng 1\n';
  await clock.advance(INTERVAL_MS);
  const { produced, delivered, queued, dropped, skipped } = ledger(pipeline);
  assert.deepEqual([produced, delivered, queued, dropped, skipped], [2, 2, 0, {}, { baseline: 1 }]);
  assert.equal(pipeline.targets[0]?.signal('s').value, 1);
});

test('without a destination it is queued, and sent when there is one', async () => {
  const { clock, world, pipeline } = stage(ON);
  pipeline.start();
  await clock.advance(3 * INTERVAL_MS);
  assert.deepEqual([ledger(pipeline).queued, world.posts], [3, 0]);
  pipeline.setDestination(DESTINATION);
  await clock.advance(0);
  assert.deepEqual([ledger(pipeline).queued, ledger(pipeline).delivered], [0, 3]);
});

const SWITCHED_ON: readonly (readonly [string, number, number])[] = [
  ['soon after a scrape: counting starts at that scrape', 5_000, 1],
  ['long after the last good one: at the next', 3 * INTERVAL_MS + 1, 0],
];
for (const [name, afterMs, owed] of SWITCHED_ON) {
  test(`switched on ${name}`, async () => {
    const { clock, world, pipeline } = stage(OFF);
    pipeline.start();
    await clock.advance(0);
    world.text = undefined;
    await clock.advance(afterMs);
    pipeline.forward(ON);
    world.text = 'c 9\n';
    await clock.advance(INTERVAL_MS);
    assert.equal(ledger(pipeline).produced, owed);
  });
}

test('switched off, what is queued still goes out', async () => {
  const { clock, world, pipeline } = stage(ON);
  const ok = world.post;
  world.post = { kind: 'answer', status: 503, contentType: '', retryAfter: undefined, body: new Uint8Array() };
  pipeline.setDestination(DESTINATION);
  pipeline.start();
  await clock.advance(INTERVAL_MS);
  pipeline.forward(OFF);
  world.post = ok;
  await clock.advance(5 * INTERVAL_MS);
  const { produced, delivered } = ledger(pipeline);
  assert.deepEqual([produced, delivered], [1, 1]);
});

test('only the boxes of the plan are forwarded', async () => {
  const { clock, options } = targetWorld();
  const pipeline = newPipeline(options);
  pipeline.forward({ ...ON, isForwarded: (box) => box === 'b' });
  pipeline.watch([fakeSettings(), fakeSettings({ box: 'b', address: at('b') })]);
  pipeline.start();
  await clock.advance(3 * INTERVAL_MS);
  assert.deepEqual([pipeline.ledger('dgx').produced, pipeline.ledger('b').produced > 0], [0, true]);
});

test('stop sends what is queued, and ends in time when nothing answers', async () => {
  const { clock, pipeline } = stage(ON);
  pipeline.start();
  await clock.advance(INTERVAL_MS);
  pipeline.setDestination(DESTINATION);
  const stopped = pipeline.stop(1_000);
  await clock.advance(1_000);
  await stopped;
  assert.equal(ledger(pipeline).queued, 0);
});

test('several targets begin spread over the interval, each keeps its rhythm', async () => {
  const { clock, world, options } = targetWorld();
  const pipeline = newPipeline(options);
  const hosts = ['a', 'b', 'c', 'd'];
  pipeline.watch(hosts.map((host) => fakeSettings({ address: at(host) })));
  pipeline.start();
  await clock.advance(0);
  assert.ok(world.asked.length < hosts.length, 'not all at once');
  await clock.advance(INTERVAL_MS);
  await clock.advance(INTERVAL_MS);
  for (const host of hosts) assert.equal(world.asked.filter((asked) => asked.startsWith(host)).length >= 2, true, host);
});

test('a slow rhythm halves how often each target is asked, also one that comes later', async () => {
  const { clock, world, pipeline } = stage(ON);
  pipeline.start();
  await clock.advance(0);
  pipeline.setRhythm('slow');
  await clock.advance(4 * INTERVAL_MS);
  assert.equal(world.asked.length, 3);
  pipeline.watch([{ ...fakeSettings(), scrapeTimeoutMs: 1_000 }]);
  await clock.advance(0);
  await clock.advance(4 * INTERVAL_MS);
  assert.equal(world.asked.length, 6);
  pipeline.setRhythm('normal');
  await clock.advance(4 * INTERVAL_MS);
  assert.equal(world.asked.length, 10);
});

test('what is watched may change: the old stops, the new starts, the same goes on', async () => {
  const { clock, world, pipeline } = stage(ON);
  pipeline.start();
  await clock.advance(INTERVAL_MS);
  const before = pipeline.targets[0];
  pipeline.watch([fakeSettings(), fakeSettings({ address: at('new') })]);
  assert.equal(pipeline.targets[0], before);
  await clock.advance(2 * INTERVAL_MS);
  assert.ok(world.asked.some((host) => host.startsWith('new')));
  pipeline.watch([]);
  world.asked.length = 0;
  await clock.advance(3 * INTERVAL_MS);
  assert.deepEqual(world.asked, []);
});

test('a target whose settings change keeps its baselines', async () => {
  const { clock, world, pipeline } = stage(ON);
  pipeline.start();
  await clock.advance(0);
  pipeline.watch([fakeSettings({ scrapeIntervalMs: 5_000 })]);
  world.text = 'c 7\n';
  await clock.advance(0);
  assert.deepEqual(ledger(pipeline).produced, 1);
});

function at(host: string) {
  return { scheme: 'http', host, port: 8000, path: undefined } as const;
}

test('each scrape that ended is told, with its target as it then is, before the listeners hear of a change', async () => {
  const { clock, world, options } = targetWorld();
  const heard: unknown[] = [];
  const outbox = openMemoryOutbox({ sha256: () => 'sha', nowMs: 0 }).outbox;
  const pipeline = new Pipeline({
    ...{ ...options, outbox },
    scraped: ({ state: { good, failed, health } }, tookMs) => heard.push([good, failed, health, tookMs]),
  });
  pipeline.watch([fakeSettings()]);
  pipeline.onChange(() => heard.push('changed'));
  pipeline.start();
  await clock.advance(0);
  world.text = undefined;
  await clock.advance(INTERVAL_MS);
  assert.deepEqual(heard, [[1, 0, 'ready', 0], 'changed', [1, 1, 'down', 0], 'changed']);
});

test('how the last request went is known, and forgotten with its destination', async () => {
  const { clock, world, pipeline } = stage(ON);
  const answered = () => pipeline.answered;
  world.post = { kind: 'failed', sent: false, reason: 'connection refused' };
  pipeline.setDestination(DESTINATION);
  pipeline.start();
  assert.equal(answered(), undefined);
  await clock.advance(3 * INTERVAL_MS);
  assert.equal(answered()?.failure, 'connection refused');
  assert.ok((answered()?.failingSinceMs ?? Infinity) < (answered()?.atMs ?? 0));
  pipeline.setDestination({ ...DESTINATION, token: 'other' });
  assert.notEqual(answered(), undefined);
  pipeline.setDestination({ ...DESTINATION, endpoint: 'https://other' });
  assert.equal(answered(), undefined);
});
