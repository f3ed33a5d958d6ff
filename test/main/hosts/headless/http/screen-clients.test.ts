import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import test from 'node:test';
import { keyId, newSecret, proofOf } from '../../../../../main/app/attach/key-proof.ts';
import { pairWith } from '../../../../../main/app/attach/pair-with.ts';
import { forgetPaired } from '../../../../../main/app/attach/paired-computers.ts';
import { PROTOCOL_VERSION } from '../../../../../preload/contract/socket-message.ts';
import { letIn, opened } from './screen-client.ts';
import type { Snapshot } from '../../../../../preload/contract/view.ts';
import { fakeBox, fakeSnapshot } from '../../../../fakes/snapshot.ts';
import { handshake, serve, tokenOf, type ServedScreen } from './serve-screen.ts';

const isSnapshot = ({ kind }: Record<string, unknown>): boolean => kind === 'event';
const numbered = (takenAtMs: number): Snapshot => ({ ...fakeSnapshot(fakeBox('fine')), takenAtMs });

test('who shows a session hears the present, every change, and may call', async (t) => {
  const screen = await serve(t);
  const one = await letIn(t, screen);
  const first = await one.until(isSnapshot);
  assert.deepEqual(first, { kind: 'event', event: 'snapshot', value: screen.monitor.now });
  screen.monitor.tell(numbered(7));
  await one.until(({ value }) => (value as Snapshot | undefined)?.takenAtMs === 7);
  one.send({ id: 1, method: 'setForwarding', argument: { box: 'spark', on: true } });
  one.send({ id: 2, method: 'snapshot' });
  assert.deepEqual(await one.until(({ id }) => id === 1), { kind: 'answer', id: 1, value: { ok: true } });
  assert.deepEqual(await one.until(({ id }) => id === 2), { kind: 'answer', id: 2, value: numbered(7) });
  assert.deepEqual(screen.monitor.asked, [{ box: 'spark', on: true }]);
});

test('one session serves several sockets, as after F5; nobody left, nothing is listened to', async (t) => {
  const screen = await serve(t);
  const session = await screen.session();
  const [one, two] = [await letIn(t, screen, session), await letIn(t, screen, session)];
  assert.equal(screen.monitor.listeners, 1);
  for (const { socket, closed } of [one, two]) {
    socket.close();
    assert.equal(await closed, 1000);
  }
  await letIn(t, screen, session);
  assert.equal(screen.monitor.listeners, 1);
});

test('a call that does not fit is refused, whatever is wrong, and quotes nothing', async (t) => {
  const screen = await serve(t);
  const one = await letIn(t, screen);
  const calls: [string, unknown][] = [
    ['constructor', undefined],
    ['on', undefined],
    ['setForwarding', { box: 'a', on: 'yes' }],
    ['snapshot', {}],
    ['saveDestination', { endpoint: 'https://a', token: 'dt0c01.secret' }],
    ['setForwarding', { box: 'x'.repeat(20_000), on: true }],
  ];
  for (const [id, [method, argument]] of calls.entries()) {
    one.send({ id, method, argument });
    assert.deepEqual(await one.until((message) => message['id'] === id), { kind: 'refused', id });
  }
  assert.deepEqual(screen.monitor.asked, []);
});

const NO_SESSION: readonly (readonly [string, unknown, number])[] = [
  ['a session that is none', { session: '0'.repeat(64) }, 4401],
  ['a call before the session', { id: 1, method: 'setForwarding', argument: { box: 'a', on: true } }, 1008],
  ['something else', 7, 1008],
];

for (const [what, message, code] of NO_SESSION) {
  test(`${what} is no way in: ${String(code)}`, async (t) => {
    const screen = await serve(t);
    const one = await opened(t, screen);
    one.send(message);
    one.send({ id: 1, method: 'setForwarding', argument: { box: 'a', on: true } });
    assert.equal(await one.closed, code);
    assert.deepEqual([one.heard, screen.monitor.asked, screen.monitor.listeners], [[], [], 0]);
  });
}

test('who is forgotten between the challenge and the proof is not let in', async (t) => {
  const screen = await serve(t);
  const pairing = await pairWith({ url: screen.url, shownAs: '' }, screen.attachKeys.newCode().code, 'laptop');
  const key = pairing.ok ? pairing.key : '';
  const one = await opened(t, screen);
  const nonce = newSecret();
  one.send({ id: keyId(key), nonce, version: PROTOCOL_VERSION });
  const { nonce: monitor } = await one.until(({ kind }) => kind === 'challenge');
  assert.ok(forgetPaired(screen.stateFolder, 'laptop'));
  one.send({ proof: proofOf(key, 'screen', { screen: nonce, monitor: String(monitor) }) });
  const ready = one.until(({ kind }) => kind === 'ready');
  assert.equal(await Promise.race([one.closed, ready.then(() => 'let in')]), 4401);
});

test('the token of the address is no session', async (t) => {
  const screen = await serve(t);
  const one = await opened(t, screen);
  one.send({ session: tokenOf(screen.addresses) });
  assert.equal(await one.closed, 4401);
});

test('without a first message a socket ends, and hears nothing before', async (t) => {
  const screen = await serve(t, { firstMessageMs: 50 });
  const one = await opened(t, screen);
  assert.equal(await one.closed, 4408);
  assert.deepEqual(one.heard, []);
});

