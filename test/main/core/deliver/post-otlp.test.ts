import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Agent, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { PostAnswer } from '../../../../main/core/deliver/outcome.ts';
import { directAgent, postJson, postOtlp, type PostRequest } from '../../../../main/core/deliver/post-otlp.ts';
import { rawServer } from '../../../fakes/http-servers.ts';

const BODY = Uint8Array.from({ length: 5_000 }, (_, at) => at % 251);

/** Posts to a real server and returns what came of it. */
async function posted(
  listener: RequestListener,
  over: Partial<PostRequest> = {},
  post = postOtlp,
): Promise<PostAnswer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}/api/v2/otlp/v1/metrics`;
    return await post({ url, authorization: 'Api-Token t', body: BODY, timeoutMs: 10_000, ...over });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A server that reads the whole request before it goes on. */
const afterBody =
  (answer: (response: ServerResponse, request: IncomingMessage) => void): RequestListener =>
  (request, response) => {
    void bodyOf(request).then(() => {
      answer(response, request);
    });
  };

test('one POST whose gzip body inflates to the same bytes, with its headers', async () => {
  let seen: { request: IncomingMessage; body: Buffer } | undefined;
  await posted((request, response) => {
    void bodyOf(request).then((body) => {
      seen = { request, body };
      response.end();
    });
  });
  assert.ok(seen);
  const { request, body } = seen;
  assert.ok(body.length < BODY.length, 'it is compressed');
  assert.deepEqual(Uint8Array.from(gunzipSync(body)), BODY);
  assert.deepEqual([request.method, request.url], ['POST', '/api/v2/otlp/v1/metrics']);
  const { headers } = request;
  assert.deepEqual(
    [headers['content-type'], headers['content-encoding'], headers['content-length'], headers.authorization],
    ['application/x-protobuf', 'gzip', String(body.length), 'Api-Token t'],
  );
  assert.equal(headers['transfer-encoding'], undefined);
});

test('an answer is handed over as it is, whatever its status', async () => {
  const answer = await posted(
    afterBody((response) => {
      response.writeHead(503, {
        'content-type': 'text/plain',
        'retry-after': '7',
        'x-ratelimit-reset': '9',
        date: 'now',
      });
      response.end('later');
    }),
  );
  const hints = { retryAfter: '7', rateLimitReset: '9', date: 'now' };
  const body = Buffer.from('later');
  assert.deepEqual(answer, { kind: 'answer', status: 503, contentType: 'text/plain', ...hints, body });
});

test('an answer without any header and body; a redirect is not followed', async () => {
  const none = { kind: 'answer', contentType: '', retryAfter: undefined, body: Buffer.alloc(0) };
  const bare = afterBody((response) => {
    response.sendDate = false;
    response.end();
  });
  assert.deepEqual(await posted(bare), { ...none, status: 200 });
  const redirect = await posted(
    afterBody((response) => response.writeHead(302, { location: '/elsewhere', date: '' }).end()),
  );
  assert.deepEqual(redirect, { ...none, status: 302, location: '/elsewhere', date: '' });
});

test('a huge answer is cut at 64 kB without waiting for its end', async () => {
  const answer = await posted(
    afterBody((response) => {
      response.write(Buffer.alloc(200_000, 'x'));
    }),
  );
  assert.ok(answer.kind === 'answer');
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, Buffer.alloc(65_536, 'x'));
});

test('a token that the answer quotes is starred out, and nothing else of it', async () => {
  const token = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
  const body = Buffer.concat([Buffer.from([0x08, 16, 0x12, 0xff]), Buffer.from(`ä ${token} ${token}!`)]);
  const answer = await posted(
    afterBody((response) => response.writeHead(302, { location: `/login?token=${token}` }).end(body)),
    { authorization: `Api-Token ${token}` },
  );
  const stars = '*'.repeat(token.length);
  assert.ok(answer.kind === 'answer');
  assert.deepEqual(answer.body, Buffer.concat([body.subarray(0, 4), Buffer.from(`ä ${stars} ${stars}!`)]));
  assert.equal(answer.location, `/login?token=${stars}`);
});

test('an empty body goes as it is, JSON too', async () => {
  const seen: (readonly [string | undefined, string | undefined, string])[] = [];
  const listener: RequestListener = (request, response) => {
    void bodyOf(request).then((body) => {
      const { 'content-type': type, 'content-encoding': encoding } = request.headers;
      seen.push([type, encoding, body.toString()]);
      response.end();
    });
  };
  await posted(listener, { body: new Uint8Array() });
  await posted(listener, { body: Buffer.from('{"a":1}') }, postJson);
  assert.deepEqual(seen, [
    ['application/x-protobuf', undefined, ''],
    ['application/json', undefined, '{"a":1}'],
  ]);
});

/** Posts to a server that speaks byte for byte, over a kept connection. */
async function postedRaw(
  context: TestContext,
  speak: (socket: Socket, agent: Agent) => void,
  over: Partial<PostRequest> = {},
): Promise<PostAnswer> {
  const agent = directAgent(false);
  context.after(() => agent.destroy());
  const port = await rawServer(context, (socket) => speak(socket, agent));
  const url = `http://127.0.0.1:${port}`;
  return postOtlp({ url, authorization: 'a', body: LARGE, timeoutMs: 10_000, agent, ...over });
}

