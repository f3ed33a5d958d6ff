import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import type { GetAnswer } from '../../../../main/core/scrape/http-get.ts';
import { at, getOnce, headOf, textOf } from '../../../fakes/get-once.ts';
import { fixedServer, httpServer, proxyServer, rawServer } from '../../../fakes/http-servers.ts';
import { httpSettings } from '../../../fakes/target-settings.ts';

test('asks for gzip, tells how long it waits, and unpacks', async (context) => {
  const port = await httpServer(context, ({ headers }, response) => {
    const said = [headers['accept-encoding'], headers['x-prometheus-scrape-timeout-seconds'], headers.accept].join(' ');
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/plain' }).end(gzipSync(said));
  });
  const answer = await getOnce(context, at(port));
  assert.equal(textOf(answer), '200 gzip 10 */*');
  assert.equal(answer.kind === 'answer' && answer.contentType, 'text/plain');
});

/** What a server says byte for byte, and the words for it. */
const RAW: readonly (readonly [name: string, said: string | Buffer, reason: RegExp])[] = [
  [
    'a flood of headers',
    headOf(...Array.from({ length: 4_000 }, (_, n) => `x-${String(n)}: y`)),
    /^its headers are too large/,
  ],
  ['a header that is none', headOf('no header'), /^its headers cannot be read \(no valid HTTP\)/],
  ['two lengths', `${headOf('content-length: 4', 'content-length: 5')}a 1\n`, /cannot be read|does not speak HTTP/],
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', /^what answers there does not speak HTTP/],
  [
    'a TLS alert on a plain request',
    Buffer.from([0x15, 3, 1, 0, 2, 2, 70]),
    /^this port speaks HTTPS\. Write https:\/\//,
  ],
  ['nothing, then the end', '', /^the connection was cut before an answer came\. If it speaks HTTPS, write https:/],
];
for (const [name, said, reason] of RAW) {
  test(`fails: ${name}; the reason holds no credential`, async (context) => {
    const credentials = { kind: 'text', text: 'canary' } as const;
    const http = httpSettings({ authorization: { kind: 'credentials', type: 'Bearer', credentials } });
    const url = at(await fixedServer(context, said), '/?token=canary');
    const answer = textOf(await getOnce(context, url, { http }));
    assert.match(answer, reason);
    assert.doesNotMatch(answer, /canary/);
  });
}

test('a name that is not known', async (context) => {
  assert.match(
    textOf(await getOnce(context, 'http://no-such-host.invalid/')),
    /^the name is not known \(DNS\)|\(DNS\)/,
  );
});

test('nothing there: refused', async (context) => {
  assert.match(textOf(await getOnce(context, at(1))), /^nothing listens there \(connection refused\)/);
});

