// The keychain on a real Secret Service, through a real child process.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { keychain } from '../../main/hosts/headless/keychain-process.ts';
import { KeyringSession, skip } from './keyring-session.ts';

const ONE = 'https://abc12345.live.dynatrace.com/api/v2/otlp';
const OTHER = 'https://xyz98765.live.dynatrace.com/api/v2/otlp';
const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;

let session: KeyringSession;

beforeEach(() => {
  session = new KeyringSession();
});

afterEach(async () => {
  await session.close();
});

test('unlocked: stored, read, kept over a restart, and deleted', { skip }, async () => {
  await session.startBus();
  await session.startKeyring('unlocked');
  assert.deepEqual(await keychain.read(ONE), { kind: 'unset' });
  assert.deepEqual(await keychain.delete(ONE), { kind: 'unset' });
  assert.deepEqual(await keychain.write(ONE, TOKEN), { kind: 'stored' });
  assert.deepEqual(await keychain.read(ONE), { kind: 'present', secret: TOKEN });
  await session.startKeyring('unlocked');
  assert.deepEqual(await keychain.read(ONE), { kind: 'present', secret: TOKEN }, 'a restarted daemon is no obstacle');
  assert.deepEqual(await keychain.delete(ONE), { kind: 'deleted' });
  assert.deepEqual(await keychain.read(ONE), { kind: 'unset' });
});

test('two environments do not overwrite each other', { skip }, async () => {
  await session.startBus();
  await session.startKeyring('unlocked');
  await keychain.write(ONE, TOKEN);
  await keychain.write(OTHER, 'another');
  await keychain.write(OTHER, 'a third');
  assert.deepEqual(await keychain.read(ONE), { kind: 'present', secret: TOKEN });
  assert.deepEqual(await keychain.read(OTHER), { kind: 'present', secret: 'a third' });
  await keychain.delete(OTHER);
  assert.deepEqual(await keychain.read(ONE), { kind: 'present', secret: TOKEN });
});

test('locked is told apart from unset, and what is stored survives', { skip }, async () => {
  await session.startBus();
  await session.startKeyring('unlocked');
  await keychain.write(ONE, TOKEN);
  await session.startKeyring('locked');
  const answers = [
    await keychain.read(ONE),
    await keychain.read(OTHER),
    await keychain.write(ONE, 'x'),
    await keychain.delete(ONE),
  ];
  for (const answer of answers) {
    assert.ok(answer.kind === 'locked', JSON.stringify(answer));
    assert.match(answer.reason, /Unlock it .* DT_API_TOKEN/);
  }
  await session.startKeyring('unlocked');
  assert.deepEqual(await keychain.read(ONE), { kind: 'present', secret: TOKEN });
});

test('a keyring without a default collection holds nothing and takes nothing', { skip }, async () => {
  await session.startBus();
  await session.startKeyring('locked');
  assert.deepEqual(await keychain.read(ONE), { kind: 'unset' });
  const answer = await keychain.write(ONE, TOKEN);
  assert.ok(answer.kind === 'unavailable');
  assert.match(answer.reason, /no default collection/);
});

test('absent: no bus, no file, no kernel keyring, and what to do', { skip }, async () => {
  await refusesAll(/session has no D-Bus.*DT_API_TOKEN.*DT_API_TOKEN_FILE.*systemd/);
  assert.deepEqual(session.files(), []);
  if (existsSync('/proc/keys')) assert.doesNotMatch(readFileSync('/proc/keys', 'utf8'), /nim-glance|keytar/);
});

test('absent: a bus without a Secret Service', { skip }, async () => {
  await session.startBus();
  await refusesAll(/no Secret Service such as gnome-keyring runs here/);
  assert.deepEqual([...session.files()].sort(), ['bus.conf', 'run/bus']);
});

test('hung: a stopped daemon costs the deadline, and no process stays', { skip }, async () => {
  await session.startBus();
  await session.startKeyring('unlocked');
  await keychain.write(ONE, TOKEN);
  session.hangKeyring();
  const answer = await keychain.read(ONE);
  assert.ok(answer.kind === 'unavailable', answer.kind);
  assert.match(answer.reason, /did not answer within 5 s/);
  await noChildren();
  await session.startKeyring('unlocked');
  assert.deepEqual(await keychain.read(ONE), { kind: 'present', secret: TOKEN }, 'and works again afterwards');
});

test('hung: a bus that never answers; the token is nowhere where others could read it', { skip }, async (context) => {
  const path = join(session.home, 'run/bus');
  const server = createServer(() => undefined);
  context.after(() => server.close());
  await new Promise<void>((resolve) => server.listen(path, resolve));
  process.env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${path}`;
  process.env['DT_API_TOKEN'] = TOKEN;
  const answering = keychain.write(ONE, TOKEN);
  await new Promise((resolve) => server.once('connection', resolve));
  const seen = children().map(
    (pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8'),
  );
  assert.equal(seen.length, 1);
  assert.match(seen[0] ?? '', /DBUS_SESSION_BUS_ADDRESS/);
  assert.ok(!seen[0]?.includes(TOKEN));
  const answer = await answering;
  assert.ok(answer.kind === 'unavailable', answer.kind);
  assert.match(answer.reason, /did not answer within 5 s/);
  assert.ok(!answer.reason.includes(TOKEN));
  await noChildren();
});

async function refusesAll(reason: RegExp): Promise<void> {
  for (const answer of [await keychain.read(ONE), await keychain.write(ONE, TOKEN), await keychain.delete(ONE)]) {
    assert.ok(answer.kind === 'unavailable', answer.kind);
    assert.match(answer.reason, reason);
    assert.ok(!answer.reason.includes(TOKEN));
  }
}

/** A child that was killed is gone as soon as the system has got round to it. */
async function noChildren(): Promise<void> {
  for (let tries = 0; children().length > 0; tries += 1) {
    if (tries > 100) assert.fail('a process that asks the keychain is still there');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Ids of the processes of ours that ask the keychain. */
function children(): readonly string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isChild(pid));
}

function isChild(pid: string): boolean {
  try {
    const [, parent] = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('keychain-child');
  } catch {
    // It ended meanwhile.
    return false;
  }
}
