import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { WebSocketServer, type WebSocket } from 'ws';
import { newSecret, proofOf } from '../../../../main/app/attach/key-proof.ts';
import { openLine } from '../../../../main/app/attach/monitor-line.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';

const key = 'ab'.repeat(32);

/** Somebody at a port, and a line to it under a clock that stands still. */
async function dial(t: TestContext, onHello: (socket: WebSocket, nonce: string) => void) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false });
  await once(server, 'listening');
  t.after(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  const pings: WebSocket[] = [];
  server.on('connection', (socket) => {
    socket.on('ping', () => pings.push(socket));
    socket.once('message', (data: Buffer) => {
      onHello(socket, (JSON.parse(data.toString()) as { nonce: string }).nonce);
    });
  });
  const clock = new FakeClock(0, settled);
  const seen = { proved: 0, heard: 0 };
  let close: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (close = resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const line = openLine({ url, key }, clock, {
    proved: () => (seen.proved += 1),
    hear: () => (seen.heard += 1),
    closed: () => {
      close();
    },
  });
  return { clock, seen, line, closed, pings, server };
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** As the monitor does it. */
function prove(socket: WebSocket, screen: string): void {
  const nonces = { screen, monitor: newSecret() };
  const proof = proofOf(key, 'monitor', nonces);
  socket.send(JSON.stringify({ kind: 'challenge', nonce: nonces.monitor, proof }));
}

test('who answers the handshake and then nothing is given up', async (t) => {
  let greeted = false;
  const { clock, closed, seen } = await dial(t, () => (greeted = true));
  await until(() => greeted);
  await clock.advance(15_000);
  await closed;
  assert.equal(seen.proved, 0);
});

test('who was let in and falls silent is asked for a sign of life after 10 s, and gone after 20', async (t) => {
  const { clock, closed, seen, pings } = await dial(t, prove);
  await until(() => seen.proved === 1);
  await clock.advance(9_999);
  assert.equal(pings.length, 0);
  await clock.advance(1);
  await until(() => pings.length === 1);
  // An answer is as good as a message.
  pings[0]?.pong();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await clock.advance(10_000);
  await until(() => pings.length === 2);
  await clock.advance(10_000);
  await closed;
});

for (const nonsense of ['null', '7', '"x"', '[]', '{', '{"kind":"challenge","nonce":7,"proof":{"length":1e9}}'])
  test(`no message, before or after the proof, ends the line and nothing else: ${nonsense}`, async (t) => {
    const before = await dial(t, (socket) => {
      socket.send(nonsense);
    });
    await before.closed;
    const after = await dial(t, (socket, nonce) => {
      prove(socket, nonce);
      socket.send(nonsense);
    });
    await after.closed;
    assert.deepEqual(
      [before.seen, after.seen],
      [
        { proved: 0, heard: 0 },
        { proved: 1, heard: 0 },
      ],
    );
  });
