import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { createMonitor, type Monitor } from '../../../main/app/monitor.ts';
import { compareTruth } from '../../../main/demo/compare-truth.ts';
import { DEMO_TOKEN } from '../../../main/demo/demo-token.ts';
import { startSimulator, type Simulator } from '../../../main/demo/nim-simulator/simulator-server.ts';
import { FORWARDER_ATTRIBUTES } from '../../../main/demo/strict-sink/series-sums.ts';
import { startSink } from '../../../main/demo/strict-sink/sink-server.ts';
import { goodText } from '../../fakes/configuration-text.ts';
import { until } from '../../fakes/metrics-server.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { skip, SshServer, type Alias } from '../../fakes/ssh-server.ts';

/** One target behind an SSH alias, at a port of that machine. */
function configurationOf(alias: Alias, port: number, endpoint?: string): ReturnType<typeof goodText> {
  return goodText(`scrape_configs:
  - job_name: nim
    scrape_interval: 300ms
    static_configs: [{ targets: ["${alias}:${String(port)}"] }]
boxes:
  - { name: lab, ssh: ${alias}, targets: [${alias}] }
${endpoint === undefined ? '' : `forward: { endpoint: "${endpoint}" }`}
`);
}

/** A monitor that finds this server's `ssh`; it is stopped with the test. */
function watch(context: TestContext, server: SshServer, configuration: ReturnType<typeof goodText>): Monitor {
  const environment = { ...process.env, ...server.environment };
  const monitor = createMonitor({ configuration, token: DEMO_TOKEN }, { ...fakePorts(), environment });
  context.after(() => monitor.stop());
  monitor.start();
  return monitor;
}

async function simulator(context: TestContext): Promise<Simulator> {
  const running = await startSimulator({ loadingMs: 500 });
  context.after(() => running.close());
  return running;
}

function stateOf(monitor: Monitor) {
  const state = monitor.facts().targets[0]?.state;
  assert.ok(state);
  return state;
}

async function untilFailed(monitor: Monitor, reason: RegExp): Promise<void> {
  await until(`a failure ${String(reason)}`, () => reason.test(stateOf(monitor).lastFailure));
}

async function untilGood(monitor: Monitor): Promise<void> {
  const { good } = stateOf(monitor);
  await until('a good scrape', () => stateOf(monitor).good > good);
}

test(
  'up, cut, back: the words say what is wrong, and nothing that was counted meanwhile is lost',
  { skip },
  async (context) => {
    const server = await SshServer.start(context);
    const nim = await simulator(context);
    const sink = await startSink({ leaveOut: FORWARDER_ATTRIBUTES });
    context.after(() => sink.close());
    const monitor = watch(context, server, configurationOf('dgx-lab', nim.port, sink.url));
    await untilGood(monitor);
    await server.away();
    await untilFailed(monitor, /^the SSH tunnel to dgx-lab is not up: nothing listens at its SSH port/);
    await server.listen();
    monitor.retryNow();
    await untilGood(monitor);
    server.cut();
    await untilFailed(monitor, /^the SSH tunnel to dgx-lab is not up: the connection was cut/);
    await untilGood(monitor);
    const [ssh] = server.clients();
    process.kill(ssh ?? 0, 'SIGKILL');
    await untilFailed(monitor, /^the SSH tunnel to dgx-lab is not up: ssh was ended by a signal/);
    await untilGood(monitor);
    await monitor.stop(3_000);
    assert.deepEqual(server.clients(), []);
    assert.deepEqual(compareTruth(nim.truth().series, sink.sums()), []);
  },
);

test('a machine that falls asleep is told, and asked again when it is back', { skip }, async (context) => {
  const server = await SshServer.start(context);
  const nim = await simulator(context);
  const monitor = watch(context, server, configurationOf('dgx-lab', nim.port));
  await untilGood(monitor);
  for (const pid of server.sessions()) process.kill(pid, 'SIGSTOP');
  await untilFailed(monitor, /^connected, but no answer within 0\.3 s/);
  // ssh itself notices within 20 s.
  const { failed } = stateOf(monitor);
  await until('half of that', () => stateOf(monitor).failed > failed + 10);
  await until('the rest', () => stateOf(monitor).failed > failed + 20);
  await untilFailed(monitor, /^the SSH tunnel to dgx-lab is not up: it does not answer \(connection timed out\)/);
  await untilGood(monitor);
});

const TROUBLES: readonly (readonly [alias: Alias, reason: string])[] = [
  ['new-host', 'its host key is not known. Run ssh new-host once and confirm it'],
  ['changed-host', 'its host key is another one than before. Ask whoever runs it'],
  ['wrong-key', 'it accepts none of the keys (permission denied). Run ssh-add'],
  ['nobody-listens', 'nothing listens at its SSH port (connection refused)'],
  ['no-such-name', 'the name is not known (DNS): no-such-name.invalid'],
];
for (const [alias, reason] of TROUBLES) {
  test(`${alias}: ${reason}`, { skip }, async (context) => {
    const server = await SshServer.start(context);
    const monitor = watch(context, server, configurationOf(alias, 8000));
    const words = `the SSH tunnel to ${alias} is not up: ${reason}`;
    await until('why', () => stateOf(monitor).lastFailure.startsWith(words));
    const { boxes } = await monitor.api.snapshot(undefined);
    assert.ok(boxes[0]?.sentence.includes(reason), boxes[0]?.sentence);
    await monitor.stop();
    assert.deepEqual(server.clients(), []);
  });
}

test('resumed after a pause, a login that was refused is tried at once', { skip }, async (context) => {
  const server = await SshServer.start(context);
  const nim = await simulator(context);
  const monitor = watch(context, server, configurationOf('wrong-key', nim.port));
  await untilFailed(monitor, /it accepts none of the keys/);
  server.acceptKey('other');
  await monitor.api.pause({ on: true });
  await monitor.api.pause({ on: false });
  // Otherwise half a minute and more went by.
  await untilGood(monitor);
});

test('a tunnel that ends at nothing, and then at something', { skip }, async (context) => {
  const server = await SshServer.start(context);
  const nim = await simulator(context);
  await nim.refuse();
  const monitor = watch(context, server, configurationOf('dgx-lab', nim.port));
  await untilFailed(
    monitor,
    new RegExp(`^nothing listens at 127\\.0\\.0\\.1:${String(nim.port)} on dgx-lab \\(connection refused\\)`),
  );
  await nim.clearWeather();
  await untilGood(monitor);
});

test('a machine that allows no forwarding', { skip }, async (context) => {
  const server = await SshServer.start(context, 'AllowTcpForwarding no');
  const monitor = watch(context, server, configurationOf('dgx-lab', 8000));
  await untilFailed(monitor, /^the SSH tunnel to dgx-lab leads nowhere: it allows no forwarding to 127\.0\.0\.1:8000/);
});

test('another configuration opens and closes tunnels', { skip }, async (context) => {
  const server = await SshServer.start(context);
  const nim = await simulator(context);
  const monitor = watch(context, server, configurationOf('dgx-lab', nim.port));
  await untilGood(monitor);
  const [first] = server.clients();
  monitor.apply(configurationOf('second-way', nim.port));
  await untilGood(monitor);
  await until('the first to be gone', () => !server.clients().includes(first ?? 0));
  assert.equal(server.clients().length, 1);
  monitor.apply(
    goodText(`scrape_configs: [{ job_name: nim, static_configs: [{ targets: ["127.0.0.1:${String(nim.port)}"] }] }]`),
  );
  await untilGood(monitor);
  await until('none to be left', () => server.clients().length === 0);
});
