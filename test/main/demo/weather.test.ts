import assert from 'node:assert/strict';
import test from 'node:test';
import type { Simulator } from '../../../main/demo/nim-simulator/simulator-server.ts';
import type { Sink } from '../../../main/demo/strict-sink/sink-server.ts';
import { startWeather } from '../../../main/demo/weather.ts';

const ROUND = ['label', 'lost', '503', 'restart'];

function stage() {
  const happened: string[] = [];
  const simulator = {
    addLabelSet: () => happened.push('label'),
    loseNextScrape: () => happened.push('lost'),
    restart: () => happened.push('restart'),
  };
  const sink = { failNext: (status: number) => happened.push(String(status)) };
  return { happened, simulator: simulator as unknown as Simulator, sink: sink as unknown as Sink };
}

test('everything happens once within the time, in order', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { happened, simulator, sink } = stage();
  startWeather(simulator, sink, 10_000);
  t.mock.timers.tick(5_000);
  assert.deepEqual(happened, ROUND.slice(0, 2));
  t.mock.timers.tick(95_000);
  assert.deepEqual(happened, ROUND);
});

test('without an end it comes back every four minutes, until it is called off', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { happened, simulator, sink } = stage();
  const calm = startWeather(simulator, sink, undefined);
  t.mock.timers.tick(240_000);
  t.mock.timers.tick(239_000);
  assert.deepEqual(happened, [...ROUND, ...ROUND]);
  calm();
  t.mock.timers.tick(600_000);
  assert.equal(happened.length, 8);
});
