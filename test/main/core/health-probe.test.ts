import assert from 'node:assert/strict';
import test from 'node:test';
import { HealthProbe } from '../../../main/core/health-probe.ts';
import type { Health } from '../../../main/core/scrape/scrape-target.ts';
import { FakeClock } from '../../fakes/clock.ts';

function probing(health: Health) {
  const clock = new FakeClock();
  const world = { health, asked: 0 };
  const reader = {
    health: () => {
      world.asked += 1;
      return Promise.resolve(world.health);
    },
    models: () => Promise.resolve(['m']),
  };
  return { clock, world, probe: new HealthProbe(reader, clock) };
}

const NEW = { health: 'unknown', models: [] } as const;
const METRICS = { answered: true, gaveMetrics: true };

const CASES: readonly (readonly [string, Health, boolean, boolean, string, readonly string[]])[] = [
  ['ready, with metrics', 'ready', true, true, 'ready', ['m']],
  ['loading', 'loading', true, false, 'loading', []],
  ['no health endpoints, but metrics', 'not_nim', true, true, 'ready', ['m']],
  ['neither', 'not_nim', true, false, 'not_nim', []],
  ['healthy, though without metrics', 'ready', true, false, 'ready', ['m']],
  ['no answer: not even asked', 'ready', false, false, 'down', []],
];
for (const [name, says, answered, gaveMetrics, health, models] of CASES) {
  test(name, async () => {
    const { probe } = probing(says);
    assert.deepEqual(await probe.after({ answered, gaveMetrics }, NEW), { health, models });
  });
}

test('who is well is asked once a minute, or when another process answers', async () => {
  const { clock, world, probe } = probing('ready');
  const known = await probe.after(METRICS, NEW);
  await clock.advance(59_999);
  assert.equal(await probe.after(METRICS, known), known);
  await clock.advance(1);
  await probe.after(METRICS, known);
  assert.equal(world.asked, 2);
  probe.forget();
  await probe.after(METRICS, known);
  assert.equal(world.asked, 3);
});

test('who is not well is asked at each scrape, and keeps its models meanwhile', async () => {
  const { world, probe } = probing('ready');
  const known = await probe.after(METRICS, NEW);
  world.health = 'loading';
  const loading = await probe.after({ answered: true, gaveMetrics: false }, known);
  assert.deepEqual(loading, { health: 'loading', models: ['m'] });
  await probe.after({ answered: true, gaveMetrics: false }, loading);
  assert.equal(world.asked, 3);
});
