import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { A, B, balanced, baselinesAt, both, counts, DELIVERED, numbers, send, sha256, tickOf } from './outbox-world.ts';
import { pointOf, sums } from './sent-points.ts';

describe('commit', () => {
  both('keeps baselines, requests, counts and forwarding, also through a crash', async (world) => {
    const tick = tickOf(5, [sums(5, 1, 2, 3), sums(5, 4)], {
      skipped: { baseline: 2 },
      dropped: { 'limit:size': 1 },
      forwarding: 'on',
    });
    assert.deepEqual(world.outbox.commit(tick), { kind: 'stored' });
    for (let round = 0; round < 2; round += 1) {
      assert.deepEqual(world.outbox.baselines('t'), tick.baselines);
      assert.equal(world.outbox.forwarding('t'), 'on');
      const expected = counts({ produced: 5, queued: 4, dropped: { 'limit:size': 1 }, skipped: { baseline: 2 } });
      assert.deepEqual(numbers(balanced(world.outbox)), expected);
      assert.deepEqual(world.outbox.ledger('b'), expected);
      assert.equal(world.outbox.summary().oldestMs, 5);
      await world.crash(6);
    }
    assert.equal(world.outbox.baselines('other'), undefined);
    assert.equal(world.outbox.forwarding('other'), undefined);
  });

  both('a failed scrape leaves the baselines, and may change what is forwarded', async (world) => {
    world.outbox.commit(tickOf(5, []));
    world.outbox.commit(tickOf(6, [], { baselines: undefined, forwarding: 'on' }));
    await world.crash(7);
    assert.deepEqual(world.outbox.baselines('t'), baselinesAt(5));
    assert.equal(world.outbox.forwarding('t'), 'on');
  });

  both('numbers change where the layout stays, and the layout where a series comes', async (world) => {
    world.outbox.commit(tickOf(5, [], { baselines: baselinesAt(5, 1) }));
    world.outbox.commit(tickOf(6, [], { baselines: baselinesAt(6, 2) }));
    await world.crash(7);
    assert.deepEqual(world.outbox.baselines('t'), baselinesAt(6, 2));
    const wider = baselinesAt(7, 3);
    const series = new Map([...wider.series, ['s2', wider.series.get('s')!]]);
    world.outbox.commit(tickOf(7, [], { baselines: { ...wider, series } }));
    await world.crash(8);
    assert.deepEqual(world.outbox.baselines('t')?.series, series);
  });

  both('what is not forwarded makes no account', ({ outbox }) => {
    outbox.commit(tickOf(5, []));
    assert.deepEqual(balanced(outbox).boxes, []);
  });

  both('without a disk nothing advances, gauges of that time are counted later', async (world) => {
    const { outbox } = world;
    outbox.commit(tickOf(5, [sums(5, 1)]));
    world.fail('the disk is full');
    const gauge = pointOf('gauge', 'g', 1, 6);
    const failed = outbox.commit(tickOf(6, [[...sums(6, 1), gauge, gauge]], { forwarding: 'on' }));
    assert.deepEqual(failed, { kind: 'failed', reason: 'the disk is full' });
    outbox.commit(tickOf(7, [[gauge]]));
    assert.equal(outbox.problem, 'the disk is full');
    assert.deepEqual(outbox.baselines('t'), baselinesAt(5));
    assert.equal(outbox.forwarding('t'), '');
    assert.equal(outbox.take(7, A), undefined);
    assert.deepEqual(numbers(balanced(outbox)), counts({ produced: 1, queued: 1 }));
    world.fail('');
    outbox.commit(tickOf(8, [sums(8, 1)]));
    assert.equal(outbox.problem, undefined);
    outbox.commit(tickOf(9, []));
    const expected = counts({ produced: 2, queued: 2, skipped: { no_commit: 3 } });
    assert.deepEqual(numbers(balanced(outbox)), expected);
    await world.crash(9);
    assert.deepEqual(numbers(balanced(world.outbox)), expected);
  });
});

