import assert from 'node:assert/strict';
import test from 'node:test';
import { MemoryStore } from '../../../../main/core/outbox/memory-store.ts';
import type { RequestRecord } from '../../../../main/core/outbox/outbox-store.ts';
import { packCarries } from '../../../../main/core/outbox/pack-carries.ts';
import { countsOf, deadLettersOf, summarize } from '../../../../main/core/outbox/summarize.ts';
import { unpackLedger } from '../../../../main/core/outbox/unpack-ledger.ts';
import type { SentDelta } from '../../../../main/core/model/sent-point.ts';
import { counts } from './outbox-world.ts';
import { pointOf } from './sent-points.ts';

const record = (id: number, more: Partial<RequestRecord>): RequestRecord => ({
  id,
  box: 'b',
  destination: 'a',
  storedMs: 0,
  oldestMs: 50,
  points: 1,
  bytes: 1,
  state: 'waiting',
  unseen: false,
  reason: '',
  refusedMs: 0,
  ...more,
});
const carry = { delta: pointOf('sum', 'm', 1, 70, 20) as SentDelta, points: 1, foldedMs: 80 };
const duplicate = { sha256: 'x', box: 'b', atMs: 1, points: 2 };
const { state } = unpackLedger({
  ...new MemoryStore().load(),
  requests: [
    record(1, { oldestMs: 60 }),
    record(2, { state: 'dead', reason: 'answered 400', refusedMs: 77 }),
    record(3, { box: 'c', oldestMs: 40 }),
  ],
  counts: [
    { box: 'b', destination: 'a', counts: counts({ produced: 3, queued: 2, dropped: { expired: 1 }, folded: 5 }) },
    { box: 'b', destination: 'd', counts: counts({ folded: 1, carried: 1, skipped: { reset: 4 } }) },
    { box: 'c', destination: 'a', counts: counts({ produced: 1, queued: 1, dropped: { expired: 2 } }) },
    { box: 'e', destination: 'a', counts: counts({ produced: 1, delivered: 1 }) },
  ],
  carries: [{ box: 'b', destination: 'd', carries: packCarries([carry]) }],
  duplicates: [duplicate],
  duplicatesEver: 8,
});

test('adds up all boxes and destinations, and tells the oldest of each', () => {
  const { boxes, ...sums } = summarize(state);
  assert.deepEqual(sums, {
    ...counts({
      produced: 5,
      delivered: 1,
      queued: 3,
      folded: 6,
      carried: 1,
      dropped: { expired: 3 },
      skipped: { reset: 4 },
    }),
    oldestMs: 20,
    possibleDuplicates: [duplicate],
    unlistedDuplicates: 7,
  });
  assert.deepEqual(
    boxes.map(({ box, destination, oldestMs }) => [box, destination, oldestMs]),
    [
      ['b', 'a', 50],
      ['b', 'd', 20],
      ['c', 'a', 40],
      ['e', 'a', undefined],
    ],
  );
});

test('of one box, all destinations', () => {
  const { produced, folded, skipped } = countsOf(state, 'b');
  assert.deepEqual([produced, folded, skipped], [3, 6, { reset: 4 }]);
  assert.deepEqual(countsOf(state, 'nobody'), counts({}));
});

test('nothing waits: there is no oldest', () => {
  assert.equal(summarize(unpackLedger(new MemoryStore().load()).state).oldestMs, undefined);
});

test('dead letters are told with their reason', () => {
  assert.deepEqual(deadLettersOf(state), [
    { id: 2, box: 'b', destination: 'a', atMs: 77, points: 1, reason: 'answered 400' },
  ]);
});
