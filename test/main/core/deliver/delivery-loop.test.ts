import assert from 'node:assert/strict';
import test from 'node:test';
import type { PostAnswer } from '../../../../main/core/deliver/outcome.ts';
import { settled } from '../../../fakes/clock.ts';
import {
  after,
  countedTimers,
  DESTINATION,
  numbered,
  OTHER,
  pending,
  sending,
  stage,
  status,
} from '../../../fakes/delivery-stage.ts';

test('sends what waits, in order, to /v1/metrics', async () => {
  const { posts, settledAs, takenFor, loop } = await sending([], 2);
  assert.deepEqual(settledAs, ['0 delivered', '1 delivered']);
  const [{ url, authorization } = { url: '', authorization: '' }] = posts;
  assert.deepEqual([url, authorization], ['https://e/api/v2/otlp/v1/metrics', 'Api-Token dt0c01.A.B']);
  assert.deepEqual(
    takenFor,
    Array.from({ length: 3 }, () => DESTINATION.endpoint),
  );
  assert.deepEqual(loop.state, { kind: 'sending' });
});

test('one request at a time, whoever wakes it', async () => {
  const { answer, give } = pending();
  const { loop, posts, source, underway } = stage([answer], 2);
  const { take } = source;
  source.take = (nowMs, destination) => {
    loop.wake();
    return take(nowMs, destination);
  };
  loop.setDestination(DESTINATION);
  await settled();
  loop.wake();
  loop.retryNow();
  await settled();
  assert.equal(posts.length, 1);
  give(status(200));
  await settled();
  assert.deepEqual([posts.length, underway.most], [2, 1]);
});

test('waits as Retry-After says and then sends the same bytes', async () => {
  const { clock, loop, posts, settledAs } = await sending([after('7')], 1);
  const untilMs = clock.nowMs() + 7_000;
  assert.deepEqual(loop.state, { kind: 'retrying', reason: 'answered 503', untilMs });
  loop.wake();
  await clock.advance(6_999);
  assert.deepEqual(settledAs, ['0 retry']);
  assert.deepEqual(loop.state, { kind: 'retrying', reason: 'answered 503', untilMs });
  await clock.advance(1);
  assert.deepEqual(settledAs, ['0 retry', '0 delivered']);
  assert.deepEqual(posts[0]?.body, posts[1]?.body);
  assert.deepEqual(loop.state, { kind: 'sending' });
});

test('a date in Retry-After counts from the answer’s own date', async () => {
  const dates = { retryAfter: 'Thu, 01 Jan 1970 00:00:09 GMT', date: 'Thu, 01 Jan 1970 00:00:02 GMT' };
  const { clock, posts } = await sending([status(429, dates)], 1);
  await clock.advance(6_999);
  assert.equal(posts.length, 1);
  await clock.advance(1);
  assert.equal(posts.length, 2);
});

const HOLDS: readonly (readonly [PostAnswer, string])[] = [
  [status(401), 'token'],
  [status(403), 'token'],
  [status(404), 'endpoint'],
  [status(302), 'endpoint'],
  [status(200, { contentType: 'text/html', body: Uint8Array.of(60) }), 'network'],
];

for (const [answer, setting] of HOLDS) {
  test(`${setting}, ${JSON.stringify(answer)}: everything is held, and tried again after three minutes`, async () => {
    const { clock, loop, posts } = await sending([answer], 2);
    const { state } = loop;
    assert.ok(state.kind === 'held');
    assert.deepEqual([state.setting, state.untilMs], [setting, clock.nowMs() + 180_000]);
    assert.ok(state.reason !== '');
    await clock.advance(179_999);
    assert.equal(posts.length, 1);
    await clock.advance(1);
    assert.equal(posts.length, 3);
    assert.equal(loop.state.kind, 'sending');
  });
}

test('a changed setting ends every wait', async () => {
  for (const answer of [status(401), after('600')]) {
    const { loop, posts, settledAs } = await sending([answer], 2);
    loop.setDestination(OTHER);
    await settled();
    assert.equal(posts.length, 3);
    assert.deepEqual(settledAs.slice(1), ['0 delivered', '1 delivered']);
    assert.deepEqual(loop.state, { kind: 'sending' });
  }
});

test('another network, or waking up, ends every wait', async () => {
  for (const answer of [status(401), after('600'), status(503)]) {
    const { clock, loop, posts } = await sending([answer, status(503)], 1);
    loop.retryNow();
    await settled();
    assert.equal(posts.length, 2);
    // The first of a new series.
    const { state } = loop;
    assert.ok(state.kind === 'retrying');
    assert.equal(state.untilMs, clock.nowMs() + 500);
  }
});

test('a token changed while a request is under way is used at once, whatever the old one brings', async () => {
  const { answer, give } = pending();
  const { loop, posts, settledAs } = await sending([answer], 1);
  loop.setDestination({ ...DESTINATION, token: 'dt0c01.C.D' });
  give(status(401));
  await settled();
  assert.deepEqual(settledAs, ['0 hold', '0 delivered']);
  assert.equal(posts[1]?.authorization, 'Api-Token dt0c01.C.D');
  assert.equal(loop.state.kind, 'sending');
});

