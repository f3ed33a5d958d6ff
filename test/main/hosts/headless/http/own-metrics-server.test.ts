import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import type { MonitorFacts } from '../../../../../main/app/monitor-facts.ts';
import { OwnMetrics } from '../../../../../main/app/own-metrics.ts';
import { serveOwnMetrics, type OwnMetricsOptions } from '../../../../../main/hosts/headless/http/own-metrics-server.ts';
import { fakeFacts, watched } from '../../../../fakes/monitor-facts.ts';

async function serve(
  context: TestContext,
  facts: () => MonitorFacts = fakeFacts,
  more: Partial<OwnMetricsOptions> = {},
): Promise<string> {
  const server = await serveOwnMetrics({ port: 0, metrics: new OwnMetrics(), facts, version: '1.2.3', ...more });
  context.after(() => server.close());
  return server.url;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request, with a Host header of one's own. */
function ask(url: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

test('/metrics: the facts of now, as Prometheus reads them', async (t) => {
  let queueBytes = 1;
  const url = await serve(t, () => fakeFacts({ queueBytes }));
  const first = await ask(`${url}/metrics`);
  assert.equal(first.status, 200);
  assert.match(first.headers['content-type'] ?? '', /^text\/plain; version=0\.0\.4/);
  assert.match(first.body, /^nim_glance_queue_bytes 1$/m);
  assert.match(first.body, /^nim_glance_build_info\{version="1\.2\.3",node="v[\d.]+"\} 1$/m);
  const cost = (name: string): number => Number(new RegExp(`^${name} (.*)$`, 'm').exec(first.body)?.[1]);
  assert.ok(cost('process_resident_memory_bytes') > 1_000_000);
  const { user, system } = process.cpuUsage();
  assert.ok(Math.abs(cost('process_cpu_seconds_total') - (user + system) / 1e6) < 5);
  assert.ok(Math.abs(cost('process_start_time_seconds') + process.uptime() - Date.now() / 1000) < 2);
  queueBytes = 2;
  assert.match((await ask(`${url}/metrics?name=x`)).body, /^nim_glance_queue_bytes 2$/m);
});

test('/healthz answers as the Collector’s health_check', async (t) => {
  const url = await serve(t);
  const { status, headers, body } = await ask(`${url}/healthz`);
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'application/json');
  const answer = JSON.parse(body) as Record<string, string>;
  assert.deepEqual(Object.keys(answer), ['status', 'upSince', 'uptime']);
  assert.equal(answer['status'], 'Server available');
  assert.ok(Math.abs(Date.parse(answer['upSince'] ?? '') + process.uptime() * 1000 - Date.now()) < 2_000);
  assert.match(answer['uptime'] ?? '', /^(\d+m)?[\d.]+m?s$/);
});

test('the path of a health_check extension answers the same', async (t) => {
  const url = await serve(t, fakeFacts, { healthPaths: ['/', '/healthz'] });
  assert.equal((JSON.parse((await ask(`${url}/`)).body) as { status: string }).status, 'Server available');
  assert.equal((await ask(`${url}/healthz`)).status, 200);
  assert.equal((await ask(await serve(t))).status, 404);
});

test('/readyz: 503 with reasons until every target was asked and the store can be written', async (t) => {
  let facts = fakeFacts({ targets: [watched()], store: { durable: true, problem: 'the disk is full', notices: [] } });
  const url = await serve(t, () => facts);
  const before = await ask(`${url}/readyz`);
  assert.equal(before.status, 503);
  const words = ['dgx: dgx:8000 was not scraped yet', 'the store cannot be written: the disk is full'];
  assert.equal(before.body, words.map((reason) => `not ready: ${reason}\n`).join(''));
  facts = fakeFacts({ targets: [watched({}, { failed: 1, lastFailure: 'refused' })] });
  const after = await ask(`${url}/readyz`);
  assert.deepEqual([after.status, after.body], [200, 'ready\n']);
});

test('HEAD has the length and no body', async (t) => {
  const url = await serve(t);
  const { status, headers, body } = await ask(`${url}/readyz`, 'HEAD');
  assert.deepEqual([status, headers['content-length'], body], [200, '6', '']);
});

for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
  test(`${method} is refused`, async (t) => {
    const { status, headers } = await ask(`${await serve(t)}/metrics`, method);
    assert.equal(status, 405);
    assert.equal(headers.allow, 'GET, HEAD');
  });
}

