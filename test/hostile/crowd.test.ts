// A program of another user of the computer, which may open connections to the port and knows no key: how much of the
// monitor it can take away from whoever is let in.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { keyId, newSecret } from '../../main/app/attach/key-proof.ts';
import { RemoteMonitor } from '../../main/app/attach/remote-monitor.ts';
import { systemClock } from '../../main/app/system-clock.ts';
import { PROTOCOL_VERSION } from '../../preload/contract/socket-message.ts';
import { fakeBox, fakeSnapshot } from '../fakes/snapshot.ts';
import { serve, type ServedScreen } from '../main/hosts/headless/http/serve-screen.ts';

const HANDSHAKE = [
  'GET /socket HTTP/1.1',
  'Host: 127.0.0.1',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '',
  '',
].join('\r\n');

/** A text as a client sends it: masked, here with zeros. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 255, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}

const hello = (): string => JSON.stringify({ id: keyId(newSecret()), nonce: newSecret(), version: PROTOCOL_VERSION });

/** Each opens a connection and goes no further than it says. */
const CROWDS: Readonly<Record<string, readonly (string | Buffer)[]>> = {
  'says nothing': [],
  'begins a request and never ends it': ['GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: '],
  'posts a body that does not come': [
    'POST /pair HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{',
  ],
  'opens a socket and stays silent': [HANDSHAKE],
  'greets with a key that is none': [HANDSHAKE, frame(hello())],
  'announces a frame of 2^40 bytes': [HANDSHAKE, Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4])],
};

const COUNT = 1_000;

function attach(t: TestContext, { url, attachKeys }: ServedScreen) {
  const place = () => ({ url, key: attachKeys.own });
  const remote = new RemoteMonitor({ place, name: 'there', sameComputer: false, clock: systemClock });
  t.after(() => remote.stop());
  remote.start();
  const until = async (state: string): Promise<void> => {
    while ((await remote.api.snapshot(undefined)).state !== state)
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  return { remote, until };
}

for (const [what, said] of Object.entries(CROWDS))
  test(`${String(COUNT)} connections, each of which ${what}: who is attached stays, and others get in soon`, async (t) => {
    const screen = await serve(t);
    const shown = attach(t, screen);
    await shown.until('fine');
    const port = Number(new URL(screen.url).port);
    const crowd: Socket[] = [];
    t.after(() => {
      for (const socket of crowd) socket.destroy();
    });
    let gone = 0;
    for (let at = 0; at < COUNT; at += 1) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined).on('close', () => (gone += 1));
      socket.resume();
      for (const part of said) socket.write(part);
      crowd.push(socket);
    }
    // Who was let in before goes on, and his calls are answered.
    screen.monitor.tell(fakeSnapshot(fakeBox('busy')));
    await shown.until('busy');
    assert.deepEqual(await shown.remote.api.setForwarding({ box: 'a', on: true }), { ok: true });
    // Nobody of the crowd is kept, and nobody was told anything.
    while (gone < COUNT)
      await once(crowd[crowd.findIndex((socket) => !socket.destroyed)] ?? crowd[0] ?? assert.fail(), 'close');
    assert.equal(screen.monitor.asked.length, 1);
    await attach(t, screen).until('busy');
  });
