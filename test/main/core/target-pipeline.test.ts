import assert from 'node:assert/strict';
import test from 'node:test';
import type { TargetSettings } from '../../../main/core/model/target-settings.ts';
import { openMemoryOutbox } from '../../../main/core/open-outbox.ts';
import type { Selection } from '../../../main/core/owed-points.ts';
import { REQUEST_CODEC } from '../../../main/core/request-codec.ts';
import { TargetPipeline } from '../../../main/core/target-pipeline.ts';
import { fakeSettings } from '../../fakes/target-settings.ts';
import { targetWorld } from '../../fakes/target-world.ts';

const INTERVAL_MS = 10_000;
const COUNTED: Selection = { id: 'c', has: (metric) => metric === 'c' || metric === 'g' };

const REPORTED: Selection = { id: 'r', has: (metric) => metric === 'up' || metric.startsWith('scrape_') };

function stage(over: Partial<TargetSettings> = {}, selection = COUNTED) {
  const { clock, world, options } = targetWorld();
  const { outbox } = openMemoryOutbox({ sha256: () => 'sha', nowMs: clock.nowMs() });
  const shared = { ...options, outbox, destination: () => '', scraped: () => undefined };
  const target = new TargetPipeline(fakeSettings(over), shared, selection, false);
  return { clock, world, outbox, target };
}

test('a failed scrape changes nothing and keeps its reason; the next delta spans the gap', async () => {
  const { clock, world, outbox, target } = stage();
  target.start(0);
  await clock.advance(0);
  world.text = undefined;
  await clock.advance(INTERVAL_MS);
  assert.deepEqual([target.state.lastFailure, target.state.health], ['refused', 'down']);
  assert.equal(outbox.ledger('dgx').produced, 0);
  world.text = 'c 8\n';
  await clock.advance(INTERVAL_MS);
  assert.deepEqual([target.state.lastFailure, outbox.ledger('dgx').queued], ['', 1]);
});

test('a clock that was set back makes no point that ends before it begins, and none is lost', async () => {
  const { clock, world, options } = targetWorld();
  const { outbox } = openMemoryOutbox({ sha256: () => 'sha', nowMs: clock.nowMs() });
  const told = { changed: () => undefined, scraped: () => undefined };
  const shared = { ...options, ...told, outbox, destination: () => 'https://d' };
  let setBackMs = 0;
  const wrong = {
    nowMs: () => clock.nowMs() - setBackMs,
    monotonicMs: () => clock.monotonicMs(),
    after: (delayMs: number, run: () => void) => clock.after(delayMs, run),
  };
  const target = new TargetPipeline(fakeSettings(), { ...shared, clock: wrong }, undefined, false);
  target.start(0);
  await clock.advance(0);
  target.forward(COUNTED, false);
  setBackMs = 7_200_000;
  world.text = 'c 8\n';
  await clock.advance(INTERVAL_MS);
  const request = outbox.take(wrong.nowMs(), 'https://d');
  assert.ok(request);
  const [point] = REQUEST_CODEC.decode(request.body);
  assert.deepEqual([point?.kind === 'sum' && point.value, point?.startMs], [3, point?.timeMs]);
  world.text = 'c 9\n';
  await clock.advance(INTERVAL_MS);
  assert.equal(outbox.ledger('dgx').queued, 2);
});

test('an answer without metrics is a failed scrape', async () => {
  const { clock, world, target } = stage();
  world.text = '';
  target.start(0);
  await clock.advance(0);
  assert.match(target.state.lastFailure, /answered with nothing/);
  assert.equal(target.state.failed, 1);
});

test('a target beyond a limit fails its scrape in words, and its baselines stay', async () => {
  const { clock, world, target } = stage({ limits: { ...fakeSettings().limits, samples: 2 } });
  target.start(0);
  await clock.advance(0);
  world.text = 'c 5\ng 1\n';
  await clock.advance(INTERVAL_MS);
  assert.match(target.state.lastFailure, /sample_limit/);
  assert.deepEqual([target.state.good, target.state.failed], [1, 1]);
});

test('what Prometheus reports of a scrape is sent too, and `up` 0 when it failed', async () => {
  const { clock, world, outbox, target } = stage({}, REPORTED);
  target.start(0);
  await clock.advance(0);
  const reported = outbox.ledger('dgx').produced;
  assert.equal(reported, 5);
  world.text = undefined;
  await clock.advance(INTERVAL_MS);
  assert.equal(outbox.ledger('dgx').produced, 2 * reported);
});

test('another dialect is noticed and told, and the line goes on', async () => {
  const { clock, world, target } = stage();
  world.text = 'c 5\ng 1\n';
  target.start(0);
  await clock.advance(0);
  assert.deepEqual([target.state.dialect, target.state.dialectChange], ['with g', undefined]);
  world.text = 'c 6\n';
  await clock.advance(INTERVAL_MS);
  const { before, after } = target.state.dialectChange ?? {};
  assert.deepEqual([target.state.dialect, before, after], ['plain', 'with g', 'plain']);
  assert.equal(target.signal('s').history.length, 2);
});

test('other target labels begin anew instead of inventing what was there before', async () => {
  const { clock, world, options } = targetWorld();
  const { outbox } = openMemoryOutbox({ sha256: () => 'sha', nowMs: clock.nowMs() });
  const shared = { ...options, outbox, destination: () => '', scraped: () => undefined };
  const first = new TargetPipeline(fakeSettings(), shared, COUNTED, false);
  first.start(0);
  await clock.advance(0);
  await first.stop();
  const labels = [...fakeSettings().labels, ['team', 'ml'] as const];
  const second = new TargetPipeline(fakeSettings({ labels }), shared, COUNTED, false);
  world.text = 'c 6\n';
  second.start(0);
  await clock.advance(0);
  assert.deepEqual(outbox.ledger('dgx').skipped, { baseline: 2 });
  assert.equal(outbox.ledger('dgx').produced, 0);
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
    const { clock, world, target } = stage();
    world.health = status;
    world.text = text;
    target.start(0);
    await clock.advance(0);
    assert.equal(target.state.health, health);
  });
}

test('what each scrape sends is told from the last good one, forwarded or not', async () => {
  const { clock, world, target } = stage();
  const told = () => Object.fromEntries(target.families().map(({ name, points }) => [name, points]));
  assert.deepEqual(told(), {});
  world.text = 'c 5\n# TYPE s summary\ns{quantile="0.5"} 1\ns_count 2\n';
  target.start(0);
  await clock.advance(0);
  assert.deepEqual([told()['c'], told()['s'], told()['up']], [1, 0, 1]);
  target.forward(COUNTED, true);
  assert.equal(told()['s'], 1);
  world.text = undefined;
  await clock.advance(INTERVAL_MS);
  assert.equal(told()['c'], 1);
  world.text = 'c{a="1"} 5\nc{a="2"} 6\n';
  await clock.advance(INTERVAL_MS);
  assert.deepEqual([told()['c'], told()['s']], [2, undefined]);
});
