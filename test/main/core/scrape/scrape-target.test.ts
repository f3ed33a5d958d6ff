import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import test, { type TestContext } from 'node:test';
import type { TargetSettings } from '../../../../main/core/model/target-settings.ts';
import { httpGet, type HttpGet } from '../../../../main/core/scrape/http-get.ts';
import { TargetReader } from '../../../../main/core/scrape/scrape-target.ts';
import { makeCertificate } from '../../../fakes/certificates.ts';
import { httpServer, httpsServer } from '../../../fakes/http-servers.ts';
import { fakeSettings, httpSettings } from '../../../fakes/target-settings.ts';

interface Stage {
  readonly reader: TargetReader;
  /** Paths in order. */
  readonly asked: string[];
  /** Local ports of the connections. */
  readonly ports: Set<number | undefined>;
}

const addressOf = (port: number, path?: string) => ({ scheme: 'http', host: '127.0.0.1', port, path }) as const;

/** A reader of a real server. */
async function stage(
  context: TestContext,
  listener: RequestListener,
  over: Partial<TargetSettings> = {},
  path?: string,
): Promise<Stage> {
  const asked: string[] = [];
  const ports = new Set<number | undefined>();
  const port = await httpServer(context, (request, response) => {
    asked.push(request.url ?? '');
    ports.add(request.socket.remotePort);
    listener(request, response);
  });
  const reader = new TargetReader(fakeSettings({ address: addressOf(port, path), ...over }), httpGet);
  context.after(() => reader.close());
  return { reader, asked, ports };
}

const only =
  (path: string): RequestListener =>
  (request, response) => {
    response.statusCode = request.url === path ? 200 : 404;
    response.end('a 1\n');
  };

test('asks /v1/metrics, then /metrics, remembers which answered, all over one connection', async (context) => {
  const { reader, asked, ports } = await stage(context, only('/metrics'));
  const result = await reader.scrape();
  assert.equal(result.kind === 'good' && result.path, '/metrics');
  await reader.scrape();
  assert.deepEqual(asked, ['/v1/metrics', '/metrics', '/metrics']);
  assert.equal(ports.size, 1);
});

test('the path is looked for again when it is not found any more', async (context) => {
  let path = '/metrics';
  const { reader, asked } = await stage(context, (request, response) => only(path)(request, response));
  await reader.scrape();
  path = '/v1/metrics';
  const result = await reader.scrape();
  assert.equal(result.kind === 'good' && result.path, '/v1/metrics');
  await reader.scrape();
  assert.deepEqual(asked, ['/v1/metrics', '/metrics', '/metrics', '/v1/metrics', '/v1/metrics']);
});

const ELSEWHERE: readonly (readonly [name: string, listener: RequestListener])[] = [
  ['400, as Triton does', (_, response) => response.writeHead(400).end()],
  ['405', (_, response) => response.writeHead(405).end()],
  ['a front page', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('hello')],
];
for (const [name, listener] of ELSEWHERE) {
  test(`/v1/metrics with ${name}: /metrics is asked too`, async (context) => {
    const { reader } = await stage(context, (request, response) => {
      if (request.url === '/metrics') response.end('a 1\n');
      else listener(request, response);
    });
    assert.equal((await reader.scrape()).kind, 'good');
  });
}

test('a path of the settings is the only one, with the parameters', async (context) => {
  const params = [['match[]', 'a b']] as const;
  const { reader, asked } = await stage(
    context,
    (_, response) => response.writeHead(404).end(),
    { params },
    '/m?token=canary',
  );
  assert.deepEqual(await reader.scrape(), {
    kind: 'failed',
    reason: '/m answered 404: there is no such page. Check metrics_path and port',
    answered: true,
  });
  assert.deepEqual(asked, ['/m?token=canary&match%5B%5D=a%20b']);
});

test('hands over the bytes, their type and the Date; asks for OpenMetrics first', async (context) => {
  const { reader } = await stage(context, (request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4').setHeader('date', 'Sun, 06 Nov 1994 08:49:37 GMT');
    response.end(`# ${request.headers.accept ?? ''}\na 1`);
  });
  const result = await reader.scrape();
  assert.ok(result.kind === 'good');
  assert.match(
    Buffer.from(result.body).toString(),
    /^# application\/openmetrics-text;version=1\.0\.0;.*,text\/plain;version=0\.0\.4;q=0\.3,\*\/\*;q=0\.2\na 1$/,
  );
  assert.deepEqual(
    [result.contentType, result.dateMs, result.warnings],
    ['text/plain; version=0.0.4', 784_111_777_000, []],
  );
});

const page =
  (status: number, type: string, body: string): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': type }).end(body);

