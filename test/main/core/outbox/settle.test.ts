import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { A, balanced, both, counts, DELIVERED, numbers, send, sha256, tickOf } from './outbox-world.ts';
import { sums } from './sent-points.ts';

describe('settle', () => {
  const REJECTED: readonly (readonly [number, number, Record<string, number>])[] = [
    [0, 5, {}],
    [2, 3, { rejected: 2 }],
    [9, 0, { rejected: 5 }],
    [-1, 5, {}],
  ];
  for (const [rejectedPoints, delivered, dropped] of REJECTED) {
    both(`delivered with ${String(rejectedPoints)} of 5 rejected`, async (world) => {
      world.outbox.commit(tickOf(1, [sums(1, 1, 2, 3, 4, 5)]));
      send(world, 1, { kind: 'delivered', rejectedPoints });
      await world.crash(2);
      assert.deepEqual(numbers(balanced(world.outbox)), counts({ produced: 5, delivered, dropped }));
      assert.equal(world.outbox.take(2, A), undefined);
    });
  }

  both('refused in sight it waits and is not listed; without an answer it is', async (world) => {
    world.outbox.commit(tickOf(1, [sums(1, 1)]));
    send(world, 2, { kind: 'waiting', unseen: false });
    assert.deepEqual(balanced(world.outbox).possibleDuplicates, []);
    const { body } = send(world, 3, { kind: 'waiting', unseen: true });
    send(world, 4, { kind: 'waiting', unseen: false });
    await world.crash(5);
    const listed = [{ sha256: sha256(body), box: 'b', atMs: 3, points: 1 }];
    assert.deepEqual(balanced(world.outbox).possibleDuplicates, listed);
    // Seen refused later, but taken perhaps before: still not folded.
    assert.equal(world.outbox.take(1e9, A)?.points, 1);
  });

  both('what cannot be stored is kept and done before anything else', async (world) => {
    const { outbox } = world;
    outbox.commit(tickOf(1, [sums(1, 1), sums(1, 2)]));
    const request = outbox.take(1, A)!;
    world.fail('the disk is full');
    outbox.settle(request, DELIVERED, 2);
    assert.equal(outbox.take(2, A), undefined);
    assert.equal(balanced(outbox).delivered, 0);
    world.fail('');
    assert.equal(outbox.take(3, A)?.points, 1);
    assert.equal(balanced(outbox).delivered, 1);
    await world.crash(4);
    assert.equal(balanced(world.outbox).delivered, 1);
    assert.equal(world.outbox.summary().possibleDuplicates.length, 1);
  });

  both('nothing is handed out before what was kept is stored', (world) => {
    const { outbox } = world;
    outbox.commit(tickOf(1, [sums(1, 1), sums(1, 2)]));
    const request = outbox.take(1, A)!;
    // The answer, and its second try within the next call.
    world.fail('the disk is full', 2);
    outbox.settle(request, DELIVERED, 2);
    assert.equal(outbox.take(2, A), undefined);
    assert.ok(outbox.take(2, A));
    assert.equal(balanced(outbox).delivered, 1);
  });

  both('cut off before it could be stored: listed', async (world) => {
    world.outbox.commit(tickOf(1, [sums(1, 1)]));
    const request = world.outbox.take(1, A)!;
    world.fail('the disk is full');
    world.outbox.settle(request, DELIVERED, 2);
    await world.crash(3);
    assert.deepEqual(
      balanced(world.outbox).possibleDuplicates.map(({ atMs }) => atMs),
      [3],
    );
    assert.equal(world.outbox.take(3, A)?.points, 1);
  });

  both('too large: two halves in its place, and one alone is given up', async (world) => {
    world.outbox.commit(tickOf(1, [sums(1, 1, 2, 3)]));
    send(world, 1, { kind: 'too_large' });
    assert.deepEqual(numbers(balanced(world.outbox)), counts({ produced: 3, queued: 3 }));
    await world.crash(2);
    assert.equal(send(world, 2, { kind: 'too_large' }).points, 1);
    assert.equal(send(world, 2, DELIVERED).points, 2);
    assert.deepEqual(
      numbers(balanced(world.outbox)),
      counts({ produced: 3, delivered: 2, dropped: { 'limit:size': 1 } }),
    );
  });

  both('too large and damaged: given up', (world) => {
    world.outbox.commit(tickOf(1, [sums(1, 1, 2)]));
    const request = world.outbox.take(1, A)!;
    world.damage();
    world.outbox.settle(request, { kind: 'too_large' }, 1);
    assert.deepEqual(numbers(balanced(world.outbox)), counts({ produced: 2, dropped: { damaged: 2 } }));
  });

  both('a second answer for a request that waits again changes nothing', (world) => {
    world.outbox.commit(tickOf(1, [sums(1, 1)]));
    const request = send(world, 1, { kind: 'waiting', unseen: false });
    world.outbox.settle(request, DELIVERED, 2);
    assert.deepEqual(numbers(balanced(world.outbox)), counts({ produced: 1, queued: 1 }));
  });

  both('an answer for a request that is gone changes nothing', (world) => {
    world.outbox.commit(tickOf(1, [sums(1, 1)]));
    const request = send(world, 1, DELIVERED);
    world.outbox.settle(request, DELIVERED, 2);
    assert.deepEqual(numbers(balanced(world.outbox)), counts({ produced: 1, delivered: 1 }));
  });
});