for (const path of ['/', '/metrics/', '/metric', '//metrics', '/%6detrics', '/metrics/../healthz', '/__proto__']) {
  test(`${path} is nothing`, async (t) => {
    const { port } = new URL(await serve(t));
    const answer = await said(Number(port), `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 404 /);
  });
}

test('another Host is refused whatever it asks, so that no web page can ask by rebinding its name', async (t) => {
  const url = await serve(t);
  for (const host of ['evil.example', `evil.example:${new URL(url).port}`, '127.0.0.1.evil.example']) {
    const { status, body } = await ask(`${url}/metrics`, 'GET', { Host: host });
    assert.equal(status, 403, host);
    assert.ok(!body.includes('nim_glance'));
  }
  for (const host of ['localhost:22', '[::1]:22', '127.0.0.1'])
    assert.equal((await ask(`${url}/healthz`, 'GET', { Host: host })).status, 200, host);
});

test('a request without Host is refused', async (t) => {
  const { port } = new URL(await serve(t));
  assert.match(await said(Number(port), 'GET /metrics HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 403 /);
});

test('no answer lets a page of another origin read it', async (t) => {
  const url = await serve(t);
  for (const [path, method] of [['metrics'], ['healthz'], ['readyz'], ['metrics', 'OPTIONS'], ['x']]) {
    const { headers } = await ask(`${url}/${path ?? ''}`, method, { Origin: 'https://evil.example' });
    const names = Object.keys(headers).filter((name) => name.startsWith('access-control'));
    assert.deepEqual(names, []);
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    assert.equal(headers['x-content-type-options'], 'nosniff');
  }
});

test('it listens on 127.0.0.1 and nowhere else', async (t) => {
  const { hostname, port } = new URL(await serve(t));
  assert.equal(hostname, '127.0.0.1');
  const socket = connect(Number(port), '127.0.0.2');
  t.after(() => socket.destroy());
  const answer = await new Promise((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  assert.equal(answer, 'ECONNREFUSED');
});

test('a port that is taken: words, and no other one instead', async (t) => {
  const { port } = new URL(await serve(t));
  await assert.rejects(
    serveOwnMetrics({ port: Number(port), metrics: new OwnMetrics(), facts: fakeFacts, version: '' }),
    { message: `127.0.0.1:${port} cannot be listened on: another program does` },
  );
});

test('facts that cannot be had cost an answer, not the program', async (t) => {
  const url = await serve(t, () => {
    throw new Error('a bug');
  });
  await assert.rejects(ask(`${url}/metrics`));
  assert.equal((await ask(`${url}/healthz`)).status, 200);
});

test('closing cuts whoever is connected', async () => {
  const options = { port: 0, metrics: new OwnMetrics(), facts: fakeFacts, version: '' };
  const server = await serveOwnMetrics(options);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const ended = closeOf(socket);
  socket.write('GET /metrics HTTP/1.1\r\nHost: 127');
  await server.close();
  await ended;
});

test('headers that never end are refused', async (t) => {
  const { port } = new URL(await serve(t));
  const answer = await said(Number(port), `GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(10_000)}`);
  assert.match(answer, /^HTTP\/1\.1 431 /);
});

test('a request that does not come to its end is given up', async (t) => {
  const { port } = new URL(await serve(t));
  const head = 'GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n';
  const ask = (rest: string): Promise<string> => said(Number(port), head + rest);
  const [withoutEnd, withoutBody] = await Promise.all([ask('X: '), ask('Content-Length: 10\r\n\r\n')]);
  assert.match(withoutEnd, /^HTTP\/1\.1 408 /);
  assert.match(withoutBody, /^HTTP\/1\.1 200 /);
});

test('no more than 32 are served at once: the others are sent away at once', async (t) => {
  const { port } = new URL(await serve(t));
  const sockets = Array.from({ length: 40 }, () => connect(Number(port), '127.0.0.1'));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  let said = 0;
  for (const socket of sockets) socket.on('data', () => (said += 1));
  let closed = 0;
  await new Promise<void>((resolve) => {
    for (const socket of sockets) {
      void closeOf(socket).then(() => {
        closed += 1;
        if (closed === 8) resolve();
      });
    }
  });
  assert.equal(said, 0);
});

/** Also when the other side resets it. */
function closeOf(socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.on('close', () => resolve()));
}

/** Says these bytes; resolves to all that comes back. */
async function said(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(text);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await closeOf(socket);
  return Buffer.concat(chunks).toString();
}
