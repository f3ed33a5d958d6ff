import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { createMonitorWithDemo, type RunningDemo } from '../../../main/app/demo-switch.ts';
import { quickConfiguration } from '../../../main/app/quick-configuration.ts';
import { DEMO_TOKEN } from '../../../main/demo/demo-token.ts';
import { startDemoWorld } from '../../../main/demo/demo-world.ts';
import { startSink } from '../../../main/demo/strict-sink/sink-server.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { serve, until } from '../../fakes/metrics-server.ts';
import { FakeSecrets, fakePorts } from '../../fakes/ports.ts';
import { calm } from '../../screenshots/calm.ts';

async function monitorWith(t: TestContext, startDemo: () => Promise<RunningDemo>) {
  const { url, server } = await serve(() => 'num_requests_running 1\n');
  const about = { target: url, endpoint: undefined, forward: false, scrapeIntervalMs: 1_000, box: 'mine' };
  const secrets = new FakeSecrets();
  const options = { configuration: quickConfiguration(about), token: undefined };
  const monitor = createMonitorWithDemo(options, fakePorts(secrets), startDemo);
  t.after(async () => {
    await monitor.stop();
    server.close();
  });
  monitor.start();
  return { monitor, secrets };
}

const boxesOf = ({ demo, boxes }: Snapshot) => [demo, boxes.map(({ name }) => name)];

test('while the demo is on it is shown, forwarded to its own sink, and nothing of it reaches the user’s own', async (t) => {
  let stopped = 0;
  const { monitor, secrets } = await monitorWith(t, async () => {
    const world = await startDemoWorld();
    return { ...world, stop: () => world.stop().then(() => void (stopped += 1)) };
  });
  const { api } = monitor;
  const heard: Snapshot[] = [];
  const unlisten = api.on('snapshot', (snapshot) => heard.push(snapshot));
  await until('the own box', () => heard.some(({ boxes }) => boxes[0]?.state === 'fine'));
  assert.deepEqual(await Promise.all([api.demo({ on: true }), api.demo({ on: true })]), [{ ok: true }, { ok: true }]);
  assert.deepEqual(boxesOf(await api.snapshot(undefined)), [true, ['demo']]);
  await until('points in the sink', async () => {
    const [box] = (await api.snapshot(undefined)).boxes;
    return (box?.forwarding.ledger.delivered ?? 0) > 0;
  });
  const since = heard.findIndex(({ demo }) => demo);
  assert.deepEqual(new Set(heard.slice(since).map((snapshot) => String(boxesOf(snapshot)))), new Set(['true,demo']));
  assert.equal((await api.snapshot(undefined)).boxes[0]?.nameAssumed, false);
  assert.equal(monitor.facts().ledger.produced, 0);
  assert.deepEqual(
    monitor.facts().targets.map(({ settings }) => settings.box),
    ['mine'],
  );
  assert.equal((await api.setForwarding({ box: 'mine', on: true })).ok, false);

  assert.deepEqual(await api.demo({ on: false }), { ok: true });
  assert.equal(stopped, 1);
  assert.deepEqual(boxesOf(await api.snapshot(undefined)), [false, ['mine']]);
  await until('the own box again', () => heard[heard.length - 1]?.demo === false);
  assert.equal(secrets.kept.size, 0);
  unlisten();
  const count = heard.length;
  await api.demo({ on: true });
  assert.equal(heard.length, count);
  await monitor.stop();
  assert.equal(stopped, 2);
});

test('a demo that cannot start says why, and the own box stays', async (t) => {
  const { monitor } = await monitorWith(t, () => Promise.reject(new Error('no port is free')));
  assert.deepEqual(await monitor.api.demo({ on: true }), {
    ok: false,
    reason: 'The demo cannot start: no port is free',
  });
  assert.deepEqual(await monitor.api.demo({ on: false }), { ok: true });
  assert.deepEqual(boxesOf(await monitor.api.snapshot(undefined)), [false, ['mine']]);
});

test('on a battery the own boxes and the demo’s are asked half as often, also one that comes meanwhile', async (t) => {
  const asked = { mine: 0, later: 0, demo: 0 };
  const count = (who: keyof typeof asked) =>
    serve(() => {
      asked[who] += 1;
      return 'num_requests_running 1\n';
    });
  const [mine, later, demo, sink] = await Promise.all([count('mine'), count('later'), count('demo'), startSink()]);
  const about = { endpoint: undefined, forward: false, scrapeIntervalMs: 1_000, box: 'mine' };
  const configurationOf = (target: string) => quickConfiguration({ ...about, target });
  const options = { configuration: configurationOf(mine.url), token: undefined };
  const clock = new FakeClock(undefined, calm);
  const running = { target: demo.url, endpoint: sink.url, token: DEMO_TOKEN, stop: () => Promise.resolve() };
  const monitor = createMonitorWithDemo(options, { ...fakePorts(), clock }, () => Promise.resolve(running));
  t.after(async () => {
    await monitor.stop();
    await sink.close();
    for (const { server } of [mine, later, demo]) server.close();
  });
  monitor.start();
  assert.deepEqual(await monitor.api.demo({ on: true }), { ok: true });
  await clock.advance(1_000);
  const in8s = async () => {
    const { ...before } = asked;
    await clock.advance(8_000);
    return [asked.mine - before.mine, asked.later - before.later, asked.demo - before.demo];
  };
  assert.deepEqual(await in8s(), [8, 0, 8]);
  monitor.setRhythm('slow');
  assert.deepEqual(await in8s(), [4, 0, 4]);
  monitor.apply(configurationOf(later.url));
  await clock.advance(0);
  assert.deepEqual(await in8s(), [0, 4, 4]);
  monitor.setRhythm('normal');
  assert.deepEqual(await in8s(), [0, 8, 8]);
});
