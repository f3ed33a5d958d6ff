import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { PostAnswer } from '../../../../main/core/deliver/outcome.ts';
import { settled } from '../../../fakes/clock.ts';
import {
  after,
  countedTimers,
  numbered,
  OTHER,
  pending,
  sending,
  stage,
  status,
  DESTINATION,
} from '../../../fakes/delivery-stage.ts';

test('a backlog is sent at a limited pace, and the next burst is free again', async () => {
  const { clock, loop, queue, posts } = await sending([], 100);
  assert.equal(posts.length, 41);
  assert.deepEqual(loop.state, { kind: 'catching_up' });
  await clock.advance(5_000);
  assert.equal(posts.length, 61);
  assert.deepEqual(loop.state, { kind: 'catching_up' });
  loop.wake();
  await settled();
  assert.equal(posts.length, 61);
  await clock.advance(10_000);
  assert.equal(posts.length, 100);
  assert.deepEqual(loop.state, { kind: 'sending' });
  queue.push(...numbered(30));
  loop.wake();
  await settled();
  assert.equal(posts.length, 130);
});

test('while it catches up it says so, also where an answer takes longer than the pace', async () => {
  const slow = pending();
  const last = pending();
  const { clock, loop } = await sending(
    [...Array.from({ length: 41 }, () => status(200)), slow.answer, last.answer],
    50,
  );
  await clock.advance(2_000);
  slow.give(status(200));
  await settled();
  assert.deepEqual(loop.state, { kind: 'catching_up' });
});

test('another destination has a pace of its own', async () => {
  const { loop, posts } = await sending([], 100);
  loop.setDestination(OTHER);
  await settled();
  assert.equal(posts.length, 82);
  loop.setDestination(undefined);
  assert.deepEqual(loop.state, { kind: 'sending' });
});

for (const answer of [status(503), status(401)]) {
  test(`a pause that is asked for makes it slow again: ${JSON.stringify(answer)}`, async () => {
    const answers: PostAnswer[] = [];
    const { clock, loop, posts } = await sending(answers, 5_000);
    await clock.advance(400_000);
    const before = posts.length;
    await clock.advance(10_000);
    assert.equal(posts.length - before, 80);
    answers.push(answer);
    await clock.advance(125);
    loop.retryNow();
    await clock.advance(10_000);
    const slow = posts.length;
    await clock.advance(10_000);
    assert.equal(posts.length - slow, 40);
  });
}

test('large bodies count by their bytes', async () => {
  const { clock, posts } = await sending([], 30, 2_000_000);
  assert.equal(posts.length, 6);
  await clock.advance(20_000);
  assert.equal(posts.length, 16);
});

test('flush tries at once, whatever waits and pace say', async () => {
  const held = await sending([after('600')], 1);
  const timers = countedTimers(held.clock);
  await held.loop.flush(1_000);
  assert.equal(timers.open, 0);
  assert.deepEqual(held.settledAs, ['0 retry', '0 delivered']);
  const backlog = await sending([], 100);
  await backlog.loop.flush(1_000);
  assert.equal(backlog.posts.length, 100);
  // What follows is paced as ever.
  backlog.queue.push(...numbered(100));
  backlog.loop.wake();
  await settled();
  assert.equal(backlog.posts.length, 141);
});

test('flush ends when a try fails', async () => {
  const { loop, posts } = await sending([after('600'), after('600')], 3);
  await loop.flush(1_000);
  assert.equal(posts.length, 2);
});

test('flush ends when its time is over', async () => {
  const { clock, loop } = await sending([pending().answer], 1);
  let ended = false;
  void loop.flush(1_000).then(() => (ended = true));
  await clock.advance(999);
  assert.equal(ended, false);
  await clock.advance(1);
  assert.equal(ended, true);
});

const ANSWERS = fc.constantFrom<readonly PostAnswer[]>(
  ...[200, 202, 301, 400, 401, 403, 404, 405, 413, 415, 418, 429, 500, 502, 503, 504].map((code) => [status(code)]),
  ...['0', '30', 'soon'].map((text) => [after(text)]),
  [{ kind: 'failed', sent: true, reason: 'cut' }],
  [{ kind: 'failed', sent: false, reason: 'cut' }],
  [status(200, { contentType: 'text/html', body: Uint8Array.of(60) })],
);

test('whatever a destination answers, in the end each request is settled for good, once, and none is sent beside another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(ANSWERS, { maxLength: 30 }), fc.integer({ min: 1, max: 60 }), async (script, waiting) => {
      const staged = stage(script.flat(), waiting);
      const { clock, loop, posts, settledAs } = staged;
      loop.setDestination(DESTINATION);
      // Thirty holds of three minutes, and the backoffs.
      await clock.advance(5 * 3_600_000);
      const final = settledAs.filter((words) => !/retry|hold/.test(words)).map((words) => Number(words.split(' ')[0]));
      assert.deepEqual(
        [...final].sort((a, b) => a - b),
        numbered(waiting).map(({ id }) => id),
      );
      assert.equal(posts.length, settledAs.length);
      assert.equal(staged.underway.most, 1);
      assert.equal(loop.state.kind === 'held' || loop.state.kind === 'sending', true);
    }),
    { numRuns: 100 },
  );
});
