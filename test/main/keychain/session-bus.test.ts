import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { SessionBus, sessionBusPath } from '../../../main/keychain/session-bus.ts';
import { KeyringSession, skip } from '../../keychain/keyring-session.ts';

const ADDRESSES: readonly (readonly [
  address: string | undefined,
  runtime: string | undefined,
  path: string | undefined,
])[] = [
  ['unix:path=/run/user/1000/bus', undefined, '/run/user/1000/bus'],
  ['unix:path=/tmp/dbus-x,guid=0123', '/run/user/1', '/tmp/dbus-x'],
  ['unix:guid=0123,path=/tmp/a%20b', undefined, '/tmp/a b'],
  ['unix:abstract=/tmp/dbus-y,guid=0', undefined, '\0/tmp/dbus-y'],
  ['tcp:host=localhost,port=1;unix:path=/tmp/z', undefined, '/tmp/z'],
  ['unix:runtime=yes', '/run/user/1000', '/run/user/1000/bus'],
  ['unix:runtime=yes', undefined, undefined],
  ['tcp:host=localhost,port=1', '/run/user/1000', undefined],
  ['unix:tmpdir=/tmp', undefined, undefined],
  ['nonsense', undefined, undefined],
  [undefined, '/run/user/1000', '/run/user/1000/bus'],
  ['', '/run/user/1000', '/run/user/1000/bus'],
  [undefined, '', undefined],
  [undefined, undefined, undefined],
];

for (const [address, runtime, path] of ADDRESSES) {
  test(`DBUS_SESSION_BUS_ADDRESS=${address ?? '(unset)'}, XDG_RUNTIME_DIR=${runtime ?? '(unset)'}`, () => {
    assert.equal(sessionBusPath({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime }), path);
  });
}

const uid = process.getuid?.() ?? 0;
const HELLO = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };

test(
  'a real bus: calls are answered, errors reject, a bus that goes away ends what waits',
  { skip },
  async (context) => {
    const session = new KeyringSession();
    context.after(() => session.close());
    await session.startBus();
    const path = sessionBusPath(process.env) ?? '';
    const bus = await SessionBus.connect(path, uid);
    const [one, two] = await Promise.all([
      bus.call({ ...HELLO, member: 'NameHasOwner', arguments: ['org.freedesktop.DBus'] }),
      bus.call({ ...HELLO, member: 'NameHasOwner', arguments: ['org.example.none'] }),
    ]);
    assert.deepEqual([one.body.readUInt32LE(0), two.body.readUInt32LE(0)], [1, 0]);
    await assert.rejects(
      bus.call({ ...HELLO, member: 'NoSuchCall', arguments: [] }),
      /NoSuchCall was answered by an error/,
    );
    bus.close();
    await assert.rejects(bus.call({ ...HELLO, member: 'GetId', arguments: [] }), /closed the connection/);
  },
);

/** Something that listens like a bus. */
async function listening(context: TestContext, speak: (socket: Socket) => void): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-bus-'));
  const server = createServer(speak);
  await new Promise<void>((resolve) => server.listen(join(folder, 'bus'), resolve));
  context.after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  return join(folder, 'bus');
}

const onUnix = { skip: process.platform === 'win32' && 'Unix sockets' };

test('nobody listens: rejects', onUnix, async () => {
  await assert.rejects(SessionBus.connect(join(tmpdir(), 'no-such-bus'), uid), /ENOENT/);
});

test('a bus that does not take this user: rejects', onUnix, async (context) => {
  let closed: Promise<unknown> | undefined;
  const path = await listening(context, (socket) => {
    closed = new Promise((resolve) => socket.once('close', resolve));
    socket.once('data', () => socket.write('REJECTED EXTERNAL\r\n'));
  });
  await assert.rejects(SessionBus.connect(path, uid), /does not take this user/);
  await closed;
});

test('a bus that closes at once: rejects', onUnix, async (context) => {
  const path = await listening(context, (socket) => socket.destroy());
  await assert.rejects(SessionBus.connect(path, uid), /closed|EPIPE|ECONNRESET/);
});

test('says who we are as the specification asks', onUnix, async (context) => {
  const said = new Promise<string>((resolve, reject) => {
    listening(context, (socket) => {
      socket.once('data', (bytes: Buffer) => {
        resolve(bytes.toString('latin1'));
        socket.destroy();
      });
    })
      .then((path) => SessionBus.connect(path, 1000))
      .catch(reject);
  });
  assert.equal(await said, `\0AUTH EXTERNAL ${Buffer.from('1000').toString('hex')}\r\n`);
});
