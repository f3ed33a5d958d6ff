import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Connections } from '../../../../../main/core/scrape/http/connections.ts';
import { at, getOnce, headOf, textOf } from '../../../../fakes/get-once.ts';
import { httpServer, rawServer } from '../../../../fakes/http-servers.ts';

test('one connection serves several requests', async (context) => {
  const ports: (number | undefined)[] = [];
  const port = await httpServer(context, ({ socket }, response) => {
    ports.push(socket.remotePort);
    response.end('a 1');
  });
  const connections = new Connections();
  for (let turn = 0; turn < 3; turn += 1)
    assert.equal(textOf(await getOnce(context, at(port), { connections })), '200 a 1');
  connections.close();
  assert.equal(ports.length, 3);
  assert.equal(new Set(ports).size, 1);
});

test('a kept connection that is reset before any answer: once more on a new one', async (context) => {
  let connected = 0;
  const port = await rawServer(context, (socket) => {
    connected += 1;
    let asked = 0;
    socket.on('data', () => {
      asked += 1;
      // The second request on a connection finds it gone.
      if (asked === 1) socket.write(`${headOf('content-length: 3')}a 1`);
      else socket.resetAndDestroy();
    });
  });
  const connections = new Connections();
  context.after(() => connections.close());
  for (let turn = 1; turn <= 3; turn += 1) {
    assert.equal(textOf(await getOnce(context, at(port), { connections })), '200 a 1');
    assert.equal(connected, turn);
  }
});

test('a new connection that is reset is not tried again', async (context) => {
  let connected = 0;
  const port = await rawServer(context, (socket) => {
    connected += 1;
    socket.once('data', () => socket.resetAndDestroy());
  });
  assert.match(textOf(await getOnce(context, at(port))), /^the connection was cut before an answer came/);
  assert.equal(connected, 1);
});

test('a server that closed the kept connection in between', async (context) => {
  const port = await httpServer(
    context,
    (_, response) => response.end('a 1'),
    (server) => (server.keepAliveTimeout = 1),
  );
  const connections = new Connections();
  context.after(() => connections.close());
  assert.equal(textOf(await getOnce(context, at(port), { connections })), '200 a 1');
  await wait(50);
  assert.equal(textOf(await getOnce(context, at(port), { connections })), '200 a 1');
});
