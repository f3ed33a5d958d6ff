import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Connections } from '../../../../../main/core/scrape/http/connections.ts';
import { makeCertificate } from '../../../../fakes/certificates.ts';
import { at, getOnce, headOf, textOf } from '../../../../fakes/get-once.ts';
import { httpServer, httpsServer, rawServer } from '../../../../fakes/http-servers.ts';
import { httpSettings } from '../../../../fakes/target-settings.ts';

test('one connection serves several requests', async (context) => {
  const ports: (number | undefined)[] = [];
  const port = await httpServer(context, ({ socket }, response) => {
    ports.push(socket.remotePort);
    response.end('a 1');
  });
  const connections = new Connections();
  for (let turn = 0; turn < 3; turn += 1)
    assert.equal(textOf(await getOnce(context, at(port), { connections })), '200 a 1');
  connections.close();
  assert.equal(ports.length, 3);
  assert.equal(new Set(ports).size, 1);
});

test('a kept connection that is reset before any answer: once more on a new one', async (context) => {
  let connected = 0;
  const port = await rawServer(context, (socket) => {
    connected += 1;
    let asked = 0;
    socket.on('data', () => {
      asked += 1;
      // The second request on a connection finds it gone.
      if (asked === 1) socket.write(`${headOf('content-length: 3')}a 1`);
      else socket.resetAndDestroy();
    });
  });
  const connections = new Connections();
  context.after(() => connections.close());
  for (let turn = 1; turn <= 3; turn += 1) {
    assert.equal(textOf(await getOnce(context, at(port), { connections })), '200 a 1');
    assert.equal(connected, turn);
  }
});

test('a new connection that is reset is not tried again', async (context) => {
  let connected = 0;
  const port = await rawServer(context, (socket) => {
    connected += 1;
    socket.once('data', () => socket.resetAndDestroy());
  });
  assert.match(textOf(await getOnce(context, at(port))), /^the connection was cut before an answer came/);
  assert.equal(connected, 1);
});

test('a server that closed the kept connection in between', async (context) => {
  const port = await httpServer(
    context,
    (_, response) => response.end('a 1'),
    (server) => (server.keepAliveTimeout = 1),
  );
  const connections = new Connections();
  context.after(() => connections.close());
  assert.equal(textOf(await getOnce(context, at(port), { connections })), '200 a 1');
  await wait(50);
  assert.equal(textOf(await getOnce(context, at(port), { connections })), '200 a 1');
});

test('through a tunnel: connected to its near end, asked by its own name, and no proxy in between', async (context) => {
  const port = await httpServer(context, ({ headers }, response) => response.end(headers.host));
  const dial = { host: '127.0.0.1', port };
  const environment = { HTTP_PROXY: 'http://proxy.invalid:3128' };
  const url = 'http://no-such-host.invalid:8000/metrics';
  assert.equal(textOf(await getOnce(context, url, { dial }, environment)), '200 no-such-host.invalid:8000');
});

test('a target behind a tunnel is never asked past it', async (context) => {
  const port = await httpServer(context, () => assert.fail('asked'));
  assert.equal(textOf(await getOnce(context, at(port), { via: 'dgx' })), 'no tunnel to dgx is open');
});

test('the near end of a tunnel may be another one later', async (context) => {
  const ports = [
    await httpServer(context, (_, response) => response.end('a')),
    await httpServer(context, (_, response) => response.end('b')),
  ];
  const connections = new Connections();
  const answers: string[] = [];
  for (const port of ports) {
    const dial = { host: '127.0.0.1', port };
    answers.push(textOf(await getOnce(context, 'http://dgx.invalid:8000/', { connections, dial })));
  }
  assert.deepEqual(answers, ['200 a', '200 b']);
});

/** Whom a certificate names, whom the target is called, and whether that is good. */
const NAMES: readonly (readonly [names: readonly string[], host: string, good: boolean])[] = [
  [['dgx.invalid'], 'dgx.invalid', true],
  [['127.0.0.1', 'localhost'], 'dgx.invalid', false],
  [['10.9.8.7'], '10.9.8.7', true],
  [['127.0.0.1'], '10.9.8.7', false],
];
for (const [hosts, host, good] of NAMES) {
  test(`through a tunnel: a certificate for ${hosts.join(', ')} is ${good ? 'good' : 'not good'} for ${host}`, async (context) => {
    const own = makeCertificate('server', { hosts });
    const port = await httpsServer(context, own, (_, response) => response.end('a 1'));
    const tls = { ...httpSettings().tls, ca: { kind: 'text', text: own.cert } as const };
    const over = { dial: { host: '127.0.0.1', port }, http: httpSettings({ tls }) };
    const answer = textOf(await getOnce(context, `https://${host}/`, over));
    assert.match(answer, good ? /^200 a 1$/ : /^TLS: the certificate is for another host/);
  });
}
