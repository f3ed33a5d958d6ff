import assert from 'node:assert/strict';
import test from 'node:test';
import { Connections } from '../../../../../main/core/scrape/http/connections.ts';
import { proxyAuthorization } from '../../../../../main/core/scrape/http/tunnel-agent.ts';
import { makeCertificate } from '../../../../fakes/certificates.ts';
import { getOnce, textOf } from '../../../../fakes/get-once.ts';
import { httpsServer, proxyServer, rawServer } from '../../../../fakes/http-servers.ts';
import { httpSettings } from '../../../../fakes/target-settings.ts';

test('an https target over a proxy: a tunnel, which is kept', async (context) => {
  const authority = makeCertificate('CA', { isAuthority: true });
  const own = makeCertificate('nim', { issuer: authority, hosts: ['nim.test'] });
  const port = await httpsServer(context, own, ({ url }, response) => response.end(url));
  const proxy = await proxyServer(context, { toLoopback: true });
  const tls = { ...httpSettings().tls, ca: { kind: 'text', text: authority.cert } as const };
  const http = httpSettings({
    tls,
    proxy: { kind: 'url', url: `http://127.0.0.1:${String(proxy.port)}`, noProxy: 'other.test' },
  });
  const connections = new Connections();
  context.after(() => connections.close());
  const place = `nim.test:${String(port)}`;
  assert.equal(textOf(await getOnce(context, `https://${place}/a`, { http, connections })), '200 /a');
  assert.equal(textOf(await getOnce(context, `https://${place}/b`, { http, connections })), '200 /b');
  assert.deepEqual(proxy.seen, [`CONNECT ${place}`]);
});

const PROXY_FAILURES: readonly (readonly [scheme: string, refuse: number | undefined, reason: RegExp])[] = [
  ['https', 407, /^the proxy 127\.0\.0\.1:\d+ asks for credentials \(407\)/],
  ['https', 403, /^the proxy 127\.0\.0\.1:\d+ does not connect to nim\.test:8000 \(403\)/],
  ['http', 407, /^407 /],
  ['https', undefined, /^the proxy 127\.0\.0\.1:\d+: nothing listens there/],
  ['http', undefined, /^the proxy 127\.0\.0\.1:\d+: nothing listens there/],
];

for (const [scheme, refuse, reason] of PROXY_FAILURES) {
  test(`${scheme} over a proxy that ${refuse === undefined ? 'is not there' : `answers ${String(refuse)}`}`, async (context) => {
    const { port } = refuse === undefined ? { port: 1 } : await proxyServer(context, { refuse });
    const http = httpSettings({
      proxy: { kind: 'url', url: `http://u:canary@127.0.0.1:${String(port)}`, noProxy: '' },
    });
    const answer = textOf(await getOnce(context, `${scheme}://nim.test:8000/`, { http }));
    assert.match(answer, reason);
    assert.doesNotMatch(answer, /canary/);
  });
}

test('a tunnel that does not come: the deadline takes it away', async (context) => {
  const left = new Promise<void>((resolve) => {
    void rawServer(context, (socket) => socket.resume().on('close', () => resolve())).then(async (port) => {
      const http = httpSettings({ proxy: { kind: 'url', url: `http://127.0.0.1:${String(port)}`, noProxy: '' } });
      assert.match(
        textOf(await getOnce(context, 'https://nim.test/', { http, timeoutMs: 200 })),
        /^the proxy gave no connection within 0\.2 s/,
      );
    });
  });
  await left;
});

test('the credentials of a proxy, as they are meant', () => {
  const pair = (url: string): string =>
    Buffer.from((proxyAuthorization(new URL(url)) ?? '').slice(6), 'base64').toString();
  assert.equal(pair('http://us%20er:p%40ss@p'), 'us er:p@ss');
  assert.equal(pair('http://u:50%@p'), 'u:50%');
  assert.equal(proxyAuthorization(new URL('http://p')), undefined);
});

test('a TLS handshake through a tunnel that does not come', async (context) => {
  const silent = await rawServer(context, () => undefined);
  const { port } = await proxyServer(context, { toLoopback: true });
  const http = httpSettings({ proxy: { kind: 'url', url: `http://127.0.0.1:${String(port)}`, noProxy: '' } });
  const answer = await getOnce(context, `https://nim.test:${String(silent)}/`, { http, timeoutMs: 300 });
  assert.match(textOf(answer), /^connected, but no TLS handshake within 0\.3 s/);
});