describe('take', () => {
  both('hands out the newest and the oldest in turn, each once', ({ outbox }) => {
    outbox.commit(tickOf(1, [sums(1, 1), sums(1, 2, 2), sums(1, 3, 3, 3)]));
    const taken = [outbox.take(1, A), outbox.take(1, A), outbox.take(1, A), outbox.take(1, A)];
    assert.deepEqual(
      taken.map((request) => request?.points),
      [3, 1, 2, undefined],
    );
    assert.deepEqual(taken[0]?.body, tickOf(1, [sums(1, 3, 3, 3)]).requests[0]?.body);
    assert.equal(taken[0]?.box, 'b');
  });

  both('nothing is handed out whose mark cannot be stored', (world) => {
    world.outbox.commit(tickOf(1, [sums(1, 1)]));
    world.fail('the disk is full');
    assert.equal(world.outbox.take(1, A), undefined);
    assert.equal(world.outbox.problem, 'the disk is full');
    world.fail('');
    assert.equal(world.outbox.take(1, A)?.points, 1);
    assert.equal(world.outbox.problem, undefined);
  });

  both('a damaged request is not handed out but given up', (world) => {
    world.outbox.commit(tickOf(1, [sums(1, 1, 2)]));
    world.damage();
    assert.equal(world.outbox.take(1, A), undefined);
    assert.deepEqual(numbers(balanced(world.outbox)), counts({ produced: 2, dropped: { damaged: 2 } }));
  });

  both('found in flight at the start: sent again, and listed', async (world) => {
    world.outbox.commit(tickOf(1, [sums(1, 7)]));
    const before = world.outbox.take(1, A);
    await world.crash(77);
    const duplicate = { sha256: sha256(before!.body), box: 'b', atMs: 77, points: 1 };
    assert.deepEqual(balanced(world.outbox).possibleDuplicates, [duplicate]);
    // However old it is: it must not be folded, for the destination may have it.
    const again = world.outbox.take(1e9, A);
    assert.deepEqual(again?.body, before?.body);
    await world.crash(78);
    assert.equal(balanced(world.outbox).possibleDuplicates.length, 2);
  });

  both('requests stay for their destination; the first one known gets what waited for none', async (world) => {
    const { outbox } = world;
    outbox.commit(tickOf(1, [sums(1, 1)], { destination: '', skipped: { reset: 1 } }));
    assert.equal(outbox.take(1, ''), undefined);
    outbox.commit(tickOf(2, [sums(2, 1, 1)], { destination: B }));
    assert.equal(send(world, 3, DELIVERED, A).points, 1);
    assert.equal(outbox.take(3, A), undefined);
    await world.crash(4);
    const { boxes } = balanced(world.outbox);
    assert.deepEqual(
      boxes
        .map(({ destination, box, produced, queued, skipped }) => [destination, box, produced, queued, skipped])
        .sort(),
      [
        [A, 'b', 1, 0, { reset: 1 }],
        [B, 'b', 2, 2, {}],
      ],
    );
    assert.equal(send(world, 5, DELIVERED, B).points, 2);
    assert.deepEqual(numbers(world.outbox.ledger('b')), counts({ produced: 3, delivered: 3, skipped: { reset: 1 } }));
  });
});

describe('dead letters', () => {
  both('are kept, read, sent again or discarded', async (world) => {
    world.outbox.commit(tickOf(1, [sums(1, 1), sums(1, 2, 2)]));
    send(world, 2, { kind: 'dead', reason: 'answered 400' });
    send(world, 3, { kind: 'dead', reason: 'answered 500' });
    await world.crash(4);
    const { outbox } = world;
    assert.equal(outbox.take(1e9, A), undefined);
    const [first, second] = outbox.deadLetters();
    assert.deepEqual(first, { id: first!.id, box: 'b', destination: A, atMs: 3, points: 1, reason: 'answered 500' });
    assert.deepEqual(outbox.readLetter(second!.id), sums(1, 2, 2));
    assert.deepEqual(outbox.discard(second!.id), { kind: 'stored' });
    assert.deepEqual(numbers(balanced(outbox)), counts({ produced: 3, queued: 1, dropped: { discarded: 2 } }));
    assert.deepEqual(outbox.resend(first.id), { kind: 'stored' });
    assert.deepEqual(outbox.deadLetters(), []);
    assert.equal(send(world, 5, DELIVERED).points, 1);
    assert.equal(outbox.resend(first.id).kind, 'failed');
    assert.equal(outbox.discard(99).kind, 'failed');
    assert.deepEqual(outbox.readLetter(99), []);
  });

  both('only a dead one is a letter', ({ outbox }) => {
    outbox.commit(tickOf(1, [sums(1, 1)]));
    const { id } = outbox.take(1, A)!;
    assert.equal(outbox.discard(id).kind, 'failed');
    assert.deepEqual(outbox.readLetter(id), []);
  });
});
