import assert from 'node:assert/strict';
import { test } from 'node:test';
import dbus from 'dbus-next';
import { hasTrayHost } from '../../../../main/hosts/electron/tray-host.ts';
import { KeyringSession, skip } from '../../../keychain/keyring-session.ts';

test('without a bus there are no icons', async () => {
  assert.equal(await hasTrayHost({}), false);
  assert.equal(await hasTrayHost({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }), false);
});

test('on a real bus: there are, once somebody owns the name', { skip }, async (context) => {
  const session = new KeyringSession();
  context.after(() => session.close());
  await session.startBus();
  assert.equal(await hasTrayHost(process.env), false);
  const panel = dbus.sessionBus();
  await panel.requestName('org.kde.StatusNotifierWatcher', 0);
  assert.equal(await hasTrayHost(process.env), true);
  panel.disconnect();
});