const FAILURES: readonly (readonly [name: string, listener: RequestListener, reason: string])[] = [
  [
    '404 on both',
    page(404, 'text/plain', ''),
    '/v1/metrics and /metrics answered 404: check the port, and if the metrics are on another path, give it as metrics_path',
  ],
  [
    '503',
    page(503, 'text/plain', ''),
    '/v1/metrics answered 503: it is loading, or overloaded. Look into its log if that lasts',
  ],
  [
    '401',
    page(401, 'text/plain', ''),
    '/v1/metrics answered 401: it asks for credentials. Give the job an authorization or a basic_auth',
  ],
  ['403', page(403, 'text/plain', ''), '/v1/metrics answered 403: these credentials may not read it. Give others'],
  [
    'JSON',
    page(200, 'application/json', '{}'),
    '/v1/metrics answered with JSON instead of metrics: check metrics_path',
  ],
  ['nothing', page(200, 'text/plain', ' \n'), '/v1/metrics answered with nothing (200, but empty)'],
  [
    'a web page that does not say so',
    page(200, 'text/plain', '\n<!DOCTYPE html><html>'),
    '/v1/metrics and /metrics answered with a web page instead of metrics: check the port, and if the metrics are on another path, give it as metrics_path',
  ],
  [
    'http on an https port',
    page(400, 'text/plain', 'Client sent an HTTP request to an HTTPS server.\n'),
    'this port speaks HTTPS. Write https:// (scheme: https)',
  ],
];
for (const [name, listener, reason] of FAILURES) {
  test(`fails: ${name}`, async (context) => {
    const { reader } = await stage(context, listener);
    assert.deepEqual(await reader.scrape(), { kind: 'failed', reason, answered: true });
  });
}

test('a 401 with credentials says that these are wrong, without them', async (context) => {
  const authorization = { kind: 'credentials', type: 'Bearer', credentials: { kind: 'text', text: 'canary' } } as const;
  const { reader } = await stage(context, page(401, 'text/plain', ''), { http: httpSettings({ authorization }) });
  const reason = '/v1/metrics answered 401: it does not accept the credentials. Check them';
  assert.deepEqual(await reader.scrape(), { kind: 'failed', reason, answered: true });
});

test('nothing there: not answered', async () => {
  const result = await new TargetReader(fakeSettings({ address: addressOf(1) }), httpGet).scrape();
  assert.equal(result.kind === 'failed' && result.answered, false);
});

/** The limit with which a reader asks. */
async function limitFor(bodySize: number): Promise<unknown> {
  const limits: unknown[] = [];
  const get: HttpGet = (request) => {
    limits.push(request.limit);
    return Promise.resolve({ kind: 'failed', reason: '', answered: false });
  };
  await new TargetReader(fakeSettings({ limits: { ...fakeSettings().limits, bodySize } }), get).scrape();
  return limits[0];
}

test('body_size_limit, and above it one that is built in', async () => {
  assert.deepEqual(await limitFor(10), { bytes: 10, name: 'body_size_limit' });
  assert.deepEqual(await limitFor(0), { bytes: 268_435_456, name: 'the built-in limit' });
  assert.deepEqual(await limitFor(1e12), { bytes: 268_435_456, name: 'the built-in limit' });
});

test('a certificate that is not checked is a warning', async (context) => {
  const port = await httpsServer(context, makeCertificate('nim'), (_, response) => response.end('a 1'));
  const http = httpSettings({ tls: { ...httpSettings().tls, insecureSkipVerify: true } });
  const address = { ...addressOf(port), scheme: 'https' } as const;
  const reader = new TargetReader(fakeSettings({ address, http }), httpGet);
  context.after(() => reader.close());
  const result = await reader.scrape();
  assert.match(
    result.kind === 'good' ? result.warnings.join() : '',
    /^The certificate is not checked \(insecure_skip_verify\)/,
  );
});

test('without TLS there is nothing to warn of', async (context) => {
  const http = httpSettings({ tls: { ...httpSettings().tls, insecureSkipVerify: true } });
  const { reader } = await stage(context, (_, response) => response.end('a 1'), { http });
  const result = await reader.scrape();
  assert.deepEqual(result.kind === 'good' && result.warnings, []);
});

const HEALTH: readonly (readonly [name: string, statuses: Record<string, number>, health: string])[] = [
  ['ready', { '/v1/health/ready': 200 }, 'ready'],
  ['live but not ready', { '/v1/health/ready': 503, '/v1/health/live': 200 }, 'loading'],
  ['not ready, and nothing else', { '/v1/health/ready': 503 }, 'loading'],
  ['neither', {}, 'not_nim'],
];
for (const [name, statuses, health] of HEALTH) {
  test(`health: ${name}`, async (context) => {
    const { reader } = await stage(context, (request, response) =>
      response.writeHead(statuses[request.url ?? ''] ?? 404).end(),
    );
    assert.equal(await reader.health(), health);
  });
}

test('health: down', async () => {
  assert.equal(await new TargetReader(fakeSettings({ address: addressOf(1) }), httpGet).health(), 'down');
});

const MODELS: readonly (readonly [body: string, models: string[]])[] = [
  ['{"data":[{"id":"meta/llama"},{"id":7}]}', ['meta/llama']],
  ['{}', []],
  ['not json', []],
];
for (const [body, models] of MODELS) {
  test(`models in ${body}`, async (context) => {
    const { reader } = await stage(context, (_, response) => response.end(body));
    assert.deepEqual(await reader.models(), models);
  });
}

test('health and models are asked with the same credentials', async (context) => {
  const seen: (string | undefined)[] = [];
  const authorization = { kind: 'basic', username: 'u', password: { kind: 'text', text: 'p' } } as const;
  const listener: RequestListener = ({ headers }, response) => {
    seen.push(headers.authorization);
    response.end('{}');
  };
  const { reader } = await stage(context, listener, { http: httpSettings({ authorization }) });
  await reader.health();
  await reader.models();
  assert.deepEqual(seen, ['Basic dTpw', 'Basic dTpw']);
});
