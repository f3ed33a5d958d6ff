import assert from 'node:assert/strict';
import test from 'node:test';
import { probeKeyring } from '../../../main/keychain/probe-keyring.ts';
import { KeyringSession, skip } from '../../keychain/keyring-session.ts';

test('a real keyring: none, unlocked, locked, gone', { skip }, async (context) => {
  const session = new KeyringSession();
  context.after(() => session.close());
  await session.startBus();
  assert.equal(await probeKeyring(process.env), 'unknown', 'a bus without a keyring');
  await session.startKeyring('locked');
  assert.equal(await probeKeyring(process.env), 'none', 'before the first login there is no collection');
  await session.startKeyring('unlocked');
  assert.equal(await probeKeyring(process.env), 'unlocked');
  await session.startKeyring('locked');
  assert.equal(await probeKeyring(process.env), 'locked');
  await session.stopKeyring();
  assert.equal(await probeKeyring(process.env), 'unknown');
});

test('without a bus nothing is known', async () => {
  assert.equal(await probeKeyring({}), 'unknown');
  assert.equal(await probeKeyring({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/no/such/bus' }), 'unknown');
});
