import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { A, B, balanced, both, counts, DELIVERED, LIMITS, numbers, send, tickOf } from './outbox-world.ts';
import { histogramOf, jsonCodec, pointOf, sums } from './sent-points.ts';

describe('folding', () => {
  const gauge = pointOf('gauge', 'g', 9, 0);
  const histogram = (timeMs: number) => histogramOf('h', [1, 2], [timeMs, 1, 0], timeMs);
  const TOO_LATE = LIMITS.maxAgeMs + 1;

  both('what is too old is added up by series; gauges expire', async (world) => {
    world.outbox.commit(tickOf(0, [[...sums(0, 1, 2), histogram(0), gauge]]));
    world.outbox.commit(tickOf(10, [[...sums(10, 5), histogram(10)]]));
    world.outbox.commit(tickOf(TOO_LATE + 10, []));
    for (let round = 0; round < 2; round += 1) {
      const { outbox } = world;
      assert.deepEqual(
        numbers(balanced(outbox)),
        counts({ produced: 1, folded: 5, carried: 5, dropped: { expired: 1 } }),
      );
      const [m0, m1, h] = [...outbox.carries('b', A).values()];
      assert.deepEqual(m0, pointOf('sum', 'm0', 6, 10, -10));
      assert.deepEqual(m1, pointOf('sum', 'm1', 2, 0, -10));
      assert.deepEqual(h, { ...histogramOf('h', [1, 2], [10, 2, 0], 10), startMs: -10 });
      assert.equal(balanced(outbox).oldestMs, -10);
      assert.equal(outbox.carries('b', B).size, 0);
      await world.crash(TOO_LATE + 20);
    }
  });

  both('a tick that joins carries takes them away', async (world) => {
    const { outbox } = world;
    outbox.commit(tickOf(0, [sums(0, 1, 2)]));
    outbox.commit(tickOf(TOO_LATE, []));
    const [[key, delta] = ['', undefined]] = outbox.carries('b', A);
    const joined = pointOf('sum', 'm0', 1 + 40, TOO_LATE + 1, -10);
    const tick = tickOf(TOO_LATE + 1, [[joined]], { joined: new Map([[key, delta!]]) });
    assert.deepEqual(outbox.commit(tick), { kind: 'stored' });
    const expected = counts({ produced: 1, queued: 1, folded: 2, carried: 1 });
    assert.deepEqual(numbers(balanced(outbox)), expected);
    // The same carry a second time would be counted twice.
    assert.equal(outbox.commit(tick).kind, 'failed');
    assert.deepEqual(numbers(balanced(outbox)), expected);
    await world.crash(TOO_LATE + 2);
    assert.deepEqual([...world.outbox.carries('b', A).values()], [pointOf('sum', 'm1', 2, 0, -10)]);
  });

  both('without a disk nothing is folded or joined', (world) => {
    const { outbox } = world;
    outbox.commit(tickOf(0, [sums(0, 1)]));
    outbox.commit(tickOf(TOO_LATE, []));
    world.fail('the disk is full');
    outbox.commit(tickOf(TOO_LATE + 1, [sums(TOO_LATE + 1, 1)], { joined: outbox.carries('b', A) }));
    assert.equal(outbox.carries('b', A).size, 1);
    assert.deepEqual(numbers(balanced(outbox)), counts({ folded: 1, carried: 1 }));
  });

  both('a damaged request is not folded but given up, and said', (world) => {
    world.outbox.commit(tickOf(0, [sums(0, 1, 2)]));
    world.damage();
    world.outbox.commit(tickOf(TOO_LATE, []));
    assert.deepEqual(numbers(balanced(world.outbox)), counts({ produced: 2, dropped: { damaged: 2 } }));
  });

  both('a carry that changed after it was handed out is not joined', (world) => {
    const { outbox } = world;
    outbox.commit(tickOf(0, [sums(0, 1)]));
    outbox.commit(tickOf(100, [sums(100, 2)]));
    outbox.commit(tickOf(TOO_LATE, []));
    const joined = outbox.carries('b', A);
    outbox.commit(tickOf(TOO_LATE + 100, []));
    assert.equal(outbox.commit(tickOf(TOO_LATE + 101, [], { joined })).kind, 'failed');
    assert.equal(balanced(outbox).carried, 2);
  });

  both('bounds that changed are another carry', ({ outbox }) => {
    outbox.commit(tickOf(0, [[histogramOf('h', [1, 2], [1, 1, 1], 0)]]));
    outbox.commit(tickOf(1, [[histogramOf('h', [1, 3], [2, 2, 2], 1)]]));
    outbox.commit(tickOf(TOO_LATE + 1, []));
    assert.equal(outbox.carries('b', A).size, 2);
  });

  both('a carry that nobody joins goes out alone, over its whole time', async (world) => {
    world.outbox.commit(tickOf(0, [sums(0, 1, 2)]));
    world.outbox.commit(tickOf(5, [sums(5, 3)]));
    world.outbox.commit(tickOf(TOO_LATE + 5, []));
    await world.crash(TOO_LATE + 6);
    const { outbox } = world;
    assert.equal(outbox.take(TOO_LATE + 5 + LIMITS.carryAfterMs - 1, A), undefined);
    const nowMs = TOO_LATE + 5 + LIMITS.carryAfterMs;
    assert.equal(outbox.take(nowMs, B), undefined);
    assert.equal(balanced(outbox).carried, 3);
    const request = outbox.take(nowMs, A)!;
    const points = [pointOf('sum', 'm0', 4, nowMs, -10), pointOf('sum', 'm1', 2, nowMs, -10)];
    assert.deepEqual(jsonCodec().decode(request.body), points);
    assert.deepEqual(numbers(balanced(outbox)), counts({ produced: 2, queued: 2, folded: 3 }));
    outbox.settle(request, DELIVERED, nowMs);
    assert.deepEqual(numbers(balanced(outbox)), counts({ produced: 2, delivered: 2, folded: 3 }));
    await world.crash(nowMs);
    assert.equal(world.outbox.carries('b', A).size, 0);
  });

  both('at most 15,000 carries go out at once, of all boxes together', ({ outbox }) => {
    const many = (box: string) => {
      const points = Array.from({ length: 9_000 }, (_, index) => pointOf('sum', `m${String(index)}`, 1, 0));
      outbox.commit(tickOf(0, [points], { box }));
    };
    many('b');
    many('c');
    outbox.commit(tickOf(TOO_LATE, []));
    outbox.take(TOO_LATE + LIMITS.carryAfterMs, A);
    const { queued, carried } = balanced(outbox);
    assert.deepEqual([queued, carried], [15_000, 3_000]);
  });

  both('what waits goes before the carries', (world) => {
    const { outbox } = world;
    outbox.commit(tickOf(0, [sums(0, 1)]));
    outbox.commit(tickOf(TOO_LATE, []));
    outbox.commit(tickOf(TOO_LATE + 900, [sums(TOO_LATE + 900, 7)]));
    assert.deepEqual(jsonCodec().decode(send(world, TOO_LATE + 900, DELIVERED).body), sums(TOO_LATE + 900, 7));
    assert.equal(outbox.carries('b', A).size, 1);
    send(world, TOO_LATE + 900, DELIVERED);
    assert.equal(outbox.carries('b', A).size, 0);
  });

  both('a clock that was set back does not keep a carry for ever', ({ outbox }) => {
    outbox.commit(tickOf(1e6, [sums(1e6, 1)]));
    outbox.commit(tickOf(1e6 + TOO_LATE, []));
    assert.equal(outbox.take(5, A)?.points, 1);
  });

  both('unseen requests, those in flight and dead letters are not folded', (world) => {
    const { outbox } = world;
    outbox.commit(tickOf(0, [sums(0, 1), sums(0, 2), sums(0, 3)]));
    send(world, 0, { kind: 'dead', reason: 'no' });
    send(world, 0, { kind: 'waiting', unseen: true });
    outbox.take(0, A);
    outbox.commit(tickOf(TOO_LATE, []));
    assert.deepEqual(numbers(balanced(outbox)), counts({ produced: 3, queued: 3 }));
  });

  both('after a long sleep it takes several ticks, and what is too old is not sent meanwhile', ({ outbox }) => {
    const many = Array.from({ length: 15_000 }, () => pointOf('sum', 'm', 1, 0));
    outbox.commit(tickOf(0, [many, many, many]));
    assert.equal(outbox.take(TOO_LATE, A), undefined);
    assert.equal(balanced(outbox).folded, 30_000);
    outbox.commit(tickOf(TOO_LATE, []));
    assert.equal(balanced(outbox).folded, 45_000);
    assert.deepEqual(
      [...outbox.carries('b', A).values()].map((delta) => 'value' in delta && delta.value),
      [45_000],
    );
  });

  both('more than was stored comes of no carry for another destination', (world) => {
    const { outbox } = world;
    outbox.commit(tickOf(0, [sums(0, 1)], { destination: '' }));
    outbox.commit(tickOf(TOO_LATE, [], { destination: '' }));
    assert.equal(outbox.carries('b', '').size, 1);
    assert.equal(outbox.take(TOO_LATE, A), undefined);
    assert.equal(outbox.carries('b', A).size, 1);
    assert.deepEqual(
      balanced(outbox).boxes.map(({ destination, carried }) => [destination, carried]),
      [[A, 1]],
    );
  });
});

