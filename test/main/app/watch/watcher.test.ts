import assert from 'node:assert/strict';
import test from 'node:test';
import { rulesOf } from '../../../../main/app/alert-rules/rules-of.ts';
import { FakeTarget } from './fake-target.ts';
import { INTERVAL_MS, SILENT, FORWARDING, FakeMemory, BOX_DOWN, stage, well, down } from './watcher-stage.ts';

test('a box that is down fires after its time, once; it is over after its time, and both are in the history', async () => {
  const { tick, texts, watcher } = stage([new FakeTarget('dgx', 'dgx')]);
  await tick(well, 2);
  await tick(down, 3);
  assert.deepEqual(watcher.firing('dgx'), []);
  await tick(down, 10);
  assert.deepEqual(texts(), ['fired: It does not answer.']);
  assert.deepEqual(watcher.firing('dgx').map(({ rule }) => rule.id), ['box_down']);
  assert.deepEqual(watcher.firing('other'), []);
  await tick(well, 5);
  assert.deepEqual(texts(), ['fired: It does not answer.', 'resolved: It answers again.']);
  assert.deepEqual(watcher.log.map(({ rule, resolvedMs }) => [rule, resolvedMs !== undefined]), [['box_down', true]]);
}); // prettier-ignore

test('how long a target has failed is remembered from scrape to scrape', async () => {
  const { tick, watcher, clock } = stage([new FakeTarget('dgx', 'dgx')]);
  await tick(well);
  await tick(down, 3);
  const past = watcher.boxNow('dgx').targets[0]?.past;
  assert.deepEqual([past?.failedInARow, past?.failingSinceMs], [3, clock.nowMs() - 2 * INTERVAL_MS]);
});

test('a target of a box that answers: its metrics are missed under its address', async () => {
  const targets = [new FakeTarget('dgx', 'dgx'), new FakeTarget('dgx', 'dgx', 9400)];
  const { tick, told } = stage(targets);
  await tick(well, 2);
  await tick((target) => (target === targets[1] ? target.fail('answered 500') : well(target)), 40);
  assert.deepEqual(told.map(({ rule, target }) => [rule, target]), [['scrapes_fail', 'dgx:9400']]);
}); // prettier-ignore

test('a snoozed alert is told when that is over', async () => {
  const { tick, texts, watcher, clock } = stage([new FakeTarget('dgx', 'dgx')]);
  await tick(well);
  await tick(down, 5);
  assert.equal(watcher.snooze('box_down', BOX_DOWN, '15m'), true);
  assert.equal(watcher.snooze('gone', BOX_DOWN, '15m'), false);
  const [alert] = watcher.firing('dgx');
  assert.deepEqual([alert?.snoozed, alert?.state.snoozedUntilMs], [true, clock.nowMs() + 15 * 60_000]);
  await tick(down, 89);
  assert.equal(texts().length, 1);
  await tick(down, 1);
  assert.equal(texts().length, 2);
});

test('what counts and what is waited for survives a restart; the time in between does not count', async () => {
  const target = new FakeTarget('dgx', 'dgx');
  const first = stage([target]);
  await first.tick(well);
  assert.equal(first.watcher.wish('dgx', { kind: 'queue_empty' }), false, 'it is so already');
  await first.tick(down, 3);
  assert.equal(first.watcher.wish('dgx', { kind: 'back' }), true);
  first.watcher.close();
  const second = stage([target], first.memory);
  await second.clock.advance(3_600_000);
  await second.tick(down, 1);
  assert.deepEqual(second.texts(), []);
  await second.tick(down, 2);
  assert.deepEqual(second.texts(), ['fired: It does not answer.']);
  await second.tick(well, 1);
  assert.match(second.texts()[1] ?? '', /^wish: dgx is back, after 1 h\.$/);
  assert.deepEqual(second.watcher.wishesOf('dgx'), []);
});

test('a wish may be taken back, and one of the same kind replaces it', async () => {
  const { tick, watcher } = stage([new FakeTarget('dgx', 'dgx')]);
  await tick(well);
  await tick(down);
  for (const kind of ['back', 'back', 'idle'] as const) watcher.wish('dgx', { kind });
  assert.deepEqual(watcher.wishesOf('dgx').map(({ until }) => until.kind), ['back', 'idle']);
  watcher.unwish('dgx', { kind: 'back' });
  assert.deepEqual(watcher.wishesOf('dgx').map(({ until }) => until.kind), ['idle']);
}); // prettier-ignore

