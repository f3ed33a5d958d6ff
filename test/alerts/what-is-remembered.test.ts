import assert from 'node:assert/strict';
import test from 'node:test';
import { rulesOf } from '../../main/app/alert-rules/rules-of.ts';
import { FakeTarget } from '../main/app/watch/fake-target.ts';
import { FakeMemory, BOX_DOWN, stage, well, down } from '../main/app/watch/watcher-stage.ts';

test('what was observed is kept for previews, also for rules that are switched off', async () => {
  const { rules, off } = rulesOf([{ id: 'gpu_hot', on: false }]);
  const { tick, watcher } = stage([new FakeTarget('dgx', 'dgx')], new FakeMemory(), rules, off);
  await tick((target) => {
    target.good({ gpuTemperature: 90 });
  }, 2);
  const [box] = watcher.recorded('box');
  assert.deepEqual(
    box?.observations.map(({ observation: { readings } }) => readings.get('gpuTemperature')),
    [90, 90],
  );
  assert.deepEqual(watcher.recorded('target').map(({ subject }) => subject.target), ['dgx:8000']);
  assert.deepEqual(watcher.firing('dgx'), []);
}); // prettier-ignore

test('the rules of a box, and since when it has been in its state', async () => {
  const { rules } = rulesOf([
    { id: 'xid', boxes: ['a'] },
    { id: 'gpu_hot', boxes: ['b'] },
  ]);
  const { tick, watcher, clock } = stage([new FakeTarget('a', 'a')], new FakeMemory(), rules);
  assert.deepEqual(
    ['xid', 'gpu_hot', 'box_down'].map((id) => watcher.rulesOf('a').some((rule) => rule.id === id)),
    [true, false, true],
  );
  assert.equal(watcher.stateSinceMs('a', 'fine'), undefined);
  await tick(well);
  const beganMs = clock.nowMs();
  await tick(well, 3);
  assert.deepEqual([watcher.stateSinceMs('a', 'fine'), watcher.stateSinceMs('a', 'busy')], [beganMs, undefined]);
  await tick(down, 2);
  assert.deepEqual([watcher.stateSinceMs('a', 'down'), watcher.stateSinceMs('a', 'fine')], [clock.nowMs(), undefined]);
});

test('a snooze that is taken back tells again', async () => {
  const { tick, texts, watcher } = stage([new FakeTarget('dgx', 'dgx')]);
  await tick(well, 2);
  await tick(down, 6);
  assert.equal(texts().length, 1);
  assert.ok(watcher.snooze('box_down', BOX_DOWN, '4h'));
  await tick(down, 6);
  assert.equal(watcher.firing('dgx')[0]?.snoozed, true);
  assert.ok(watcher.snooze('box_down', BOX_DOWN, 'end'));
  assert.equal(watcher.firing('dgx')[0]?.snoozed, false);
  await tick(down);
  assert.equal(texts().length, 2);
});
