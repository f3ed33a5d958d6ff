import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { httpGet } from '../../../../main/core/scrape/http-get.ts';

test('an endless answer stops at the size limit', async () => {
  const server = createServer((_, response) => {
    const more = (): void => {
      while (response.write('x'.repeat(1_000)));
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}/`;
  const answer = await httpGet({ url, accept: '*/*', timeoutMs: 10_000, maxBytes: 5_000 });
  server.closeAllConnections();
  server.close();
  assert.deepEqual(answer, { kind: 'failed', reason: 'the answer is larger than 5000 bytes' });
});

test('a name that is not known', async () => {
  const answer = await httpGet({ url: 'http://no-such-host.invalid/', accept: '*/*', timeoutMs: 5_000, maxBytes: 1 });
  assert.match(answer.kind === 'failed' ? answer.reason : '', /DNS/);
});
