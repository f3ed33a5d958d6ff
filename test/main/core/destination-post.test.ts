import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import test, { type TestContext } from 'node:test';
import { postOtlp, type PostRequest } from '../../../main/core/deliver/post-otlp.ts';
import { DestinationPost } from '../../../main/core/destination-post.ts';
import { TunnelAgent } from '../../../main/core/scrape/http/tunnel-agent.ts';
import { httpServer, proxyServer, rawServer } from '../../fakes/http-servers.ts';

const request = (url: string): PostRequest => ({
  ...{ url, authorization: 'Api-Token t', body: Uint8Array.of(1, 2, 3), timeoutMs: 5_000 },
});

/** A server that counts connections and answers each request after its body. */
async function countingServer(context: TestContext, answer: (response: ServerResponse) => void) {
  const seen = { connections: 0, requests: 0 };
  const port = await httpServer(
    context,
    (incoming, response) => {
      seen.requests += 1;
      incoming.resume().on('end', () => {
        answer(response);
      });
    },
    (server) => server.on('connection', () => (seen.connections += 1)),
  );
  return { seen, asked: request(`http://127.0.0.1:${port}/v1/metrics`) };
}

test('requests that follow each other share a connection; after close there is a new one', async (context) => {
  const { seen, asked } = await countingServer(context, (response) => response.end());
  const destination = new DestinationPost({});
  context.after(() => destination.close());
  for (let nth = 1; nth <= 3; nth += 1) assert.equal((await destination.post(asked)).kind, 'answer');
  assert.deepEqual(seen, { connections: 1, requests: 3 });
  destination.close();
  await destination.post(asked);
  assert.deepEqual(seen, { connections: 2, requests: 4 });
});

test('a plain POST has a connection of its own', async (context) => {
  const { seen, asked } = await countingServer(context, (response) => response.end());
  for (let nth = 1; nth <= 3; nth += 1) assert.equal((await postOtlp(asked)).kind, 'answer');
  assert.deepEqual(seen, { connections: 3, requests: 3 });
});

test('a huge answer costs the connection, and the next request makes a new one', async (context) => {
  const { seen, asked } = await countingServer(context, (response) => response.end(Buffer.alloc(5_000_000, 'x')));
  const destination = new DestinationPost({});
  context.after(() => destination.close());
  for (let nth = 1; nth <= 2; nth += 1) assert.equal((await destination.post(asked)).kind, 'answer');
  assert.deepEqual(seen, { connections: 2, requests: 2 });
});

test('a kept connection that is reset: the body may have been taken, and the next request makes a new one', async (context) => {
  let connections = 0;
  const port = await rawServer(context, (socket) => {
    connections += 1;
    let answered = false;
    socket.on('data', () => {
      if (answered) socket.resetAndDestroy();
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
      answered = true;
    });
  });
  const destination = new DestinationPost({});
  context.after(() => destination.close());
  const asked = { ...request(`http://127.0.0.1:${port}`), body: new Uint8Array() };
  const answers = [await destination.post(asked), await destination.post(asked), await destination.post(asked)];
  assert.deepEqual(
    answers.map((answer) => answer.kind === 'answer' || answer.sent),
    [true, true, true],
  );
  assert.deepEqual(
    answers.map(({ kind }) => kind),
    ['answer', 'failed', 'answer'],
  );
  assert.equal(connections, 2);
});

test('after a failure, and for another host, the connection is a new one', async () => {
  const agents: unknown[] = [];
  let fails = false;
  const destination = new DestinationPost({}, ({ agent }) => {
    agents.push(agent);
    const answer = { kind: 'answer', status: 200, contentType: '', retryAfter: undefined, body: new Uint8Array() };
    return Promise.resolve(fails ? { kind: 'failed', sent: true, reason: '' } : (answer as never));
  });
  await destination.post(request('https://a.test/1'));
  fails = true;
  await destination.post(request('https://a.test/2'));
  fails = false;
  await destination.post(request('https://a.test/3'));
  await destination.post(request('https://b.test/'));
  const [first, second, third, fourth] = agents;
  assert.equal(first, second);
  assert.notEqual(second, third);
  assert.notEqual(third, fourth);
});

test('https goes over the proxy of the environment, http and loopback go directly', async (context) => {
  const proxy = await proxyServer(context, { refuse: 403 });
  const destination = new DestinationPost({ HTTPS_PROXY: `http://u:canary@127.0.0.1:${proxy.port}` });
  const refused = await destination.post(request('https://sink.test/v1/metrics'));
  assert.ok(refused.kind === 'failed' && !refused.sent);
  assert.match(refused.reason, /the proxy 127\.0\.0\.1:\d+ does not connect to sink\.test:443/);
  assert.doesNotMatch(refused.reason, /canary/);
  assert.equal(proxy.seen.length, 1);
  const seen: boolean[] = [];
  const agents = new DestinationPost(
    { HTTPS_PROXY: 'http://127.0.0.1:1', HTTP_PROXY: 'http://127.0.0.1:1' },
    (asked) => {
      seen.push(asked.agent instanceof TunnelAgent);
      return Promise.resolve({ kind: 'failed', sent: false, reason: '' });
    },
  );
  for (const url of ['https://sink.test', 'http://sink.test', 'https://127.0.0.1']) await agents.post(request(url));
  assert.deepEqual(seen, [true, false, false]);
});

test('a proxy that does not answer is given up with the request', async (context) => {
  let open = 0;
  const port = await rawServer(context, (socket) => {
    open += 1;
    socket.on('close', () => (open -= 1)).resume();
  });
  const destination = new DestinationPost({ HTTPS_PROXY: `http://127.0.0.1:${port}` });
  const answer = await destination.post({ ...request('https://sink.test'), timeoutMs: 200 });
  assert.ok(answer.kind === 'failed' && !answer.sent);
  assert.match(answer.reason, /no answer within/);
  for (let turn = 0; open > 0 && turn < 100; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(open, 0);
});

test('what cannot be reached at all is told in words', async () => {
  const socks = await new DestinationPost({ HTTPS_PROXY: 'socks5://127.0.0.1:1' }).post(request('https://sink.test'));
  assert.ok(socks.kind === 'failed' && !socks.sent);
  assert.match(socks.reason, /HTTPS_PROXY/);
  const nonsense = await new DestinationPost({}).post(request('nonsense'));
  assert.deepEqual(nonsense, { kind: 'failed', sent: false, reason: 'the address of the destination cannot be read' });
});
