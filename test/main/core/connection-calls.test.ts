import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { connectionCalls, throughProxy } from '../../../main/core/connection-calls.ts';
import { postOtlp } from '../../../main/core/deliver/post-otlp.ts';
import { TunnelAgent } from '../../../main/core/scrape/http/tunnel-agent.ts';
import { startSink, type SinkOptions } from '../../../main/demo/strict-sink/sink-server.ts';
import { makeCertificate } from '../../fakes/certificates.ts';
import { httpServer, httpsServer, proxyServer, rawServer } from '../../fakes/http-servers.ts';

const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
const calls = connectionCalls({});

async function sink(context: TestContext, options: SinkOptions = {}): Promise<string> {
  const started = await startSink({ token: TOKEN, ...options });
  context.after(() => started.close());
  return `${started.url}/e/abc12345/api/v2/otlp`;
}

test('a sink as strict as Dynatrace knows the token, and accepts it', async (context) => {
  const endpoint = await sink(context, { scopes: ['metrics.ingest', 'logs.ingest'] });
  const scopes = ['metrics.ingest', 'logs.ingest'];
  assert.deepEqual(await calls.lookUpToken(endpoint, TOKEN), {
    kind: 'found',
    enabled: true,
    scopes,
    expires: undefined,
  });
  assert.deepEqual(await calls.postNothing(endpoint, TOKEN), { kind: 'accepted', status: 400 });
});

test('a wrong token, a missing scope, a wrong address', async (context) => {
  const endpoint = await sink(context, { scopes: ['logs.ingest'] });
  const other = TOKEN.replace('A', 'C');
  assert.match(JSON.stringify(await calls.lookUpToken(endpoint, other)), /"refused".*\(401\): The token is not valid/);
  assert.match(JSON.stringify(await calls.postNothing(endpoint, other)), /"refused".*\(401\)/);
  assert.match(JSON.stringify(await calls.postNothing(endpoint, TOKEN)), /"refused".*metrics\.ingest \(403\)/);
  assert.match(JSON.stringify(await calls.postNothing(`${endpoint}/x`, TOKEN)), /"refused".*\(404\)/);
});

test('a platform token is a Bearer and cannot be looked up; nor can any at an endpoint that is not Dynatrace’s', async (context) => {
  const asked: string[] = [];
  const port = await httpServer(context, ({ url = '', headers }, response) => {
    asked.push(`${url} ${headers.authorization ?? ''}`);
    response.end();
  });
  const base = `http://127.0.0.1:${port}`;
  assert.deepEqual(await calls.lookUpToken(`${base}/api/v2/otlp`, 'dt0s16.A.B'), { kind: 'none' });
  assert.deepEqual(await calls.lookUpToken(base, TOKEN), { kind: 'none' });
  assert.deepEqual(await calls.postNothing(base, 'dt0s16.A.B'), { kind: 'accepted', status: 200 });
  assert.deepEqual(asked, ['/v1/metrics Bearer dt0s16.A.B']);
});

test('a server that quotes the token in its error does not make us tell it', async (context) => {
  const port = await httpServer(context, ({ headers }, response) => {
    response.writeHead(401, { 'content-type': 'text/plain' }).end(`bad header: ${headers.authorization ?? ''}`);
  });
  const endpoint = `http://127.0.0.1:${port}/api/v2/otlp`;
  for (const answer of [await calls.lookUpToken(endpoint, TOKEN), await calls.postNothing(endpoint, TOKEN)]) {
    assert.match(JSON.stringify(answer), /bad header: Api-Token \*+/);
    assert.ok(!JSON.stringify(answer).includes(TOKEN));
  }
});

test('https goes over the proxy of the environment; TLS failures are explained', async (context) => {
  const own = makeCertificate('sink', { hosts: ['sink.test'] });
  const port = await httpsServer(context, own, (_, response) => response.end());
  const proxy = await proxyServer(context, { toLoopback: true });
  const through = connectionCalls({ HTTPS_PROXY: `http://u:p@127.0.0.1:${proxy.port}` });
  const answer = await through.postNothing(`https://sink.test:${port}`, TOKEN);
  assert.match(JSON.stringify(answer), /"unknown".*sink\.test.*TLS: the certificate comes from an own CA/);
  assert.deepEqual(proxy.seen, [`CONNECT sink.test:${port} Basic dTpw`]);
});

