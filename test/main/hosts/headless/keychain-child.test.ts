import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

const CHILD = join(import.meta.dirname, '../../../../main/hosts/headless/keychain-child.ts');

function start(env: Record<string, string>): ChildProcess {
  return fork(CHILD, [], {
    env: { PATH: process.env['PATH'], ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

const onLinux = { skip: process.platform !== 'linux' && 'the Secret Service is Linux’s' };

test('answers one request', onLinux, async () => {
  const child = start({});
  const reply = new Promise((resolve) => child.once('message', resolve));
  child.send({ kind: 'read', account: 'a' });
  assert.match(JSON.stringify(await reply), /^\{"kind":"unavailable","reason":".+"\}$/);
  child.kill('SIGKILL');
});

test('does not outlive whoever asked, although the keychain hangs', onLinux, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-bus-'));
  const server = createServer(() => undefined);
  context.after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  await new Promise<void>((resolve) => server.listen(join(folder, 'bus'), resolve));
  const child = start({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}` });
  const asked = new Promise((resolve) => server.once('connection', resolve));
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  child.send({ kind: 'read', account: 'a' });
  await asked;
  child.disconnect();
  assert.equal(await ended, 'SIGKILL');
});
