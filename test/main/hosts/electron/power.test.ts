import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followPower, type PowerWorld } from '../../../../main/hosts/electron/power.ts';
import { FakeClock } from '../../../fakes/clock.ts';

function stage(battery: boolean, isOnLinuxBattery?: () => Promise<boolean>) {
  const clock = new FakeClock(0);
  /** What changed, and all that was told. */
  const calls: string[] = [];
  const told: string[] = [];
  const listeners = new Map<string, () => void>();
  const state = { shown: false, online: true, locked: false };
  const powerMonitor = {
    onBatteryPower: battery,
    getSystemIdleState: () => (state.locked ? ('locked' as const) : ('active' as const)),
    on: (event: string, listener: () => void) => listeners.set(event, listener),
  };
  const world: PowerWorld = {
    ...{ powerMonitor, clock, isOnline: () => state.online, isShown: () => state.shown },
    ...(isOnLinuxBattery === undefined ? {} : { isOnLinuxBattery }),
    monitor: {
      retryNow: () => calls.push('now'),
      setRhythm: (rhythm) => {
        told.push(rhythm);
        if (calls[calls.length - 1] !== rhythm) calls.push(rhythm);
      },
    },
  };
  const follower = followPower(world);
  const tell = (event: string) => listeners.get(event)?.();
  return { clock, calls, told, state, powerMonitor, follower, tell };
}

test('plugged in, nothing changes', () => {
  const { calls, follower } = stage(false);
  follower.shownChanged();
  assert.deepEqual(calls, []);
});

test('on a battery it is slow while nobody looks', () => {
  const { calls, state, follower } = stage(true);
  assert.deepEqual(calls, ['slow']);
  state.shown = true;
  follower.shownChanged();
  follower.shownChanged();
  state.shown = false;
  follower.shownChanged();
  assert.deepEqual(calls, ['slow', 'normal', 'slow']);
});

test('unplugged and plugged in again', () => {
  const { calls, powerMonitor, tell } = stage(false);
  powerMonitor.onBatteryPower = true;
  tell('on-battery');
  powerMonitor.onBatteryPower = false;
  tell('on-ac');
  assert.deepEqual(calls, ['slow', 'normal']);
});

test('behind a locked screen nobody looks', () => {
  const { calls, state, follower, tell } = stage(true);
  state.shown = true;
  follower.shownChanged();
  tell('lock-screen');
  tell('unlock-screen');
  assert.deepEqual(calls, ['slow', 'normal', 'slow', 'normal']);
});

test('after a sleep it asks at once; told twice, once', async () => {
  const { calls, clock, tell } = stage(false);
  tell('resume');
  await clock.advance(2_000);
  tell('resume');
  assert.deepEqual(calls, ['now']);
  await clock.advance(60_000);
  tell('resume');
  assert.deepEqual(calls, ['now', 'now']);
});

test('a monitor that is opened while it is slow hears of it', async () => {
  const { clock, told } = stage(true);
  const before = told.length;
  await clock.advance(5_000);
  assert.deepEqual(told.slice(before), ['slow']);
});

test('what Electron tells without an event is seen soon, too', async () => {
  const { calls, clock, powerMonitor } = stage(false);
  powerMonitor.onBatteryPower = true;
  await clock.advance(5_000);
  assert.deepEqual(calls, ['slow']);
});

test('on Linux battery and lock are asked for', async () => {
  let battery = true;
  const { calls, clock, state, follower } = stage(false, () => Promise.resolve(battery));
  await clock.advance(0);
  assert.deepEqual(calls, ['slow']);
  state.shown = true;
  follower.shownChanged();
  state.locked = true;
  await clock.advance(5_000);
  state.locked = false;
  await clock.advance(5_000);
  state.shown = false;
  follower.shownChanged();
  battery = false;
  await clock.advance(5_000);
  assert.deepEqual(calls, ['slow', 'normal', 'slow', 'normal', 'slow', 'normal']);
});

test('elsewhere a screen that is only told to be locked stays so', async () => {
  const { calls, clock, state, follower, tell } = stage(true);
  state.shown = true;
  follower.shownChanged();
  tell('lock-screen');
  await clock.advance(20_000);
  assert.deepEqual(calls, ['slow', 'normal', 'slow']);
});

test('when the network is back it asks at once, and once', async () => {
  const { calls, state, clock } = stage(false);
  await clock.advance(20_000);
  state.online = false;
  await clock.advance(20_000);
  assert.deepEqual(calls, []);
  state.online = true;
  await clock.advance(20_000);
  assert.deepEqual(calls, ['now']);
});

test('stopped, it asks no more', async () => {
  const { calls, state, clock, follower } = stage(false);
  state.online = false;
  await clock.advance(6_000);
  follower.stop();
  state.online = true;
  await clock.advance(60_000);
  assert.deepEqual(calls, []);
});

test('stopped while Linux is being asked, it changes nothing more', async () => {
  let answer: (battery: boolean) => void = () => undefined;
  const { calls, clock, follower } = stage(false, () => new Promise((resolve) => (answer = resolve)));
  follower.stop();
  answer(true);
  await clock.advance(60_000);
  assert.deepEqual(calls, []);
});
