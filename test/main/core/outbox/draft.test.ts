import assert from 'node:assert/strict';
import test from 'node:test';
import { Draft } from '../../../../main/core/outbox/draft.ts';
import { MemoryStore } from '../../../../main/core/outbox/memory-store.ts';
import { MOST_DUPLICATES } from '../../../../main/core/outbox/outbox-store.ts';
import { unpackLedger } from '../../../../main/core/outbox/unpack-ledger.ts';
import { baselinesAt, counts } from './outbox-world.ts';
import { pointOf, requestOf } from './sent-points.ts';

const key = { box: 'b', destination: 'a' };
const placing = { ...key, atMs: 3, unseen: false };
const request = requestOf([pointOf('sum', 'm', 1, 5)]);

function begin() {
  const store = new MemoryStore();
  const draft = new Draft(unpackLedger(store.load()).state, store);
  const write = (next: Draft) => {
    const changes = next.changes();
    if (changes) store.apply(changes);
    return new Draft(next.state(), store);
  };
  return { draft, write };
}

test('nothing done is nothing to write', () => {
  const { draft } = begin();
  draft.count(key, { queued: 0, dropped: { expired: 0 } });
  draft.setTarget('t', { baselines: undefined, forwarding: '' });
  assert.deepEqual(draft.changes()?.targets, [{ target: 't', forwarding: '' }]);
  assert.deepEqual([...draft.accounts], []);
});

test('a layout and what is forwarded are written only when they changed', () => {
  const { draft, write } = begin();
  draft.setTarget('t', { baselines: baselinesAt(1, 1), forwarding: 'on' });
  const [first] = draft.changes()!.targets;
  assert.deepEqual(Object.keys(first!).sort(), ['forwarding', 'layout', 'numbers', 'target']);
  const next = write(draft);
  next.setTarget('t', { baselines: baselinesAt(2, 2), forwarding: 'on' });
  assert.deepEqual(Object.keys(next.changes()!.targets[0]!).sort(), ['numbers', 'target']);
  const last = write(next);
  last.setTarget('t', { baselines: undefined, forwarding: 'on' });
  assert.equal(last.changes(), undefined);
  assert.deepEqual(last.state().targets.get('t')?.baselines, baselinesAt(2, 2));
});

test('what comes and goes within one draft is never written', () => {
  const { draft } = begin();
  draft.insert(placing, request);
  const [record] = [...draft.requests];
  assert.deepEqual(draft.body(record!), request.body);
  assert.equal(draft.isNew(record!), true);
  draft.remove(record!);
  assert.equal(draft.changes(), undefined);
});

test('a request is written once, later only what is known of it', () => {
  const { draft, write } = begin();
  draft.insert(placing, request);
  const next = write(draft);
  const [record] = [...next.requests];
  assert.equal(record?.id, 1);
  assert.equal(next.isNew(record), false);
  assert.deepEqual(next.body(record), request.body);
  next.update({ ...record, state: 'in_flight' });
  const { inserted, updated, removed } = next.changes()!;
  assert.deepEqual([inserted, updated, removed], [[], [{ ...record, state: 'in_flight' }], []]);
  const last = write(next);
  last.insert(placing, request);
  last.remove(record);
  assert.deepEqual(last.changes()?.removed, [1]);
  assert.deepEqual(
    last.changes()?.inserted.map((entry) => entry.record.id),
    [2],
  );
});

test('an account is written when it changed, and taken away', () => {
  const { draft, write } = begin();
  draft.count(key, { produced: 1, queued: 1 });
  assert.deepEqual(draft.changes()?.counts, [{ ...key, counts: counts({ produced: 1, queued: 1 }) }]);
  assert.deepEqual(draft.changes()?.carries, []);
  const next = write(draft);
  next.removeAccount(key);
  assert.deepEqual(next.changes()?.counts, [{ ...key, counts: undefined }]);
  assert.deepEqual(next.changes()?.carries, [{ ...key, carries: undefined }]);
});

test('until it is written the state before is untouched', () => {
  const store = new MemoryStore();
  const { state } = unpackLedger(store.load());
  const draft = new Draft(state, store);
  draft.insert(placing, request);
  draft.count(key, { produced: 1 });
  draft.listDuplicate({ sha256: 'x', box: 'b', atMs: 1, points: 1 });
  assert.deepEqual(state, unpackLedger(new MemoryStore().load()).state);
  assert.equal(draft.state().duplicatesEver, 1);
});

test('the newest possible duplicates are listed, all are counted', () => {
  const { draft } = begin();
  for (let points = 0; points <= MOST_DUPLICATES; points += 1)
    draft.listDuplicate({ sha256: 'x', box: 'b', atMs: 1, points });
  const { duplicates, duplicatesEver } = draft.state();
  assert.deepEqual(
    [duplicates.length, duplicates[0]?.points, duplicatesEver],
    [MOST_DUPLICATES, 1, MOST_DUPLICATES + 1],
  );
});
