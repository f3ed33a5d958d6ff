import assert from 'node:assert/strict';
import test from 'node:test';
import { createArrivals } from '../../../../main/demo/nim-simulator/arrivals.ts';
import { seededRandom } from '../../../../main/demo/nim-simulator/seeded-random.ts';

test('requests come in order, at the expected rate, with lengths a model can serve', () => {
  const next = createArrivals(seededRandom(5), () => 1);
  const requests = Array.from({ length: 6000 }, next);
  let beforeMs = 0;
  for (const request of requests) {
    assert.ok(request.arrivedMs >= beforeMs);
    beforeMs = request.arrivedMs;
    assert.ok(Number.isInteger(request.promptTokens) && request.promptTokens >= 1 && request.promptTokens <= 6000);
    assert.ok(Number.isInteger(request.outputTokens) && request.outputTokens >= 1 && request.outputTokens <= 1024);
  }
  const perSecond = requests.length / (beforeMs / 1000);
  assert.ok(perSecond > 6.3 && perSecond < 7.3, `${perSecond} per second`);
});

test('the rate comes in waves', () => {
  const next = createArrivals(seededRandom(5), () => 1);
  const perTenSeconds = new Array<number>(97).fill(0);
  for (;;) {
    const slot = Math.floor(next().arrivedMs / 10_000);
    if (slot >= perTenSeconds.length) break;
    perTenSeconds[slot] = (perTenSeconds[slot] ?? 0) + 1;
  }
  const mean = perTenSeconds.reduce((a, b) => a + b, 0) / perTenSeconds.length;
  const variance = perTenSeconds.reduce((a, b) => a + (b - mean) ** 2, 0) / perTenSeconds.length;
  // A plain Poisson stream has a variance equal to its mean.
  assert.ok(variance > 1.8 * mean, `variance ${variance}, mean ${mean}`);
});

test('twice the load is twice as many requests, from the moment on at which it changes', () => {
  const world = { load: 2 };
  const next = createArrivals(seededRandom(5), () => world.load);
  const lastOf = (many: number): number => Array.from({ length: many }, next)[many - 1]?.arrivedMs ?? NaN;
  const twiceMs = lastOf(6000);
  assert.ok(6_000_000 / twiceMs > 12.6 && 6_000_000 / twiceMs < 14.6, `${6_000_000 / twiceMs} per second`);
  world.load = 0.5;
  const halfMs = lastOf(1500) - twiceMs;
  assert.ok(1_500_000 / halfMs > 3.1 && 1_500_000 / halfMs < 3.7, `${1_500_000 / halfMs} per second`);
});
