import assert from 'node:assert/strict';
import test from 'node:test';
import { keychain } from '../../../../main/hosts/headless/keychain-process.ts';

// With a real keyring: test/keychain/secret-service.test.ts.
test('asks a process of its own; without a bus the answer is no "unset"', async (context) => {
  if (process.platform !== 'linux') {
    context.skip('another keychain');
    return;
  }
  for (const name of ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'DISPLAY'])
    Reflect.deleteProperty(process.env, name);
  const answer = await keychain.read('https://abc.example');
  assert.ok(answer.kind === 'unavailable', answer.kind);
  assert.match(answer.reason, /DT_API_TOKEN/);
});
