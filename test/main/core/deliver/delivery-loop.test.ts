import assert from 'node:assert/strict';
import test from 'node:test';
import { DeliveryLoop } from '../../../../main/core/deliver/delivery-loop.ts';
import type { PostAnswer } from '../../../../main/core/deliver/outcome.ts';
import type { PostRequest } from '../../../../main/core/deliver/post-otlp.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';

const status = (code: number, retryAfter?: string): PostAnswer => ({
  kind: 'answer',
  status: code,
  contentType: '',
  retryAfter,
  body: new Uint8Array(),
});

interface Numbered {
  readonly id: number;
  readonly body: Uint8Array;
}

/** A queue of numbered requests and a destination that answers by script, then with 200. */
function stage(answers: PostAnswer[], waiting: number) {
  const clock = new FakeClock();
  const queue = Array.from({ length: waiting }, (_, id): Numbered => ({ id, body: Uint8Array.of(id) }));
  const posts: PostRequest[] = [];
  const settledAs: string[] = [];
  const source = {
    take: () => queue.shift(),
    settle: (request: Numbered, { kind }: { kind: string }) => {
      settledAs.push(`${String(request.id)} ${kind}`);
      if (kind === 'retry' || kind === 'hold') queue.unshift(request);
    },
  };
  const post = (request: PostRequest) => {
    posts.push(request);
    return Promise.resolve(answers.shift() ?? status(200));
  };
  const loop = new DeliveryLoop(source, post, clock, () => 0);
  return { clock, loop, posts, settledAs };
}

const DESTINATION = { endpoint: 'https://e/api/v2/otlp/', token: 'dt0c01.A.B' };

test('sends what waits, in order, to /v1/metrics', async () => {
  const { loop, posts, settledAs } = stage([], 2);
  loop.setDestination(DESTINATION);
  await settled();
  assert.deepEqual(settledAs, ['0 delivered', '1 delivered']);
  assert.equal(posts[0]?.url, 'https://e/api/v2/otlp/v1/metrics');
});

test('an API token is an Api-Token, any other a Bearer', async () => {
  const { loop, posts } = stage([], 1);
  loop.setDestination(DESTINATION);
  await settled();
  const other = stage([], 1);
  other.loop.setDestination({ ...DESTINATION, token: 'dt0s16.X.Y' });
  await settled();
  assert.deepEqual(
    [...posts, ...other.posts].map(({ authorization }) => authorization),
    ['Api-Token dt0c01.A.B', 'Bearer dt0s16.X.Y'],
  );
});

test('waits as Retry-After says and then sends the same bytes', async () => {
  const { clock, loop, posts, settledAs } = stage([status(429, '7')], 1);
  loop.setDestination(DESTINATION);
  await clock.advance(6_999);
  assert.deepEqual(settledAs, ['0 retry']);
  assert.deepEqual(loop.state, { kind: 'retrying', reason: 'answered 429' });
  await clock.advance(1);
  assert.deepEqual(settledAs, ['0 retry', '0 delivered']);
  assert.deepEqual(posts[0]?.body, posts[1]?.body);
  assert.equal(loop.state.kind, 'sending');
});

test('backs off longer each time', async () => {
  const { clock, loop, posts } = stage([status(503), status(503), status(503)], 1);
  loop.setDestination(DESTINATION);
  await clock.advance(500 + 1_000 + 1_999);
  assert.equal(posts.length, 3);
  await clock.advance(1);
  assert.equal(posts.length, 4);
});

test('a refused token holds everything until the setting changes', async () => {
  const { clock, loop, posts } = stage([status(401)], 2);
  loop.setDestination(DESTINATION);
  await clock.advance(60_000);
  assert.equal(posts.length, 1);
  assert.equal(loop.state.kind, 'held');
  loop.setDestination({ ...DESTINATION, token: 'dt0c01.C.D' });
  await settled();
  assert.equal(posts.length, 3);
});

test('a held request is tried again after three minutes', async () => {
  const { clock, loop, posts } = stage([status(403)], 1);
  loop.setDestination(DESTINATION);
  await clock.advance(3 * 60_000);
  assert.equal(posts.length, 2);
});

test('one poisoned request does not block the others; three in a row hold', async () => {
  const one = stage([status(400)], 3);
  one.loop.setDestination(DESTINATION);
  await settled();
  assert.deepEqual(one.settledAs, ['0 dead', '1 delivered', '2 delivered']);
  const three = stage([status(400), status(500), status(400)], 9);
  three.loop.setDestination(DESTINATION);
  await settled();
  assert.deepEqual(three.settledAs, ['0 dead', '1 dead', '2 dead']);
  assert.equal(three.loop.state.kind, 'held');
});

test('without a destination nothing is taken', async () => {
  const { loop, settledAs } = stage([], 1);
  loop.wake();
  await settled();
  assert.deepEqual(settledAs, []);
});

test('flush tries at once, whatever the wait', async () => {
  const { clock, loop, settledAs } = stage([status(503, '600')], 1);
  loop.setDestination(DESTINATION);
  await clock.advance(10);
  await loop.flush();
  assert.deepEqual(settledAs, ['0 retry', '0 delivered']);
});

test('a token changed while a request is under way is used at once, whatever the old one brings', async () => {
  const { loop, posts, settledAs } = stage([status(401)], 1);
  loop.setDestination(DESTINATION);
  loop.setDestination({ ...DESTINATION, token: 'dt0c01.C.D' });
  await settled();
  assert.deepEqual(settledAs, ['0 hold', '0 delivered']);
  assert.equal(posts[1]?.authorization, 'Api-Token dt0c01.C.D');
});
