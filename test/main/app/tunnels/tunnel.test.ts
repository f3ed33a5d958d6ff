import assert from 'node:assert/strict';
import test from 'node:test';
import type { LocalPorts } from '../../../../main/app/tunnels/local-ports.ts';
import { Tunnel } from '../../../../main/app/tunnels/tunnel.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';
import { FakeSshStarter } from '../../../fakes/fake-ssh.ts';

const FAR_END = '127.0.0.1:8000';
const HOST_KEY = 'Host key verification failed.';
const REFUSED = 'ssh: connect to host dgx port 22: Connection refused';
const DENIED = 'u@dgx: Permission denied (publickey).';
const CUT = 'Connection to dgx closed by remote host.';

/** Ports from 41001 on; `free` is false where there are none. */
class FakePorts implements Pick<LocalPorts, 'portOf' | 'forget'> {
  readonly #ports = new Map<string, number>();
  #next = 41_001;
  free = true;

  portOf(key: string): Promise<number> {
    if (!this.free) return Promise.reject(new Error('EADDRINUSE'));
    const port = this.#ports.get(key) ?? this.#next++;
    this.#ports.set(key, port);
    return Promise.resolve(port);
  }

  forget(key: string): void {
    this.#ports.delete(key);
  }
}

/** A tunnel that was started, without chance: each wait is as long as it may be at most. */
async function started(canAsk = false, ports = new FakePorts()) {
  const clock = new FakeClock(0);
  const ssh = new FakeSshStarter();
  const shared = { clock, random: () => 1, startSsh: ssh.startSsh, canAsk, ports: ports as unknown as LocalPorts };
  const tunnel = new Tunnel('dgx', [FAR_END], shared);
  tunnel.start();
  await settled();
  return { tunnel, clock, ssh, ports };
}

/** Why it is down, or was before it was started again. */
function whyOf({ state }: Tunnel): string {
  if (state.kind === 'up') return 'it is up';
  return (state.kind === 'down' ? state.trouble : state.before)?.reason ?? 'nothing is known';
}

test('it is up when ssh says that its port is open, and not before', async () => {
  const { tunnel, ssh } = await started();
  assert.deepEqual(tunnel.state, { kind: 'starting', before: undefined });
  // A jump host's ssh may say this, too.
  ssh.last.say('debug1: Entering interactive session.');
  ssh.last.say('debug1: Local forwarding listening on 127.0.0.1 port 8888.');
  ssh.last.say('debug1: Entering interactive session.');
  assert.equal(tunnel.state.kind, 'starting');
  ssh.last.up();
  assert.deepEqual(tunnel.state, { kind: 'up', forwards: [{ farEnd: FAR_END, port: 41_001 }] });
});

test('why it was cut is not what ssh grumbled about at its start', async () => {
  const { tunnel, ssh } = await started();
  ssh.last.say('Load key "/home/u/.ssh/old": bad permissions');
  ssh.last.up();
  ssh.last.fail(CUT);
  assert.match(whyOf(tunnel), /^the connection was cut/);
});

test('it tries again after 1, 2, 4 … 60 s, on the same port, and says meanwhile why it is down', async () => {
  const { tunnel, clock, ssh } = await started();
  for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
    const before = ssh.started.length;
    ssh.last.fail(REFUSED);
    assert.equal(tunnel.state.kind, 'down');
    await clock.advance(seconds * 1_000 - 1);
    assert.equal(ssh.started.length, before);
    await clock.advance(1);
    assert.equal(ssh.started.length, before + 1);
    assert.match(whyOf(tunnel), /^nothing listens/);
  }
  assert.deepEqual(ssh.last.ports, [41_001]);
});

test('where logins are refused, it tries seldom: from half a minute on, up to five', async () => {
  const { clock, ssh } = await started();
  for (const waitMs of [30_000, 60_000, 120_000, 240_000, 300_000, 300_000]) {
    const before = ssh.started.length;
    ssh.last.fail(DENIED);
    await clock.advance(waitMs - 1);
    assert.equal(ssh.started.length, before);
    await clock.advance(1);
    assert.equal(ssh.started.length, before + 1);
  }
});

test('what the user mends here is seen within a minute', async () => {
  const { clock, ssh } = await started();
  for (let turn = 0; turn < 10; turn += 1) {
    const before = ssh.started.length;
    ssh.last.fail(HOST_KEY);
    await clock.advance(60_000);
    assert.equal(ssh.started.length, before + 1);
  }
});

test('one that was up for half a minute begins anew with one second, a shorter one does not', async () => {
  const { clock, ssh } = await started();
  for (let turn = 0; turn < 5; turn += 1) {
    ssh.last.fail(REFUSED);
    await clock.advance(16_000);
  }
  const cutAfter = async (upMs: number): Promise<boolean> => {
    ssh.last.up();
    await clock.advance(upMs);
    const before = ssh.started.length;
    ssh.last.fail(CUT);
    await clock.advance(1_000);
    const again = ssh.started.length > before;
    await clock.advance(60_000);
    return again;
  };
  assert.deepEqual([await cutAfter(29_999), await cutAfter(30_000)], [false, true]);
});

