import assert from 'node:assert/strict';
import test from 'node:test';
import { listenOnLoopback } from '../../../main/demo/loopback-server.ts';

test('a taken port is refused in words', async () => {
  const first = await listenOnLoopback('The first', 0, (_request, response) => response.end('one'));
  try {
    await assert.rejects(
      listenOnLoopback('The second', first.port, (_request, response) => response.end()),
      (error: Error) => error.message.includes('The second') && error.message.includes('another program has this port'),
    );
    assert.equal(await (await fetch(first.url)).text(), 'one');
  } finally {
    await first.close();
  }
});

test('close ends also connections that are kept alive', async () => {
  const server = await listenOnLoopback('It', 0, (_request, response) => response.end('x'));
  await (await fetch(server.url)).text();
  await server.close();
  await assert.rejects(fetch(server.url));
});

test('a server that refuses cuts its connections, and accepts again on the same port', async () => {
  const server = await listenOnLoopback('It', 0, (_request, response) => {
    response.write('half');
  });
  try {
    const open = await fetch(server.url);
    await server.refuse();
    await assert.rejects(open.text());
    const refused: unknown = await fetch(server.url).then(undefined, (error: unknown) => (error as Error).cause);
    assert.equal((refused as NodeJS.ErrnoException).code, 'ECONNREFUSED');
    await server.accept();
    await server.accept();
    assert.equal((await fetch(server.url)).status, 200);
    await server.refuse();
    const other = await listenOnLoopback('The other', server.port, (_request, response) => response.end());
    await assert.rejects(server.accept(), /It cannot listen .* another program has this port/);
    await other.close();
  } finally {
    await server.close();
  }
});
