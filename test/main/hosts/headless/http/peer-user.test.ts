import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import test from 'node:test';
import { promisify } from 'node:util';
import { isOwnUser } from '../../../../../main/hosts/headless/http/peer-user.ts';

const NOBODY = 65_534;
const TABLE = [
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
  '   0: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 20 4 30 10 -1',
  '   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1001        0 2 1 0 20 4 30 10 -1',
].join('\n');

test('the line of the other end tells its user', () => {
  const socket = { remotePort: 0xc350, localPort: 0x1f90 };
  assert.equal(isOwnUser(socket, TABLE, 1001), true);
  assert.equal(isOwnUser(socket, TABLE, 1000), false);
  assert.equal(isOwnUser({ ...socket, remotePort: 0xc351 }, TABLE, 1001), false);
});

test('a real connection of this user is its own, one of another user is not', async (t) => {
  if (process.platform !== 'linux') return t.skip('only Linux tells whose a connection is');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1');
  const [own] = (await once(server, 'connection')) as [Socket];
  assert.equal(isOwnUser(own), true);
  client.destroy();
  if (process.getuid?.() !== 0) return t.skip('only root can connect as somebody else');
  const code = `require('node:net').connect(${String(port)}, '127.0.0.1').on('close', () => process.exit())`;
  const stranger = promisify(execFile)('/usr/bin/env', ['node', '-e', code], { uid: NOBODY });
  const [foreign] = (await once(server, 'connection')) as [Socket];
  assert.equal(isOwnUser(foreign), false);
  foreign.destroy();
  await stranger.catch(() => undefined);
});