test('a wait is cut short by a wake-up, and counts from the first again; what is up is left alone', async () => {
  const { tunnel, clock, ssh } = await started();
  ssh.last.up();
  tunnel.retryNow();
  assert.equal(ssh.started.length, 1);
  for (let turn = 0; turn < 6; turn += 1) {
    ssh.last.fail(REFUSED);
    await clock.advance(60_000);
  }
  ssh.last.fail(REFUSED);
  const before = ssh.started.length;
  tunnel.retryNow();
  await settled();
  assert.equal(ssh.started.length, before + 1);
  ssh.last.fail(REFUSED);
  await clock.advance(1_000);
  assert.equal(ssh.started.length, before + 2);
});

test('a port that somebody else took is exchanged', async () => {
  const { clock, ssh } = await started();
  ssh.last.fail('bind [127.0.0.1]:41001: Address already in use');
  await clock.advance(1_000);
  assert.deepEqual(ssh.last.ports, [41_002]);
});

test('where no port is free it says so and tries again', async () => {
  const ports = new FakePorts();
  ports.free = false;
  const { tunnel, clock, ssh } = await started(false, ports);
  assert.match(whyOf(tunnel), /^no port of this computer is free/);
  ports.free = true;
  await clock.advance(1_000);
  assert.equal(ssh.started.length, 1);
});

test('whoever waits for it is let go when it is stopped', async () => {
  const { tunnel } = await started();
  let letGo = 0;
  const wait = () => tunnel.settled(90_000).then(() => (letGo += 1));
  void wait();
  await tunnel.stop();
  void wait();
  // The clock stands still.
  await settled();
  assert.equal(letGo, 2);
});

test('a start that hangs is given up', async () => {
  const { tunnel, clock, ssh } = await started();
  await clock.advance(60_000);
  assert.equal(ssh.started[0]?.isGone, true);
  assert.match(whyOf(tunnel), /asleep or off$/);
});

test('the user is asked once, not with every try; again after a wake-up', async () => {
  const { tunnel, clock, ssh } = await started(true);
  const asks = (): boolean => ssh.last.args.includes('BatchMode=no');
  assert.equal(asks(), true);
  ssh.last.fail(DENIED);
  await clock.advance(30_000);
  assert.equal(asks(), false);
  ssh.last.fail(DENIED);
  tunnel.retryNow();
  await settled();
  assert.equal(asks(), true);
  ssh.last.up();
  ssh.last.fail(CUT);
  await clock.advance(2_000);
  assert.equal(asks(), true);
});

test('who waits for it waits until it is up or down, and not longer than said', async () => {
  const { tunnel, clock, ssh } = await started();
  const done: string[] = [];
  const wait = (withinMs: number, name: string): void => void tunnel.settled(withinMs).then(() => done.push(name));
  wait(5_000, 'short');
  wait(50_000, 'long');
  await clock.advance(5_000);
  assert.deepEqual(done, ['short']);
  ssh.last.up();
  await settled();
  assert.deepEqual(done, ['short', 'long']);
  wait(1, 'at once');
  await settled();
  assert.deepEqual(done, ['short', 'long', 'at once']);
});

test('what the other end refused is known since then', async () => {
  const { tunnel, clock, ssh } = await started();
  // Before it is up this is of a jump host, and why the start fails.
  ssh.last.say('channel 0: open failed: connect failed: No route to host');
  assert.equal(tunnel.refusalSince(0), undefined);
  ssh.last.up();
  await clock.advance(10);
  ssh.last.say('channel 2: open failed: connect failed: Connection refused');
  assert.equal(tunnel.refusalSince(10), 'connect failed: Connection refused');
  assert.equal(tunnel.refusalSince(11), undefined);
});

test('stopped, it ends its ssh and starts no other', async () => {
  const { tunnel, clock, ssh } = await started();
  ssh.last.up();
  await tunnel.stop();
  tunnel.retryNow();
  tunnel.start();
  await clock.advance(600_000);
  assert.deepEqual([ssh.started.length, ssh.running.length], [1, 0]);
});

test('stopped while it waits, or while it looks for a port, it starts none', async () => {
  const waiting = await started();
  waiting.ssh.last.fail(REFUSED);
  await waiting.tunnel.stop();
  await waiting.clock.advance(600_000);
  assert.equal(waiting.ssh.started.length, 1);
  const { clock, ssh, tunnel } = await started();
  ssh.last.fail(REFUSED);
  tunnel.retryNow();
  await tunnel.stop();
  await clock.advance(600_000);
  assert.equal(ssh.started.length, 1);
});
