import assert from 'node:assert/strict';
import test from 'node:test';
import type { HttpGet } from '../../../../main/core/pipeline.ts';
import { LocalPorts } from '../../../../main/app/tunnels/local-ports.ts';
import { Tunnels } from '../../../../main/app/tunnels/tunnels.ts';
import type { TargetSettings } from '../../../../main/core/model/target-settings.ts';
import { Connections } from '../../../../main/core/scrape/http/connections.ts';
import type { GetAnswer, GetRequest } from '../../../../main/core/scrape/http-get.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { FakeSshStarter } from '../../../fakes/fake-ssh.ts';
import { fakeSettings, httpSettings } from '../../../fakes/target-settings.ts';
import { until } from '../../../fakes/metrics-server.ts';

function target(via: string | undefined, host: string, port: number): TargetSettings {
  return fakeSettings({ via, address: { scheme: 'http', host, port, path: undefined } });
}

const ANSWER: GetAnswer = { kind: 'answer', status: 200, contentType: '', dateMs: undefined, body: new Uint8Array() };
const CUT: GetAnswer = { kind: 'failed', reason: 'the connection was cut before an answer came', answered: false };

function world() {
  const clock = new FakeClock(0);
  const ssh = new FakeSshStarter();
  const tunnels = new Tunnels({
    clock,
    random: () => 1,
    startSsh: ssh.startSsh,
    canAsk: false,
    ports: new LocalPorts(),
  });
  const asked: GetRequest[] = [];
  let answer = ANSWER;
  const get: HttpGet = (request) => {
    asked.push(request);
    return Promise.resolve(answer);
  };
  const through = tunnels.through(get);
  const limit = { bytes: 1, name: 'x' };
  const request = {
    accept: '',
    timeoutMs: 10_000,
    limit,
    http: httpSettings(),
    dial: undefined,
    connections: new Connections(),
  };
  return {
    ...{ clock, ssh, tunnels, asked },
    ask: (via: string | undefined, url: string) => through({ ...request, via, url }),
    answers: (next: GetAnswer) => (answer = next),
    startedAre: (count: number) => until(`${String(count)} ssh`, () => ssh.started.length === count),
  };
}

const reasonOf = (answer: GetAnswer): string => (answer.kind === 'failed' ? answer.reason : 'good');

test('one ssh for each alias, with all that is asked there; none for what is asked directly', async () => {
  const { ssh, startedAre, tunnels } = world();
  tunnels.use([
    target('dgx', 'dgx', 9400),
    target('dgx', 'dgx', 8000),
    target('dgx', 'dgx', 8000),
    target('login', 'gpu-07', 8000),
    target(undefined, 'a', 1),
  ]);
  assert.equal(ssh.started.length, 0);
  tunnels.start();
  await startedAre(2);
  const forwards = ssh.started.map(({ args }) =>
    args.filter((_, at) => args[at - 1] === '-L').map((text) => text.split(':').slice(2).join(':')),
  );
  assert.deepEqual(forwards.sort(), [['127.0.0.1:8000', '127.0.0.1:9400'], ['gpu-07:8000']]);
  await tunnels.stop();
  assert.equal(ssh.running.length, 0);
});

test('what another configuration does not change is not disturbed', async () => {
  const { ssh, startedAre, tunnels } = world();
  tunnels.use([target('dgx', 'dgx', 8000), target('lab', 'lab', 8000)]);
  tunnels.start();
  await startedAre(2);
  const [first, second] = ssh.started;
  tunnels.use([
    target('dgx', 'dgx', 8000),
    target('lab', 'lab', 8000),
    target('lab', 'lab', 9400),
    target('new', 'new', 1),
  ]);
  await startedAre(4);
  assert.deepEqual([first?.isGone, second?.isGone], [false, true]);
  const again = ssh.started.find(({ args, isGone }) => !isGone && args.includes('lab'));
  assert.equal(again?.ports[0], second?.ports[0]);
  tunnels.use([]);
  await until('none', () => ssh.running.length === 0);
});