test('an answer that comes before the body has left is taken, and the connection is not kept', async (context) => {
  let closed: Promise<unknown> | undefined;
  const answer = await postedRaw(context, (socket) => {
    closed = once(socket, 'close');
    socket.once('data', () => {
      socket.pause().write('HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\n\r\nbig');
      setTimeout(() => socket.resume(), 100);
    });
  });
  assert.ok(answer.kind === 'answer' && answer.status === 413);
  assert.equal(Buffer.from(answer.body).toString(), 'big');
  await closed;
});

test('a deadline closes the connection', async (context) => {
  let closed: Promise<unknown> | undefined;
  const answer = await postedRaw(
    context,
    (socket) => {
      closed = once(socket.resume(), 'close');
    },
    { timeoutMs: 200 },
  );
  assert.equal(answer.kind, 'failed');
  await closed;
});

test('words that are no HTTP', async (context) => {
  const speak = (socket: Socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n'));
  const answer = await postedRaw(context, speak, { body: BODY });
  assert.ok(answer.kind === 'failed' && answer.sent);
  assert.match(answer.reason, /does not speak HTTP/);
});

test('a connection that is reset as soon as it is made: certainly not counted', async (context) => {
  const answer = await postedRaw(context, (socket) => socket.resetAndDestroy());
  assert.ok(answer.kind === 'failed' && !answer.sent);
});

test('a connection that we end before the body has left: certainly not counted', async (context) => {
  const answer = await postedRaw(context, (socket, agent) => {
    socket.once('data', () => {
      socket.pause();
      setTimeout(() => agent.destroy(), 50);
    });
  });
  assert.ok(answer.kind === 'failed' && !answer.sent);
});

const dripping = (response: ServerResponse): void => {
  response.writeHead(200);
  const timer = setInterval(() => response.write('.'), 20);
  response.on('close', () => {
    clearInterval(timer);
  });
};
/** What gzip cannot shrink and no socket buffer takes at once. */
const LARGE = randomBytes(30_000_000);

const FAILURES: readonly (readonly [string, RequestListener, Partial<PostRequest>, boolean, RegExp])[] = [
  ['no answer in time', afterBody(() => {}), { timeoutMs: 300 }, true, /^no answer within 0\.3 s$/],
  ['an answer that never ends', afterBody(dripping), { timeoutMs: 300 }, true, /^no answer within 0\.3 s$/],
  ['no answer in time, and the body not taken', (request) => request.pause(), { timeoutMs: 500, body: LARGE }, false, /^no answer within 0\.5 s$/],
  ['a reset before the body has left', (request) => request.socket.resetAndDestroy(), { body: LARGE }, false, /^cannot reach 127\.0\.0\.1:\d+: the connection was cut before an answer came \([A-Z]+\)$/],
  ['a reset after the body', afterBody((_, request) => request.socket.resetAndDestroy()), {}, true, /^cannot reach 127\.0\.0\.1:\d+: .* \(ECONNRESET\)$/],
  ['a close after the body', afterBody((_, request) => request.socket.destroy()), {}, true, /\(ECONNRESET\)$/],
  ['an answer that breaks off', afterBody((response, request) => { response.writeHead(200, { 'content-length': 9 }); response.write('half', () => request.socket.destroy()); }), {}, true, /^the answer broke off$/],
]; // prettier-ignore

for (const [name, listener, over, sent, reason] of FAILURES) {
  test(`${name}: ${sent ? 'may have been counted' : 'certainly not counted'}`, async () => {
    const answer = await posted(listener, over);
    assert.ok(answer.kind === 'failed', JSON.stringify(answer).slice(0, 200));
    assert.match(answer.reason, reason);
    assert.equal(answer.sent, sent);
  });
}

test('a refused connection: nothing was sent', async () => {
  let url = '';
  await posted((request, response) => {
    url = `http://${request.headers.host ?? ''}/v1/metrics`;
    response.end();
  });
  const answer = await postOtlp({ url, authorization: 'a', body: BODY, timeoutMs: 10_000 });
  const words = 'nothing listens there (connection refused). Check host and port (ECONNREFUSED)';
  const reason = `cannot reach ${new URL(url).host}: ${words}`;
  assert.deepEqual(answer, { kind: 'failed', sent: false, reason });
});

const IMPOSSIBLE: readonly Partial<PostRequest>[] = [{ url: 'nope' }, { authorization: 'Api-Token a\n' }];
for (const over of IMPOSSIBLE) {
  test(`a request that cannot be made: ${JSON.stringify(over)}`, async () => {
    const answer = await posted(() => undefined, over);
    assert.ok(answer.kind === 'failed' && !answer.sent);
    assert.equal(answer.reason.includes('Api-Token'), false);
  });
}