describe('room', () => {
  const size = tickOf(0, [sums(0, 1)]).requests[0]!.body.length;
  const narrow = { ...LIMITS, maxBytes: 2 * size };

  both(
    'too many bytes fold the oldest, gauges are evicted',
    ({ outbox }) => {
      outbox.commit(tickOf(0, [[pointOf('gauge', 'm', 1, 0)], sums(0, 2), sums(0, 3)]));
      assert.deepEqual(numbers(balanced(outbox)), counts({ produced: 3, queued: 2, dropped: { evicted: 1 } }));
      outbox.commit(tickOf(0, [sums(0, 4)]));
      assert.deepEqual(
        numbers(balanced(outbox)),
        counts({ produced: 3, queued: 2, folded: 1, carried: 1, dropped: { evicted: 1 } }),
      );
    },
    narrow,
  );

  both(
    'what waits is folded before a dead letter is given up',
    (world) => {
      world.outbox.commit(tickOf(0, [sums(0, 1), sums(0, 2)]));
      send(world, 0, { kind: 'dead', reason: 'no' });
      world.outbox.commit(tickOf(0, [sums(0, 3)]));
      assert.deepEqual(numbers(balanced(world.outbox)), counts({ produced: 2, queued: 2, folded: 1, carried: 1 }));
      assert.equal(world.outbox.deadLetters().length, 1);
    },
    narrow,
  );

  both(
    'what may not be folded is given up before fresh data, the oldest first, never what is in flight',
    async (world) => {
      const { outbox } = world;
      outbox.commit(tickOf(0, [sums(0, 1), sums(0, 2)]));
      send(world, 0, { kind: 'dead', reason: 'no' });
      send(world, 0, { kind: 'waiting', unseen: true });
      outbox.commit(tickOf(0, [sums(0, 3)]));
      assert.deepEqual(numbers(balanced(outbox)), counts({ produced: 3, queued: 2, dropped: { evicted: 1 } }));
      assert.equal(outbox.deadLetters().length, 1);
      outbox.take(0, A);
      outbox.commit(tickOf(0, [sums(0, 4)]));
      assert.deepEqual(outbox.deadLetters(), []);
      outbox.take(0, A);
      outbox.commit(tickOf(0, [sums(0, 5)]));
      await world.crash(1);
      const expected = counts({ produced: 4, queued: 2, folded: 1, carried: 1, dropped: { evicted: 2 } });
      assert.deepEqual(numbers(balanced(world.outbox)), expected);
    },
    narrow,
  );
});
