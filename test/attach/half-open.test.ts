// The network to another machine goes silent: no packet comes through any more, and nobody is told. The other machine is a
// network namespace with a real sshd and a real monitor in it; the laptop's ssh was opened by hand, and watches nothing.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readAttachPoint } from '../../main/app/attach/attach-file.ts';
import { LocalPorts } from '../../main/app/tunnels/local-ports.ts';
import { skip as noSsh, SshServer } from '../fakes/ssh-server.ts';
import { isAway, isHere, laptop, stateOf } from './laptop.ts';

const NAMESPACE = `nimglance${String(process.pid)}`;
const [NEAR, FAR] = [`ng${String(process.pid)}a`, `ng${String(process.pid)}b`];
const FAR_ADDRESS = '10.213.77.2';
const MAIN = join(import.meta.dirname, '../../main/hosts/headless/main.ts');

const skip = noSsh !== false ? noSsh : cannotHaveNamespaces();

function cannotHaveNamespaces(): string | false {
  const probe = `${NAMESPACE}p`;
  if (spawnSync('ip', ['netns', 'add', probe]).status !== 0) return 'needs the right to make network namespaces';
  ip('netns', 'del', probe);
  return false;
}

function ip(...words: readonly string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Another machine, on a wire that can be pulled. */
function otherMachine(t: TestContext) {
  ip('netns', 'add', NAMESPACE);
  t.after(() => {
    // Whoever is logged in outlives its sshd.
    const { stdout } = spawnSync('ip', ['netns', 'pids', NAMESPACE], { encoding: 'utf8' });
    for (const pid of stdout.split('\n').filter((line) => line !== '')) process.kill(Number(pid), 'SIGKILL');
    spawnSync('ip', ['link', 'del', NEAR]);
    spawnSync('ip', ['netns', 'del', NAMESPACE]);
  });
  ip('link', 'add', NEAR, 'type', 'veth', 'peer', 'name', FAR);
  ip('link', 'set', FAR, 'netns', NAMESPACE);
  ip('addr', 'add', '10.213.77.1/30', 'dev', NEAR);
  ip('link', 'set', NEAR, 'up');
  const there = (...words: readonly string[]): void => ip('-n', NAMESPACE, ...words);
  there('link', 'set', 'lo', 'up');
  there('addr', 'add', `${FAR_ADDRESS}/30`, 'dev', FAR);
  there('link', 'set', FAR, 'up');
  const start = (command: string, ...args: readonly string[]): ChildProcess =>
    spawn('ip', ['netns', 'exec', NAMESPACE, command, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  return { start, pull: () => there('link', 'set', FAR, 'down'), plugIn: () => there('link', 'set', FAR, 'up') };
}

async function line(child: ChildProcess, words: string): Promise<void> {
  if (child.stderr === null) throw new Error('it says nothing');
  for await (const said of createInterface({ input: child.stderr })) if (said.includes(words)) return;
  throw new Error(`it ended without "${words}"`);
}

test(
  'a line that goes silent is away within its time; what was asked meanwhile is not done later',
  { skip },
  async (t) => {
    const machine = otherMachine(t);
    const server = await SshServer.start(t);
    const config = join(server.folder, 'config');
    appendFileSync(config, `Host far\n  HostName ${FAR_ADDRESS}\n  Port 2222\n  StrictHostKeyChecking no\n`);
    appendFileSync(config, `  UserKnownHostsFile /dev/null\n  IdentityFile ${join(server.folder, 'key')}\n`);
    const sshd = ['-D', '-e', '-f', join(server.folder, 'sshd_config'), '-p', '2222'];
    await line(machine.start('/usr/sbin/sshd', ...sshd, '-o', `ListenAddress=${FAR_ADDRESS}`), 'Server listening');
    const folder = stateOf(t);
    machine.start(process.execPath, MAIN, 'run', 'http://127.0.0.1:9', '--state-dir', folder);
    const until = async (isSo: () => boolean): Promise<void> => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await until(() => readAttachPoint(folder) !== undefined);
    const { url = '', key = '' } = readAttachPoint(folder) ?? {};
    const port = String(await new LocalPorts().portOf('near end'));
    const forward = `127.0.0.1:${port}:127.0.0.1:${new URL(url).port}`;
    const ssh = spawn('ssh', ['-N', '-L', forward, 'far'], {
      env: { ...process.env, ...server.environment },
      stdio: 'ignore',
    });
    t.after(() => ssh.kill('SIGKILL'));
    const shown = laptop(t, () => ({ url: `http://127.0.0.1:${port}`, key }));
    await shown.until(isHere);
    machine.pull();
    const turned = shown.remote.api.pause({ on: true });
    await assert.rejects(turned, /cannot be reached/);
    await shown.until(isAway);
    assert.equal(ssh.exitCode, null, 'ssh has noticed nothing, and holds what was said');
    machine.plugIn();
    const { state } = await shown.until(isHere);
    assert.notEqual(state, 'paused');
    await shown.remote.api.settings(undefined);
    assert.notEqual((await shown.remote.api.snapshot(undefined)).state, 'paused');
    assert.deepEqual(await shown.remote.api.pause({ on: true }), { ok: true });
  },
);
