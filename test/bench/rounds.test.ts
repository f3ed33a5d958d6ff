import assert from 'node:assert/strict';
import test from 'node:test';
import { median, medianMs, medianRatio, timeRounds } from './rounds.ts';

/** Works that take a known time on a clock that only they move. */
function clockedWorks(costs: Readonly<Record<string, readonly number[]>>) {
  let nowMs = 0;
  const order: string[] = [];
  const works = Object.entries(costs).map(([name, list]) => {
    let run = 0;
    return {
      name,
      prepare: () => {
        nowMs += 1_000;
      },
      run: () => {
        order.push(name);
        nowMs += list[run % list.length] ?? 0;
        run += 1;
      },
    };
  });
  return { works, order, now: () => nowMs };
}

test('each work in each round, beginning with another one; the first round does not count', () => {
  const { works, order, now } = clockedWorks({ a: [100, 1, 2, 3], b: [50, 10, 10, 30] });
  const timings = timeRounds(works, { rounds: 3, atLeastMs: 0, now });
  assert.equal(order.join(''), 'abbaabba');
  assert.deepEqual(timings.get('a'), [1, 2, 3]);
  assert.deepEqual(timings.get('b'), [10, 10, 30]);
  assert.equal(medianMs(timings, 'a'), 2);
  assert.equal(medianRatio(timings, 'b', 'a'), 10);
});

test('a short work runs until its time is up; what is prepared is not timed', () => {
  const { works, order, now } = clockedWorks({ a: [1, 3] });
  const timings = timeRounds(works, { rounds: 1, atLeastMs: 8, now });
  assert.deepEqual(timings.get('a'), [2]);
  assert.equal(order.length, 8);
});

test('the ratio is the median of each round’s, not that of the medians', () => {
  const timings = new Map([
    ['a', [1, 10, 100]],
    ['b', [10, 1, 100]],
  ]);
  assert.equal(medianRatio(timings, 'a', 'b'), 1);
  assert.equal(
    medianRatio(
      new Map([
        ['a', [1, 8, 9]],
        ['b', [1, 2, 9]],
      ]),
      'a',
      'b',
    ),
    1,
  );
});

test('median: odd, even, nothing', () => {
  assert.equal(median([3, 1, 10]), 3);
  assert.equal(median([4, 1, 2, 10]), 3);
  assert.throws(() => median([]), RangeError);
  assert.throws(() => medianMs(new Map(), 'a'), RangeError);
});