test('a request that arrives through a proxy is answered as one that went directly', async (context) => {
  const own = makeCertificate('sink', { hosts: ['sink.test'] });
  const port = await httpsServer(context, own, (_, response) => response.writeHead(403).end());
  const { port: proxy } = await proxyServer(context, { toLoopback: true });
  // What the certificate is worth is tested above; here it is trusted, as one with NODE_EXTRA_CA_CERTS would be.
  const trusting = throughProxy(
    (request) => {
      Object.assign((request.agent as unknown as { options: object }).options, { ca: own.cert });
      return postOtlp(request);
    },
    { HTTPS_PROXY: `127.0.0.1:${proxy}` },
  );
  const request = {
    url: `https://sink.test:${port}/v1/metrics`,
    authorization: 'a',
    body: new Uint8Array(),
    timeoutMs: 5_000,
  };
  const answer = await trusting(request);
  assert.ok(answer.kind === 'answer', JSON.stringify(answer));
  assert.equal(answer.status, 403);
});

const PROXIES: readonly (readonly [name: string, refuse: number | undefined, reason: RegExp])[] = [
  ['asks for credentials', 407, /the proxy 127\.0\.0\.1:\d+ asks for credentials/],
  ['forbids', 403, /the proxy 127\.0\.0\.1:\d+ does not connect to/],
  ['is not there', undefined, /the proxy 127\.0\.0\.1:1: nothing listens there/],
];

for (const [name, refuse, reason] of PROXIES) {
  test(`a proxy that ${name}: what it says is not taken for the destination’s answer`, async (context) => {
    const { port } = refuse === undefined ? { port: 1 } : await proxyServer(context, { refuse });
    const through = connectionCalls({ https_proxy: `http://u:canary@127.0.0.1:${port}` });
    const answer = await through.postNothing('https://sink.test/api/v2/otlp', TOKEN);
    assert.equal(answer.kind, 'unknown');
    assert.match(JSON.stringify(answer), reason);
    assert.doesNotMatch(JSON.stringify(answer), /canary/);
  });
}

test('an address of a proxy that cannot be read is told', async () => {
  const through = connectionCalls({ HTTPS_PROXY: 'socks5://127.0.0.1:1' });
  assert.match(JSON.stringify(await through.postNothing('https://sink.test', TOKEN)), /"unknown".*HTTPS_PROXY/);
});

test('loopback, plain http and NO_PROXY go directly', async (context) => {
  const environment = { HTTPS_PROXY: 'http://127.0.0.1:1', HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'direct.test' };
  const endpoint = await sink(context);
  assert.equal((await connectionCalls(environment).postNothing(endpoint, TOKEN)).kind, 'accepted');
  const answer = JSON.stringify(await connectionCalls(environment).postNothing('https://direct.test', TOKEN));
  assert.doesNotMatch(answer, /proxy 127/);
});

test('plain http to another computer, where it is allowed, goes directly', async () => {
  const agents: unknown[] = [];
  const post = throughProxy(
    async ({ agent }) => {
      agents.push(agent);
      return { kind: 'failed', sent: false, reason: '' };
    },
    { HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1' },
  );
  for (const scheme of ['http', 'https']) {
    await post({ url: `${scheme}://collector.test`, authorization: 'a', body: new Uint8Array(), timeoutMs: 1 });
  }
  assert.equal(agents[0], undefined);
  assert.ok(agents[1] instanceof TunnelAgent);
});

test('DNS, a refused connection, another protocol', async (context) => {
  const unknown = JSON.stringify(await calls.postNothing('https://no-such-host.invalid', TOKEN));
  assert.match(unknown, /"unknown".*\(DNS\)/);
  const refused = JSON.stringify(await calls.postNothing('http://127.0.0.1:1', TOKEN));
  assert.match(refused, /"unknown".*nothing listens there/);
  const port = await rawServer(context, (socket) => socket.once('data', () => socket.end('SSH-2.0-x\r\n')));
  const other = JSON.stringify(await calls.postNothing(`http://127.0.0.1:${port}`, TOKEN));
  assert.match(other, /"unknown".*does not speak HTTP/);
});
