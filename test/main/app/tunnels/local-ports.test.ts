import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import test from 'node:test';
import { LocalPorts } from '../../../../main/app/tunnels/local-ports.ts';

test('a free port for each, the same every time, until it is forgotten', async () => {
  const ports = new LocalPorts();
  const [a, b] = [await ports.portOf('a'), await ports.portOf('b')];
  assert.notEqual(a, b);
  assert.equal(await ports.portOf('a'), a);
  const server = createServer().listen(a, '127.0.0.1');
  await once(server, 'listening');
  assert.equal(await ports.portOf('a'), a);
  ports.forget('a');
  assert.notEqual(await ports.portOf('a'), a);
  server.close();
});