/** Servers that never come to an end, and what the deadline says of each. */
const SLOW: readonly (readonly [name: string, speak: (socket: Socket) => void, reason: RegExp, answered: boolean])[] = [
  ['silence', () => undefined, /^connected, but no answer within 0\.3 s/, false],
  [
    'headers that do not end',
    (socket) => socket.write('HTTP/1.1 200 OK\r\nx: y\r\n'),
    /^connected, but no answer within 0\.3 s/,
    false,
  ],
  [
    'a body that does not end',
    (socket) => socket.write(`${headOf('content-length: 100')}a 1\n`),
    /^no whole answer within 0\.3 s: 4 bytes came/,
    true,
  ],
  [
    'a drip',
    (socket) => {
      socket.write(headOf('transfer-encoding: chunked'));
      const timer = setInterval(() => socket.write('1\r\n#\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    },
    /^no whole answer within 0\.3 s/,
    true,
  ],
];

for (const [name, speak, reason, answered] of SLOW) {
  test(`the deadline ends ${name}`, async (context) => {
    const answer = await getOnce(context, at(await rawServer(context, speak)), { timeoutMs: 300 });
    assert.ok(answer.kind === 'failed');
    assert.match(answer.reason, reason);
    assert.equal(answer.answered, answered);
  });
}

test('the deadline ends a TLS handshake that does not come', async (context) => {
  const port = await rawServer(context, () => undefined);
  assert.match(
    textOf(await getOnce(context, `https://127.0.0.1:${String(port)}/`, { timeoutMs: 300 })),
    /^connected, but no TLS handshake/,
  );
});

test('a redirect on the same server is followed, with the credentials', async (context) => {
  const port = await httpServer(context, ({ url, headers }, response) => {
    if (url === '/metrics') response.writeHead(307, { location: '/metrics/?a=b' }).end();
    else response.end(`${String(url)} ${String(headers.authorization)}`);
  });
  const http = httpSettings({
    authorization: { kind: 'credentials', type: 'Bearer', credentials: { kind: 'text', text: 'canary' } },
  });
  assert.equal(textOf(await getOnce(context, at(port, '/metrics'), { http })), '200 /metrics/?a=b Bearer canary');
});

test('a redirect to another server is not followed', async (context) => {
  let asked = 0;
  const other = await httpServer(context, (_, response) => {
    asked += 1;
    response.end();
  });
  const port = await httpServer(context, (_, response) =>
    response.writeHead(302, { location: at(other, '/login?token=canary') }).end(),
  );
  const answer = textOf(await getOnce(context, at(port)));
  assert.equal(
    answer,
    `it redirects (302) to another server, ${at(other, '/login')}; only the same one is followed. If that is right, give its address`,
  );
  assert.equal(asked, 0);
});

test('a redirect whose path looks like a server stays on this one; its credentials are not used', async (context) => {
  const asked: string[] = [];
  const port = await httpServer(context, ({ url, headers }, response) => {
    asked.push(`${String(url)} ${String(headers.authorization)}`);
    const location = `http://u:p@127.0.0.1:${String(port)}//other.invalid/x#y`;
    if (asked.length === 1) response.writeHead(302, { location }).end();
    else response.end('a 1');
  });
  assert.equal(textOf(await getOnce(context, at(port))), '200 a 1');
  assert.deepEqual(asked, ['/ undefined', '//other.invalid/x undefined']);
});

test('a redirect from http to https is another server', async (context) => {
  const port = await httpServer(context, (_, response) =>
    response.writeHead(301, { location: `https://127.0.0.1:${String(port)}/` }).end(),
  );
  assert.match(textOf(await getOnce(context, at(port))), /^it redirects \(301\) to another server, https:/);
});

test('a redirect that may not be followed, one in a circle, one to nowhere', async (context) => {
  let asked = 0;
  const port = await httpServer(context, ({ url }, response) => {
    asked += 1;
    response.writeHead(308, { location: url === '/nowhere' ? 'http://[' : '/again' }).end();
  });
  assert.match(
    textOf(await getOnce(context, at(port), { http: httpSettings({ followRedirects: false }) })),
    /follow_redirects is off/,
  );
  assert.equal(asked, 1);
  assert.match(textOf(await getOnce(context, at(port))), /^it redirects again and again/);
  assert.equal(asked, 7);
  assert.match(textOf(await getOnce(context, at(port, '/nowhere'))), /cannot be read$/);
});

test('a Date behind a proxy or cache is not the target’s own', async (context) => {
  const port = await httpServer(context, ({ url }, response) => {
    if (url === '/via') response.setHeader('via', '1.1 p');
    if (url === '/age') response.setHeader('age', '5');
    response.setHeader('date', 'Sun, 06 Nov 1994 08:49:37 GMT').end();
  });
  const dateOf = (answer: GetAnswer): number | undefined => (answer.kind === 'answer' ? answer.dateMs : NaN);
  assert.equal(dateOf(await getOnce(context, at(port))), 784_111_777_000);
  assert.equal(dateOf(await getOnce(context, at(port, '/via'))), undefined);
  assert.equal(dateOf(await getOnce(context, at(port, '/age'))), undefined);
});

test('a plain request over a proxy', async (context) => {
  const port = await httpServer(context, ({ url, headers }, response) =>
    response.end(`${String(url)} ${String(headers.host)}`),
  );
  const proxy = await proxyServer(context, { toLoopback: true });
  const settings = { kind: 'url', url: `http://us%20er:canary@127.0.0.1:${String(proxy.port)}`, noProxy: '' } as const;
  const url = `http://nim.test:${String(port)}/metrics?a=b`;
  const answer = await getOnce(context, url, { http: httpSettings({ proxy: settings }) });
  assert.equal(textOf(answer), `200 /metrics?a=b nim.test:${String(port)}`);
  assert.deepEqual(proxy.seen, [`GET ${url} Basic ${Buffer.from('us er:canary').toString('base64')}`]);
});

test('a proxy of the environment', async (context) => {
  const port = await httpServer(context, (_, response) => response.end('a 1'));
  const proxy = await proxyServer(context, { toLoopback: true });
  const environment = { http_proxy: `127.0.0.1:${String(proxy.port)}`, NO_PROXY: 'direct.invalid' };
  const http = httpSettings({ proxy: { kind: 'environment' } });
  assert.equal(textOf(await getOnce(context, `http://nim.test:${String(port)}/`, { http }, environment)), '200 a 1');
  assert.equal(textOf(await getOnce(context, at(port), { http }, environment)), '200 a 1');
  assert.match(textOf(await getOnce(context, 'http://direct.invalid/', { http }, environment)), /\(DNS\)/);
  assert.equal(proxy.seen.length, 1);
});
