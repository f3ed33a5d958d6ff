import assert from 'node:assert/strict';
import test from 'node:test';
import { createQueueingModel } from '../../../../main/demo/nim-simulator/queueing-model.ts';
import type { ModelEvent, ModelState, QueueingModel } from '../../../../main/demo/nim-simulator/queueing-model.ts';
import { seededRandom } from '../../../../main/demo/nim-simulator/seeded-random.ts';

interface Tally {
  readonly model: QueueingModel;
  readonly counts: Map<string, number>;
  readonly sums: Map<string, number>;
}

function tally(seed: number, timeScale = 1): Tally {
  const counts = new Map<string, number>();
  const sums = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, by: number): void => void map.set(key, (map.get(key) ?? 0) + by);
  const emit = (event: ModelEvent): void => {
    const key = event.family + (event.labels['finished_reason'] ?? '');
    add(counts, key, 1);
    add(sums, key, event.kind === 'inc' ? event.by : event.value);
  };
  return { model: createQueueingModel({ random: seededRandom(seed), emit, timeScale }), counts, sums };
}

test('how time is sliced changes nothing', () => {
  const whole = tally(11);
  whole.model.advance(60_000);
  const sliced = tally(11);
  for (let ms = 7; ms < 60_000; ms += 173) sliced.model.advance(ms);
  sliced.model.advance(60_000);
  assert.deepEqual(sliced.sums, whole.sums);
  assert.deepEqual(sliced.model.state(), whole.model.state());
});

test('another seed lives another life', () => {
  const [one, two] = [tally(1), tally(2)];
  one.model.advance(20_000);
  two.model.advance(20_000);
  assert.notDeepEqual(one.sums, two.sums);
});

test('time scale makes the same life faster', () => {
  const [slow, fast] = [tally(4), tally(4, 10)];
  slow.model.advance(50_000);
  fast.model.advance(5_000);
  assert.deepEqual(fast.sums, slow.sums);
});

test('counters and histograms agree with each other', () => {
  const { model, counts, sums } = tally(7);
  model.advance(120_000);
  const begun = counts.get('time_to_first_token_seconds') ?? 0;
  const finished = (sums.get('request_finish_totalstop') ?? 0) + (sums.get('request_finish_totallength') ?? 0);
  assert.ok(finished > 300);
  assert.equal(sums.get('request_success_total'), finished);
  assert.equal(counts.get('e2e_request_latency_seconds'), finished);
  assert.equal(counts.get('request_prompt_tokens'), finished);
  assert.equal(counts.get('request_generation_tokens'), finished);
  assert.equal(counts.get('prompt_tokens_total'), begun);
  const tokens = sums.get('generation_tokens_total') ?? 0;
  assert.equal(counts.get('time_per_output_token_seconds'), tokens - begun);
  // Who began and did not finish is on board, or was preempted and waits.
  const { running, waiting } = model.state();
  assert.ok(begun - finished >= 0 && begun - finished <= running + waiting);
  assert.ok((sums.get('request_generation_tokens') ?? 0) <= tokens);
});

test('over ten minutes the cache wanders, a queue forms at times, and blocks run out', () => {
  const { model } = tally(1);
  const states: ModelState[] = [];
  for (let ms = 20_000; ms < 600_000; ms += 1000) {
    model.advance(ms);
    states.push(model.state());
  }
  const usage = states.map((state) => state.cacheUsage).sort((a, b) => a - b);
  const at = (share: number): number => usage[Math.floor(share * (usage.length - 1))] ?? Number.NaN;
  assert.ok(at(0.1) < 0.45 && at(0.1) > 0.15, `10 %: ${at(0.1)}`);
  assert.ok(at(0.9) > 0.8, `90 %: ${at(0.9)}`);
  assert.ok(at(0) >= 0 && at(1) <= 1);
  assert.ok(states.some((state) => state.waiting > 3));
  assert.ok(states.filter((state) => state.waiting === 0).length > states.length / 2);
  assert.ok(states.every((state) => state.running <= state.maxRunning && state.maxRunning === 64));
  assert.ok(model.state().preemptions > 0);
});

test('aborts begin at once, also with nobody on board, and go on', () => {
  for (const beforeMs of [0, 30_000]) {
    const { model, sums } = tally(3);
    model.advance(beforeMs);
    assert.equal(sums.get('request_finish_totalabort'), undefined);
    model.startAborts();
    assert.equal(sums.get('request_finish_totalabort'), 1);
    model.advance(beforeMs + 120_000);
    const aborts = sums.get('request_finish_totalabort') ?? 0;
    assert.ok(aborts > 5);
    assert.equal(sums.get('request_failure_total'), aborts);
  }
});

test('going back in time does nothing', () => {
  const { model, sums } = tally(3);
  model.advance(10_000);
  const before = new Map(sums);
  model.advance(5_000);
  assert.deepEqual(sums, before);
});
