import assert from 'node:assert/strict';
import test from 'node:test';
import type { PossibleDuplicate } from '../../../../main/core/model/ledger.ts';
import { MemoryStore } from '../../../../main/core/outbox/memory-store.ts';
import {
  MOST_DUPLICATES,
  type Changes,
  type OutboxStore,
  type RequestRecord,
} from '../../../../main/core/outbox/outbox-store.ts';
import { openedIn, temporaryFolder } from './outbox-world.ts';

const NOTHING: Changes = {
  targets: [],
  inserted: [],
  updated: [],
  removed: [],
  counts: [],
  carries: [],
  duplicates: [],
};
const record: RequestRecord = {
  id: 7,
  box: 'b',
  destination: '',
  storedMs: 1.5,
  oldestMs: -1,
  points: 2,
  bytes: 3,
  state: 'waiting',
  unseen: false,
  reason: '',
  refusedMs: 0,
};
const counts = { produced: 1, delivered: 0, queued: 1, folded: 0, carried: 0, dropped: { expired: 2 }, skipped: {} };
const duplicate = (points: number): PossibleDuplicate => ({ sha256: 'aa', box: 'b', atMs: 5, points });

/** The same for each store. */
function contract(name: string, storeFor: (t: test.TestContext) => Promise<OutboxStore>): void {
  test(`${name}: empty at first`, async (t) => {
    const store = await storeFor(t);
    const nothing = {
      targets: [],
      requests: [],
      counts: [],
      carries: [],
      duplicates: [],
      duplicatesEver: 0,
      notices: [],
    };
    assert.deepEqual(store.load(), nothing);
    assert.equal(store.body(1), undefined);
    store.close();
  });

  test(`${name}: keeps what is written, in parts and anew`, async (t) => {
    const store = await storeFor(t);
    const key = { box: 'b', destination: "https://a'\0é" };
    const body = Uint8Array.of(0, 255, 7);
    store.apply({
      ...NOTHING,
      targets: [{ target: 't', layout: 'l', numbers: Float64Array.of(1, -0, NaN), forwarding: 'f' }],
      inserted: [{ record, body }],
      counts: [{ ...key, counts }],
      carries: [{ ...key, carries: '[]' }],
    });
    const numbers = Float64Array.of(2);
    store.apply({ ...NOTHING, targets: [{ target: 't', numbers }], updated: [{ ...record, state: 'dead' }] });
    assert.deepEqual(store.load(), {
      targets: [{ target: 't', layout: 'l', numbers, forwarding: 'f' }],
      requests: [{ ...record, state: 'dead' }],
      counts: [{ ...key, counts }],
      carries: [{ ...key, carries: '[]' }],
      duplicates: [],
      duplicatesEver: 0,
      notices: [],
    });
    assert.deepEqual(new Uint8Array(store.body(7)!), body);
    store.apply({
      ...NOTHING,
      removed: [7],
      counts: [{ ...key, counts: undefined }],
      carries: [{ ...key, carries: undefined }],
    });
    const { requests, counts: accounts, carries } = store.load();
    assert.deepEqual([requests, accounts, carries, store.body(7)], [[], [], [], undefined]);
    store.close();
  });

  test(`${name}: a target may have forwarding alone`, async (t) => {
    const store = await storeFor(t);
    store.apply({ ...NOTHING, targets: [{ target: 't', forwarding: 'on' }] });
    assert.deepEqual(store.load().targets, [
      { target: 't', layout: '', numbers: new Float64Array(), forwarding: 'on' },
    ]);
    store.close();
  });

  test(`${name}: lists the newest possible duplicates and counts all`, async (t) => {
    const store = await storeFor(t);
    const many = Array.from({ length: MOST_DUPLICATES + 5 }, (_, index) => duplicate(index));
    store.apply({ ...NOTHING, duplicates: many.slice(0, 3) });
    store.apply({ ...NOTHING, duplicates: many.slice(3) });
    const { duplicates, duplicatesEver } = store.load();
    assert.equal(duplicatesEver, MOST_DUPLICATES + 5);
    assert.deepEqual(duplicates, many.slice(5));
    store.close();
  });
}

contract('memory', () => Promise.resolve(new MemoryStore()));
contract('file', (t) => openedIn(temporaryFolder(t)));
