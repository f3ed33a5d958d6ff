import assert from 'node:assert/strict';
import test from 'node:test';
import type { TargetBaselines } from '../../../../main/core/model/baselines.ts';
import { MemoryOutbox } from '../../../../main/core/outbox/memory-outbox.ts';
import type { Tick } from '../../../../main/core/outbox/outbox.ts';

const baselines: TargetBaselines = {
  process: { startSeconds: 1, dateMs: 2, observedMs: 3, earlierStarts: [] },
  series: new Map(),
  forgotten: new Set(),
  doubtful: new Set(),
};
const tick = (points: number[], more: Partial<Tick> = {}): Tick => ({
  target: 't',
  box: 'b',
  baselines,
  requests: points.map((count) => ({ body: new Uint8Array(10), points: count })),
  dropped: {},
  skipped: {},
  atMs: 0,
  ...more,
});
const create = (maxBytes = 1000) =>
  new MemoryOutbox((body) => `sha of ${String(body.length)}`, { maxBytes, maxAgeMs: 100 });

/** `produced = delivered + queued + dropped`, which must hold after every step. */
function balanced(outbox: MemoryOutbox) {
  const ledger = outbox.ledger('b');
  const dropped = Object.values(ledger.dropped).reduce((sum, points) => sum + points, 0);
  assert.equal(ledger.produced, ledger.delivered + ledger.queued + dropped);
  return ledger;
}

test('commits baselines and requests together', () => {
  const outbox = create();
  assert.equal(outbox.commit(tick([3, 4], { skipped: { baseline: 2 }, dropped: { 'limit:size': 1 } })), true);
  assert.equal(outbox.baselines('t'), baselines);
  assert.deepEqual(balanced(outbox), {
    produced: 8,
    delivered: 0,
    queued: 7,
    dropped: { 'limit:size': 1 },
    skipped: { baseline: 2 },
  });
});

test('hands out the oldest, each once, until it waits again', () => {
  const outbox = create();
  outbox.commit(tick([3, 4]));
  const first = outbox.take(0);
  const second = outbox.take(0);
  assert.deepEqual([first?.points, second?.points, outbox.take(0)], [3, 4, undefined]);
  if (first) outbox.settle(first, { kind: 'waiting', unseen: false }, 0);
  assert.equal(outbox.take(0), first);
});

const REJECTED: readonly (readonly [number, number, Record<string, number>])[] = [
  [0, 5, {}],
  [2, 3, { rejected: 2 }],
  [9, 0, { rejected: 5 }],
  [-1, 5, {}],
];
for (const [rejectedPoints, delivered, dropped] of REJECTED) {
  test(`delivered with ${String(rejectedPoints)} of 5 rejected`, () => {
    const outbox = create();
    outbox.commit(tick([5]));
    const request = outbox.take(0);
    if (request) outbox.settle(request, { kind: 'delivered', rejectedPoints }, 0);
    assert.deepEqual(balanced(outbox), { produced: 5, delivered, queued: 0, dropped, skipped: {} });
  });
}

test('a request whose answer was not seen is listed', () => {
  const outbox = create();
  outbox.commit(tick([5]));
  const request = outbox.take(0);
  if (request) outbox.settle(request, { kind: 'waiting', unseen: true }, 77);
  assert.deepEqual(outbox.possibleDuplicates(), [{ sha256: 'sha of 10', atMs: 77, points: 5 }]);
  assert.equal(balanced(outbox).queued, 5);
});

test('a dead letter stays queued and is not handed out', () => {
  const outbox = create();
  outbox.commit(tick([5]));
  const request = outbox.take(0);
  if (request) outbox.settle(request, { kind: 'dead', reason: 'no' }, 0);
  assert.equal(outbox.take(0), undefined);
  assert.equal(balanced(outbox).queued, 5);
});

test('too old is expired, too much evicts the oldest', () => {
  const outbox = create(25);
  outbox.commit(tick([1, 2, 3]));
  assert.deepEqual(balanced(outbox).dropped, { evicted: 1 });
  assert.equal(outbox.take(101), undefined);
  assert.deepEqual(balanced(outbox).dropped, { evicted: 1, expired: 5 });
});
