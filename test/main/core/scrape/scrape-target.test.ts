import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { httpGet } from '../../../../main/core/scrape/http-get.ts';
import { TargetReader } from '../../../../main/core/scrape/scrape-target.ts';

/** Runs `use` against a real server; `asked` lists the paths in order. */
async function against(
  listener: RequestListener,
  use: (reader: TargetReader, asked: string[]) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await use(new TargetReader({ scheme: 'http', host: '127.0.0.1', port, path: undefined }, httpGet, 300), asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const only =
  (path: string): RequestListener =>
  (request, response) => {
    response.statusCode = request.url === path ? 200 : 404;
    response.end('a 1\n');
  };

test('asks /v1/metrics, then /metrics, and remembers which answered', async () => {
  await against(only('/metrics'), async (reader, asked) => {
    const result = await reader.scrape();
    assert.equal(result.kind, 'good');
    await reader.scrape();
    assert.deepEqual(asked, ['/v1/metrics', '/metrics', '/metrics']);
  });
});

test('hands over the bytes and the Date', async () => {
  await against(only('/v1/metrics'), async (reader) => {
    const result = await reader.scrape();
    assert.ok(result.kind === 'good');
    assert.equal(Buffer.from(result.body).toString(), 'a 1\n');
    assert.ok(Math.abs((result.dateMs ?? 0) - Date.now()) < 5_000);
  });
});

const FAILURES: readonly (readonly [string, RequestListener, string])[] = [
  ['404 on both', (_, response) => response.writeHead(404).end(), '/metrics answered 404'],
  ['503', (_, response) => response.writeHead(503).end(), '/v1/metrics answered 503'],
  [
    'a web page',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
    '/v1/metrics answered with a web page instead of metrics',
  ],
  ['silence', () => undefined, 'no whole answer within 0.3 s'],
  [
    'a drip that never ends',
    (_, response) => {
      const timer = setInterval(() => response.write('# x\n'), 20);
      response.on('close', () => {
        clearInterval(timer);
      });
    },
    'no whole answer within 0.3 s',
  ],
  [
    'short of its Content-Length',
    (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('a 1\n');
      setTimeout(() => response.destroy(), 20);
    },
    'the answer broke off',
  ],
];
for (const [name, listener, reason] of FAILURES) {
  test(`fails: ${name}`, async () => {
    await against(listener, async (reader) => {
      const result = await reader.scrape();
      assert.equal(result.kind === 'failed' && result.reason, reason);
    });
  });
}

test('a Date behind a proxy or cache is not the target’s own', async () => {
  const proxied: RequestListener = (_, response) => response.setHeader('via', '1.1 p').end('a 1');
  await against(proxied, async (reader) => {
    const result = await reader.scrape();
    assert.equal(result.kind === 'good' && result.dateMs, undefined);
  });
});

test('nothing there: refused', async () => {
  const reader = new TargetReader({ scheme: 'http', host: '127.0.0.1', port: 1, path: undefined }, httpGet, 300);
  assert.deepEqual(await reader.scrape(), {
    kind: 'failed',
    reason: 'nothing listens there (connection refused)',
    answered: false,
  });
});

const HEALTH: readonly (readonly [string, Record<string, number>, string])[] = [
  ['ready', { '/v1/health/ready': 200 }, 'ready'],
  ['live but not ready', { '/v1/health/ready': 503, '/v1/health/live': 200 }, 'loading'],
  ['neither', {}, 'not_nim'],
];
for (const [name, statuses, health] of HEALTH) {
  test(`health: ${name}`, async () => {
    const listener: RequestListener = (request, response) =>
      response.writeHead(statuses[request.url ?? ''] ?? 404).end();
    await against(listener, async (reader) => {
      assert.equal(await reader.health(), health);
    });
  });
}

const MODELS: readonly (readonly [string, string[]])[] = [
  ['{"data":[{"id":"meta/llama"},{"id":7}]}', ['meta/llama']],
  ['{}', []],
  ['not json', []],
];
for (const [body, models] of MODELS) {
  test(`models in ${body}`, async () => {
    await against(
      (_, response) => response.end(body),
      async (reader) => {
        assert.deepEqual(await reader.models(), models);
      },
    );
  });
}