test('without a destination nothing is taken; where there is none any more, nothing more is', async () => {
  const { answer, give } = pending();
  const { loop, takenFor, settledAs } = stage([answer], 2);
  loop.wake();
  await settled();
  assert.deepEqual(takenFor, []);
  loop.setDestination(DESTINATION);
  await settled();
  loop.setDestination(undefined);
  give(status(200));
  await settled();
  assert.deepEqual([takenFor.length, settledAs], [1, ['0 delivered']]);
});

test('one poisoned request does not block the others; three in a row hold until the setting changes', async () => {
  const one = await sending([status(400)], 3);
  assert.deepEqual(one.settledAs, ['0 dead', '1 delivered', '2 delivered']);
  const three = await sending([status(400), status(500), status(400), status(400)], 9);
  assert.deepEqual(three.settledAs, ['0 dead', '1 dead', '2 dead']);
  assert.equal(three.loop.state.kind, 'held');
  three.loop.setDestination(OTHER);
  await settled();
  assert.equal(three.settledAs.length, 9);
});

test('a request that is too large is handed back for splitting, and the next follows at once', async () => {
  const { settledAs, loop } = await sending([status(413)], 2);
  assert.deepEqual(settledAs, ['0 too_large', '1 delivered']);
  assert.equal(loop.state.kind, 'sending');
});

test('partial success: the points and reasons are settled, kept, and clamped by what the request held', async () => {
  const message = [...Buffer.from('m - Reason: VALUE_INVALID')];
  const body = Uint8Array.from([0x0a, message.length + 4, 0x08, 7, 0x12, message.length, ...message]);
  const { clock, loop, outcomes } = await sending([status(200, { contentType: 'application/x-protobuf', body })], 1);
  const [outcome] = outcomes;
  assert.ok(outcome?.kind === 'delivered');
  assert.equal(outcome.rejectedPoints, 5);
  assert.deepEqual(
    loop.rejections.map(({ metric, code, answers, lastMs }) => [metric, code, answers, lastMs]),
    [
      ['', 'MORE_THAN_SENT', 1, clock.nowMs()],
      ['m', 'VALUE_INVALID', 1, clock.nowMs()],
    ],
  );
});

test('after stop nothing is sent or settled, nor waited for', async () => {
  const { answer, give } = pending();
  const { loop, posts, settledAs } = await sending([answer], 2);
  loop.stop();
  give(status(200));
  await settled();
  loop.wake();
  loop.setDestination(OTHER);
  await settled();
  assert.deepEqual([posts.length, settledAs], [1, []]);
  const waiting = stage([after('7')], 1);
  const timers = countedTimers(waiting.clock);
  waiting.loop.setDestination(DESTINATION);
  await settled();
  assert.equal(timers.open, 1);
  waiting.loop.stop();
  assert.equal(timers.open, 0);
});

test('while the store fails nothing is taken; it is looked after again, and the state says why', async () => {
  const { clock, loop, source, posts, takenFor } = stage([], 1);
  source.problem = 'the disk is full';
  loop.setDestination(DESTINATION);
  await settled();
  const untilMs = clock.nowMs() + 10_000;
  assert.deepEqual(loop.state, { kind: 'retrying', reason: 'the disk is full', untilMs });
  source.problem = undefined;
  await clock.advance(9_999);
  assert.deepEqual([posts.length, takenFor.length], [0, 1]);
  await clock.advance(1);
  assert.equal(posts.length, 1);
  assert.deepEqual(loop.state, { kind: 'sending' });
});

test('a post that throws is a failed try and a possible duplicate; its words do not tell the token', async () => {
  const { clock, loop, outcomes, posts } = await sending([new TypeError('bad header dt0c01.A.B\u001b')], 1);
  const [outcome] = outcomes;
  assert.ok(outcome?.kind === 'retry' && outcome.unseen);
  const { state } = loop;
  assert.ok(state.kind === 'retrying');
  assert.equal(state.reason, 'an error of this program (TypeError: bad header ***\ufffd); please report it');
  await clock.advance(500);
  assert.equal(posts.length, 2);
  assert.equal(loop.state.kind, 'sending');
});

test('a source that throws does not end the loop', async () => {
  const { clock, loop, source, queue, posts } = stage([], 1);
  const { take } = source;
  source.take = () => {
    throw new RangeError('oh');
  };
  loop.setDestination(DESTINATION);
  await settled();
  const { state } = loop;
  assert.ok(state.kind === 'retrying');
  assert.match(state.reason, /^an error of this program \(RangeError: oh\)/);
  source.take = take;
  await clock.advance(500);
  assert.deepEqual([posts.length, queue.length], [1, 0]);
});

test('what arrives just when the last was taken is not left lying', async () => {
  const { loop, source, queue, posts } = stage([], 0);
  const { take } = source;
  let first = true;
  source.take = (nowMs, destination) => {
    const taken = take(nowMs, destination);
    if (first) {
      first = false;
      queueMicrotask(() => {
        queue.push(...numbered(1));
        loop.wake();
      });
    }
    return taken;
  };
  loop.setDestination(DESTINATION);
  await settled();
  assert.equal(posts.length, 1);
});

test('waits follow the monotonic clock, and the time that is told follows the wall clock', async () => {
  const { clock, loop, posts } = await sending([after('7')], 1);
  const nowMs = clock.nowMs.bind(clock);
  clock.nowMs = () => nowMs() - 7_200_000;
  const { state } = loop;
  assert.ok(state.kind === 'retrying');
  assert.equal(state.untilMs, clock.nowMs() + 7_000);
  await clock.advance(7_000);
  assert.equal(posts.length, 2);
});