test('a target is asked at the near end, by its own address, in the time that is left', async () => {
  const { ask, asked, clock, ssh, startedAre, tunnels } = world();
  tunnels.use([target('dgx', 'dgx', 8000), target('dgx', 'dgx', 443)]);
  tunnels.start();
  await startedAre(1);
  const answers = [
    ask('dgx', 'http://dgx:8000/metrics'),
    ask('dgx', 'https://dgx/metrics'),
    ask(undefined, 'http://a:1/'),
  ];
  await clock.advance(4_000);
  ssh.last.up();
  assert.deepEqual((await Promise.all(answers)).map(reasonOf), ['good', 'good', 'good']);
  const seen = asked.map(({ url, dial, timeoutMs }) => [
    url,
    dial === undefined ? undefined : ssh.last.ports.indexOf(dial.port),
    timeoutMs,
  ]);
  assert.deepEqual(seen.sort(), [
    ['http://a:1/', undefined, 10_000],
    ['http://dgx:8000/metrics', 1, 6_000],
    ['https://dgx/metrics', 0, 6_000],
  ]);
});

test('while the tunnel is not up, its trouble is the reason, and nothing is asked', async () => {
  const { ask, asked, clock, ssh, startedAre, tunnels } = world();
  tunnels.use([target('dgx', 'dgx', 8000)]);
  tunnels.start();
  await startedAre(1);
  const first = ask('dgx', 'http://dgx:8000/metrics');
  await clock.advance(10_000);
  assert.equal(reasonOf(await first), 'the SSH tunnel to dgx is not up: no connection within 10 s');
  ssh.last.fail('Host key verification failed.');
  const KEY = 'the SSH tunnel to dgx is not up: its host key is not known. Run ssh dgx once and confirm it';
  assert.equal(reasonOf(await ask('dgx', 'http://dgx:8000/metrics')), KEY);
  await clock.advance(1_000);
  await startedAre(2);
  const again = ask('dgx', 'http://dgx:8000/metrics');
  await clock.advance(10_000);
  assert.equal(reasonOf(await again), KEY);
  assert.match(reasonOf(await ask('gone', 'http://gone:8000/metrics')), /^the SSH tunnel to gone is not up/);
  assert.equal(asked.length, 0);
});

test('why a connection through it broke, it says itself', async () => {
  const { answers, ask, clock, ssh, startedAre, tunnels } = world();
  tunnels.use([target('dgx', 'dgx', 8000)]);
  tunnels.start();
  await startedAre(1);
  ssh.last.up();
  answers(CUT);
  const reason = async (meanwhile: () => void): Promise<string> => {
    const answer = ask('dgx', 'http://dgx:8000/metrics');
    meanwhile();
    await clock.advance(1_000);
    return reasonOf(await answer);
  };
  assert.equal(await reason(() => undefined), 'the connection was cut before an answer came');
  const refuse = (): void => ssh.last.say('channel 2: open failed: connect failed: Connection refused');
  assert.match(await reason(refuse), /^nothing listens at 127\.0\.0\.1:8000 on dgx \(connection refused\)/);
  answers({ kind: 'failed', reason: 'connected, but no answer within 10 s', answered: false });
  assert.equal(await reason(refuse), 'connected, but no answer within 10 s');
  answers(CUT);
  await clock.advance(1);
  // That was then.
  assert.equal(await reason(() => undefined), 'the connection was cut before an answer came');
  assert.match(
    await reason(() => ssh.last.fail('Timeout, server dgx not responding.')),
    /^the SSH tunnel to dgx is not up: it does not answer/,
  );
});

test('after a wake-up those that are down are tried at once', async () => {
  const { clock, ssh, startedAre, tunnels } = world();
  tunnels.use([target('dgx', 'dgx', 8000)]);
  tunnels.start();
  await startedAre(1);
  for (let turn = 1; turn < 5; turn += 1) {
    ssh.last.fail('ssh: connect to host dgx port 22: Connection refused');
    await clock.advance(60_000);
    await startedAre(turn + 1);
  }
  ssh.last.fail('ssh: connect to host dgx port 22: Connection refused');
  tunnels.retryNow();
  await startedAre(6);
});
