import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import test from 'node:test';
import { OwnMetrics } from '../../../../../main/app/own-metrics.ts';
import { answerOwnMetrics } from '../../../../../main/hosts/headless/http/own-metrics-server.ts';
import type { PageFile } from '../../../../../main/hosts/headless/http/page-folder.ts';
import { serveScreen } from '../../../../../main/hosts/headless/http/screen-server.ts';
import { fakeFacts } from '../../../../fakes/monitor-facts.ts';
import { ask, handshake, postToken, serve, tokenOf } from './serve-screen.ts';

test('the page comes with a strict policy, and is kept nowhere', async (t) => {
  const { url, host } = await serve(t);
  for (const path of ['/', '/index.html', '/?a=b']) {
    const { status, headers, body } = await ask(url + path);
    assert.equal(status, 200, path);
    assert.equal(body, '<!doctype html><title>screen</title>');
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    const policy = headers['content-security-policy'];
    assert.ok(typeof policy === 'string' && policy.startsWith("default-src 'none'; "));
    assert.ok(policy.includes(`connect-src 'self' ws://${host};`));
  }
  assert.equal((await ask(url, { method: 'HEAD' })).body, '');
  assert.equal((await ask(`${url}/`, { method: 'PUT' })).status, 405);
});

const OUTSIDE = [
  '/../secret.html',
  '/%2e%2e/secret.html',
  '/..%2fsecret.html',
  '/..%5csecret.html',
  '//secret.html',
  '/./index.html',
  '/index.html%00',
  '/%zz',
  '/etc/passwd',
];

for (const path of OUTSIDE) {
  test(`no path leads out of the folder: ${path}`, async (t) => {
    const { url } = await serve(t);
    const { status, body, headers } = await ask(url + path);
    assert.equal(status, 404);
    assert.doesNotMatch(body, /secret/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });
}

test('a tunnel may have another port and any name of this computer', async (t) => {
  const { url } = await serve(t);
  for (const host of ['127.0.0.1', '127.0.0.1:9999', 'localhost:1', 'LOCALHOST', '[::1]:80']) {
    assert.equal((await ask(`${url}/`, { headers: { Host: host } })).status, 200, host);
    const own = { Host: host, Origin: `http://${host}` };
    assert.equal((await ask(`${url}/`, { headers: own })).status, 200, host);
  }
});

const FORGED: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['a name pointed at 127.0.0.1', { Host: 'evil.example:80' }],
  ['a name that begins as ours', { Host: '127.0.0.1.evil.example' }],
  ['a name that ends as ours', { Host: 'evil-localhost' }],
  ['another address of loopback', { Host: '127.0.0.2' }],
  ['a user before the name', { Host: 'evil@127.0.0.1' }],
  ['a page of the web', { Origin: 'http://evil.example' }],
  ['a page of another port', { Origin: 'http://127.0.0.1:1' }],
  ['a page over TLS', { Origin: 'https://127.0.0.1' }],
  ['a page of nowhere', { Origin: 'null' }],
  ['another name of ours than was asked for', { Host: '127.0.0.1:80', Origin: 'http://localhost:80' }],
];

for (const [what, headers] of FORGED) {
  test(`${what} is refused everywhere, and its token not taken`, async (t) => {
    const { url, addresses } = await serve(t);
    for (const path of ['/', '/index.html', '/metrics', '/healthz', '/missing'])
      assert.equal((await ask(url + path, { headers })).status, 403, path);
    assert.equal((await ask(`${url}/session`, postToken(tokenOf(addresses), headers))).status, 403);
    assert.equal((await ask(`${url}/session`, postToken(tokenOf(addresses)))).status, 200);
  });
}

