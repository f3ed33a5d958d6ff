import assert from 'node:assert/strict';
import test from 'node:test';
import { childEnvironment } from '../../../main/keychain/child-environment.ts';

test('everything but the token', () => {
  const env = { HOME: '/home/a', DT_API_TOKEN: 'dt0c01.A.B', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' };
  assert.deepEqual(childEnvironment(env), { HOME: '/home/a', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' });
});