test('when our own network is gone, it is told once, and no box is blamed', async () => {
  const targets = [new FakeTarget('a', 'a.lab'), new FakeTarget('b', 'b.lab')];
  const { tick, texts, watcher } = stage(targets);
  await tick(well, 2);
  await tick((target) => {
    target.fail(SILENT);
  }, 30);
  assert.equal(texts().length, 1);
  assert.match(texts()[0] ?? '', /^network_gone: a and b stopped answering at the same moment/);
  assert.equal(watcher.boxNow('a').networkTrouble, watcher.network.sharedWords);
  assert.equal(watcher.network.hidesBoxes, true);
  await tick(well, 3);
  assert.equal(texts()[1], 'network_back: The network is back.');
});

test('what keeps points back is known since it began, and fires after ten minutes', async () => {
  const { tick, texts, world, watcher, clock } = stage([new FakeTarget('dgx', 'dgx')]);
  await tick(well);
  world.forwarding = {
    ...{ ...FORWARDING, on: true },
    delivery: { kind: 'held', reason: 'not accepted', setting: 'token', untilMs: 0 },
  };
  const sinceMs = clock.nowMs() + INTERVAL_MS;
  await tick(well, 60);
  assert.deepEqual([watcher.boxNow('dgx').forwarding.sinceMs, texts()], [sinceMs, []]);
  await tick(well, 1);
  assert.deepEqual(texts(), ['fired: Nothing can be forwarded; it is held back, not lost.']);
});

test('forwarding is no alert while it is our network that is gone', async () => {
  const { tick, texts, world, clock } = stage([new FakeTarget('dgx', '127.0.0.1')]);
  world.online = false;
  world.forwarding = { ...FORWARDING, on: true, delivery: { kind: 'retrying', reason: SILENT, untilMs: 0 } };
  for (let minute = 0; minute < 15; minute += 1) {
    world.answered = { atMs: clock.nowMs(), failure: SILENT, failingSinceMs: clock.nowMs() };
    await tick(well, 6);
  }
  assert.deepEqual(texts().map((text) => text.split(':')[0]), ['network_gone']);
}); // prettier-ignore

test('a restart between two observations of a box begins a count anew', async () => {
  const rules = rulesOf([]).rules.filter(({ id }) => id === 'gpu_hot');
  const targets = [new FakeTarget('dgx', 'dgx'), new FakeTarget('dgx', 'dgx', 9400)];
  const { tick, texts } = stage(targets, new FakeMemory(), rules);
  const hot = (target: FakeTarget): void => {
    target.good({ gpuTemperature: 90 });
  };
  await tick(hot, 12);
  // The second target is asked when the box was observed already in this round.
  await tick((target) => {
    target.good({ gpuTemperature: 90 }, { verdict: target === targets[1] ? 'new' : 'same' });
  });
  assert.deepEqual(texts().length, 1, 'it fired before');
  const other = stage(targets, new FakeMemory(), rules);
  await other.tick(hot, 11);
  await other.tick((target) => {
    target.good({ gpuTemperature: 90 }, { verdict: target === targets[1] ? 'new' : 'same' });
  });
  await other.tick(hot, 12);
  assert.equal(other.texts().length, 0);
  await other.tick(hot, 1);
  assert.equal(other.texts().length, 1);
});

test('other rules hold from now on, and what is about boxes that are gone is forgotten', async () => {
  const [a, b] = [new FakeTarget('a', 'a'), new FakeTarget('b', 'b')];
  const { tick, watcher, world, memory } = stage([a, b]);
  await tick(well);
  await tick(down, 3);
  watcher.wish('a', { kind: 'back' });
  watcher.wish('b', { kind: 'back' });
  world.targets = [b];
  watcher.use(rulesOf([{ id: 'box_down', on: false }]));
  assert.deepEqual([watcher.wishesOf('a').length, watcher.wishesOf('b').length], [0, 1]);
  assert.doesNotMatch(memory.text ?? '', /box_down/);
  await tick(down, 9);
  assert.deepEqual(watcher.firing('b'), []);
});

test('a scrape of a target that is watched no more says nothing', async () => {
  const { watcher, memory, world, tick, clock } = stage([new FakeTarget('dgx', 'dgx')]);
  await tick(well);
  const writes = memory.writes;
  world.targets = [];
  await clock.advance(60_000);
  watcher.scraped(new FakeTarget('gone', 'gone'), 5);
  assert.equal(memory.writes, writes);
});

test('what only counts on is written now and then; that it cannot be is told', async () => {
  const { tick, memory, watcher } = stage([new FakeTarget('dgx', 'dgx')]);
  memory.problem = 'the disk is full';
  await tick(well, 30);
  assert.ok(memory.writes <= 11 && memory.writes >= 9, String(memory.writes));
  assert.equal(watcher.problem, 'the disk is full');
});