test('a token is exchanged once; then the next address is told', async (t) => {
  const { url, host, addresses } = await serve(t);
  assert.equal(addresses.length, 1);
  assert.match(addresses[0]!, /^http:\/\/127\.0\.0\.1:\d+\/#[0-9a-f]{64}$/);
  const first = tokenOf(addresses);
  const answer = await ask(`${url}/session`, postToken(first, { Origin: `http://${host}` }));
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.match((JSON.parse(answer.body) as { session: string }).session, /^[0-9a-f]{64}$/);
  assert.equal(addresses.length, 2);
  assert.notEqual(tokenOf(addresses), first);
  assert.equal((await ask(`${url}/session`, postToken(first))).status, 403);
  assert.equal(addresses.length, 2);
});

test('what is no token is refused, and told no address', async (t) => {
  const { url, addresses } = await serve(t);
  const good = postToken(tokenOf(addresses));
  const asks: [number, Parameters<typeof ask>[1]][] = [
    [403, postToken('0'.repeat(64))],
    [403, postToken('')],
    [403, { ...good, body: 'not json' }],
    [403, { ...good, body: '{}' }],
    [413, { ...good, body: JSON.stringify({ token: 'x'.repeat(2_000) }) }],
    [415, { ...good, headers: { 'Content-Type': 'text/plain' } }],
    [405, { ...good, method: 'PUT' }],
    [405, {}],
  ];
  for (const [status, options] of asks) assert.equal((await ask(`${url}/session`, options)).status, status);
  assert.equal(addresses.length, 1);
  assert.equal((await ask(`${url}/session?token=${tokenOf(addresses)}`)).status, 405);
});

test('its own metrics and health are there, too', async (t) => {
  const { url } = await serve(t);
  assert.match((await ask(`${url}/metrics`)).body, /nim_glance_/);
  assert.equal((await ask(`${url}/healthz`)).status, 200);
});

test('a taken port is refused in words, and no other one taken', async (t) => {
  const { host } = await serve(t);
  const port = Number(host.split(':')[1]);
  await assert.rejects(serve(t, {}, port), {
    message: `127.0.0.1:${String(port)} cannot be listened on: another program does`,
  });
});

test('where the port cannot be had nothing goes on watching who was paired', async (t) => {
  const { host, attachKeys, monitor } = await serve(t);
  let followed = 0;
  const follow = attachKeys.follow.bind(attachKeys);
  attachKeys.follow = (onChange) => {
    followed += 1;
    const end = follow(onChange);
    return () => {
      followed -= 1;
      end();
    };
  };
  const serveAt = (port: number) =>
    serveScreen({
      ...{ attachKeys, computer: 'dgx-lab', port, api: monitor.api, files: new Map<string, PageFile>() },
      ownMetrics: answerOwnMetrics({ metrics: new OwnMetrics(), facts: fakeFacts, version: '1.2.3' }),
      onAddress: () => undefined,
    });
  await assert.rejects(serveAt(Number(host.split(':')[1])));
  assert.equal(followed, 0);
  const served = await serveAt(0);
  assert.equal(followed, 1);
  await served.close();
  assert.equal(followed, 0);
});

test('connections that say nothing are cut, and of very many none is kept', async (t) => {
  const { url, host } = await serve(t);
  const port = Number(host.split(':')[1]);
  const sockets = Array.from({ length: 200 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  const cut = sockets.map((socket) => once(socket, 'close'));
  // Those above the limit at once, the others when their time is up.
  for (const socket of sockets) socket.resume();
  await Promise.all(cut);
  assert.equal((await ask(`${url}/`)).status, 200);
});

test('the handshake is that of RFC 6455, section 1.3', async (t) => {
  const answer = await handshake(await serve(t));
  assert.match(answer, /^HTTP\/1\.1 101 /);
  assert.match(answer, /^Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r$/m);
});

const REFUSED: readonly (readonly [string, { path?: string; headers?: string }, string])[] = [
  ['a rebound name', { headers: 'Host: evil.example\r\n' }, '403'],
  ['no name', { headers: 'Host:\r\n' }, '403'],
  ['a page of the web', { headers: 'Origin: http://evil.example\r\n' }, '403'],
  ['a page of another port', { headers: 'Origin: http://127.0.0.1:1\r\n' }, '403'],
  ['a page of nowhere', { headers: 'Origin: null\r\n' }, '403'],
  ['another path', { path: '/' }, '404'],
  ['a session in the query', { path: `/socket?session=${'0'.repeat(64)}` }, '404'],
  [
    'another version',
    { headers: 'Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' },
    '400',
  ],
  ['a key that is none', { headers: 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: abc\r\n' }, '400'],
];

for (const [what, options, status] of REFUSED) {
  test(`${what} gets no WebSocket: ${status}`, async (t) => {
    assert.ok((await handshake(await serve(t), options)).startsWith(`HTTP/1.1 ${status} `));
  });
}