test('a message too large ends the socket, before and after the session', async (t) => {
  const screen = await serve(t, { mostMessageBytes: 1_000 });
  const stranger = await opened(t, screen);
  stranger.send({ session: 'x'.repeat(1_000) });
  assert.equal(await stranger.closed, 1009);
  const known = await letIn(t, screen);
  known.send({ id: 1, method: 'x'.repeat(1_000) });
  assert.equal(await known.closed, 1009);
});

test('what is no call ends the socket', async (t) => {
  const screen = await serve(t);
  const one = await letIn(t, screen);
  one.socket.send('not json');
  assert.equal(await one.closed, 1008);
  const two = await letIn(t, screen);
  two.socket.send(new Uint8Array([1, 2]));
  assert.equal(await two.closed, 1003);
});

test('too many calls at once end the socket', async (t) => {
  const screen = await serve(t, { mostCalls: 3 });
  const never = new Promise<never>(() => undefined);
  screen.monitor.api.setForwarding = () => never;
  const one = await letIn(t, screen);
  for (let id = 0; id < 4; id += 1) one.send({ id, method: 'setForwarding', argument: { box: 'a', on: true } });
  assert.equal(await one.closed, 1008);
});

test('strangers have a limit, and so have those with a session; the screens that are there go on', async (t) => {
  const screen = await serve(t, { mostClients: 3, firstMessageMs: 600_000 });
  const session = await screen.session();
  const known = [];
  for (let count = 0; count < 3; count += 1) known.push(await letIn(t, screen, session));
  const fourth = await opened(t, screen);
  fourth.send({ session });
  assert.equal(await fourth.closed, 1013);
  const strangers = [await opened(t, screen), await opened(t, screen), await opened(t, screen)];
  assert.match(await handshake(screen), /^HTTP\/1\.1 503 /);
  screen.monitor.tell(numbered(9));
  for (const one of known) await one.until(({ value }) => (value as Snapshot | undefined)?.takenAtMs === 9);
  // Room again once one of each kind went.
  known[0]?.socket.close();
  strangers[0]?.socket.close();
  await Promise.all([known[0]?.closed, strangers[0]?.closed]);
  await letIn(t, screen, session);
});

/** A client that can stop reading: bytes as they come, without a library that reads on its own. */
async function rawClient(screen: ServedScreen, session: string): Promise<Socket> {
  const socket = connect(Number(screen.host.split(':')[1]), '127.0.0.1');
  const text = Buffer.from(JSON.stringify({ session }));
  const frame = Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]);
  socket.write(
    `GET /socket HTTP/1.1\r\nHost: ${screen.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  // Sent before the answer came: allowed, and not lost.
  socket.write(frame);
  return socket;
}

test('for a client that does not read only the newest snapshot is kept', async (t) => {
  const screen = await serve(t, { heartbeatMs: 600_000 });
  const socket = await rawClient(screen, await screen.session());
  t.after(() => socket.destroy());
  await once(socket, 'data');
  while (screen.monitor.listeners === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  socket.pause();
  const note = 'x'.repeat(1_000_000);
  const before = process.memoryUsage().rss;
  for (let number = 1; number <= 300; number += 1) {
    screen.monitor.tell({ ...numbered(number), notes: [note] });
    await new Promise((resolve) => setImmediate(resolve));
  }
  // 300 MB were told; what the system's own buffers hold is a few.
  assert.ok(process.memoryUsage().rss - before < 150_000_000);
  const seen: number[] = [];
  let tail = '';
  socket.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString('latin1')).slice(-2_000_000);
    for (const [, number] of tail.matchAll(/"takenAtMs":(\d+)/g))
      if (seen.at(-1) !== Number(number)) seen.push(Number(number));
    tail = tail.slice(-30);
  });
  socket.resume();
  while (seen.at(-1) !== 300) await once(socket, 'data');
  assert.ok(seen.length < 30, `heard ${String(seen.length)} of 300`);
});

test('a client without a sign of life is cut off', async (t) => {
  const screen = await serve(t, { heartbeatMs: 40 });
  const socket = await rawClient(screen, await screen.session());
  socket.resume();
  // It never answers a ping.
  await once(socket, 'close');
  while (screen.monitor.listeners > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  // A browser answers by itself.
  const alive = await letIn(t, screen);
  await new Promise((resolve) => setTimeout(resolve, 200));
  alive.send({ id: 1, method: 'snapshot' });
  await alive.until(({ id }) => id === 1);
});

test('the end of the program is told', async (t) => {
  const screen = await serve(t);
  const one = await letIn(t, screen);
  await screen.close();
  assert.notEqual(await one.closed, 1000);
});

test('a notice reaches every screen that is let in, each one', async (t) => {
  const screen = await serve(t);
  const made = await letIn(t, screen);
  const notice = { atMs: 1, kind: 'wish', box: 'a', rule: null, target: null, severity: 'info', text: 'x' } as const;
  screen.monitor.notify({ ...notice, title: 'one' });
  screen.monitor.notify({ ...notice, title: 'two' });
  await made.until(({ value }) => (value as { title?: string } | undefined)?.title === 'two');
  const titles = made.heard
    .filter(({ event }) => event === 'notice')
    .map(({ value }) => (value as { title: string }).title);
  assert.deepEqual(titles, ['one', 'two']);
});
