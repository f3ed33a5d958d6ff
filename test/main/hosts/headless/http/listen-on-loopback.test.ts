import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { listenOnLoopback } from '../../../../../main/hosts/headless/http/listen-on-loopback.ts';

test('listens on 127.0.0.1 alone, and says so; closing cuts what is under way', async (t) => {
  const server = createServer();
  const { url, close } = await listenOnLoopback(server, 0);
  t.after(() => server.close());
  const { address, port } = server.address() as AddressInfo;
  assert.equal(address, '127.0.0.1');
  assert.equal(url, `http://127.0.0.1:${String(port)}`);
  const hanging = assert.rejects(fetch(url));
  await new Promise((resolve) => server.once('request', resolve));
  await close();
  await hanging;
  assert.ok(!server.listening);
});

test('a taken port is refused in words', async (t) => {
  const first = await listenOnLoopback(createServer(), 0);
  t.after(() => first.close());
  const port = Number(first.url.split(':')[2]);
  await assert.rejects(listenOnLoopback(createServer(), port), {
    message: `127.0.0.1:${String(port)} cannot be listened on: another program does`,
  });
});
