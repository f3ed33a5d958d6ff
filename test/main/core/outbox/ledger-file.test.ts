import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { LedgerFile, readLedger } from '../../../../main/core/outbox/ledger-file.ts';
import { StoreFailure } from '../../../../main/core/outbox/outbox-store.ts';
import { kill, startWriter, survives, untilWriting, verify } from './killed-ledger.ts';
import {
  A,
  balanced,
  baselinesAt,
  DELIVERED,
  openedIn,
  outboxOver,
  temporaryFolder,
  tickOf,
  written,
} from './outbox-world.ts';
import { pointOf } from './sent-points.ts';

describe('files', () => {
  test('are ours alone, and the folder is made', async (t) => {
    const folder = join(temporaryFolder(t), 'new', 'state');
    const store = await openedIn(folder);
    outboxOver(store).commit(tickOf(1, []));
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    const names = readdirSync(folder);
    assert.ok(names.includes('ledger.db-wal') && names.includes('ledger.lock'), names.join());
    assert.deepEqual(new Set(names.map((name) => modeOf(join(folder, name)))), new Set([0o600]));
    assert.equal(modeOf(folder), 0o700);
    store.close();
  });

  test('are made ours alone when they were not', async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'ledger.db'), '', { mode: 0o644 });
    const store = await openedIn(folder);
    assert.equal(statSync(join(folder, 'ledger.db')).mode & 0o777, 0o600);
    store.close();
  });

  test('become smaller again after a backlog', async (t) => {
    const folder = temporaryFolder(t);
    const store = await openedIn(folder);
    const outbox = outboxOver(store);
    const body = new Uint8Array(4_000_000);
    const request = { body, points: 1, gauges: 0, oldestMs: 1 };
    for (let index = 0; index < 10; index += 1) outbox.commit({ ...tickOf(1, []), requests: [request] });
    const size = () => statSync(join(folder, 'ledger.db')).size;
    const full = size();
    for (let next = outbox.take(1, A); next !== undefined; next = outbox.take(1, A)) outbox.settle(next, DELIVERED, 1);
    for (let index = 0; index < 10; index += 1) outbox.commit(tickOf(1, [[pointOf('sum', 'm', 1, 1)]]));
    store.close();
    assert.ok(full > 30_000_000, String(full));
    assert.ok(size() < 25_000_000, String(size()));
  });
});

test('what comes after it was closed fails, and touches nothing', async (t) => {
  const folder = temporaryFolder(t);
  const store = await openedIn(folder);
  const outbox = outboxOver(store);
  outbox.commit(tickOf(1, [[pointOf('sum', 'm', 1, 1)]]));
  const request = outbox.take(1, A);
  assert.ok(request);
  store.close();
  store.close();
  outbox.settle(request, DELIVERED, 1);
  assert.deepEqual(outbox.commit(tickOf(2, [])), { kind: 'failed', reason: 'the ledger is closed' });
  assert.deepEqual(outbox.notices, []);
  const again = await openedIn(folder);
  assert.equal(outboxOver(again).summary().queued, 1);
  again.close();
});

describe('one writer, many readers', () => {
  test('a second writer in the same process is refused', async (t) => {
    const folder = temporaryFolder(t);
    const store = await openedIn(folder, 'process 1');
    const second = await LedgerFile.open(folder, { holder: 'process 2' });
    assert.deepEqual([second.kind, second.kind === 'refused' && second.why], ['refused', 'held']);
    assert.match(second.kind === 'refused' ? second.reason : '', /^process 1 is writing in .*End it/);
    store.close();
    (await openedIn(folder)).close();
  });

  test('a second process is refused while the first lives, and a reader reads', async (t) => {
    const folder = temporaryFolder(t);
    const writer = startWriter(folder, 5);
    try {
      await untilWriting(writer);
      const second = await LedgerFile.open(folder, { holder: 'me' });
      const words = new RegExp(`^process ${String(writer.pid)} is writing`);
      assert.match(second.kind === 'refused' ? second.reason : '', words);
      const seen = new Set<number>();
      while (seen.size < 40 && writer.exitCode === null) seen.add(await readOnce(folder, writer.pid ?? 0));
      assert.equal(seen.size, 40);
    } finally {
      await kill(writer);
    }
    // The lock ended with its process, and the log of a killed writer can be read.
    assert.equal((await readLedger(folder)).kind, 'read');
    (await openedIn(folder)).close();
  });

  /** How many points there have been; all tables must be as of one moment. */
  async function readOnce(folder: string, pid: number): Promise<number> {
    const reading = await readLedger(folder);
    assert.ok(reading.kind === 'read', reading.kind === 'refused' ? reading.reason : '');
    assert.equal(reading.holder, `process ${String(pid)}`);
    const { counts, requests } = reading.ledger;
    const queued = counts.reduce((sum, account) => sum + account.counts.queued, 0);
    assert.equal(requests.reduce((sum, { points }) => sum + points, 0), queued); // prettier-ignore
    return counts.reduce((sum, account) => sum + account.counts.produced + account.counts.folded, 0);
  }

  test('a reader reads while nobody runs, and makes nothing', async (t) => {
    const folder = temporaryFolder(t);
    const reading = await readLedger(folder);
    assert.deepEqual([reading.kind === 'refused' && reading.why, readdirSync(folder)], ['absent', []]);
    await written(folder);
    const after = await readLedger(folder);
    assert.equal(after.kind === 'read' && after.ledger.requests.length, 20);
    assert.equal(after.kind === 'read' && after.holder, 'the test');
  });

  test('what is no ledger cannot be read, in words', async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'ledger.db'), 'no database, '.repeat(500));
    const reading = await readLedger(folder);
    assert.match(reading.kind === 'refused' ? reading.reason : '', /cannot be read/);
  });
});

describe('a disk that fails', () => {
  test('full: nothing advances; with room again it goes on', async (t) => {
    const opened = await LedgerFile.open(temporaryFolder(t), { holder: 'h', maxBytes: 120_000 });
    assert.ok(opened.kind === 'opened');
    const { store } = opened;
    const outbox = outboxOver(store);
    const large = Array.from({ length: 200 }, (_, index) => pointOf('sum', `m${String(index)}`, 1, 1));
    const results = Array.from({ length: 9 }, (_, index) =>
      outbox.commit(tickOf(index, [large], { baselines: baselinesAt(index) })),
    );
    const stored = results.filter(({ kind }) => kind === 'stored').length;
    assert.ok(stored > 0 && stored < 9, String(stored));
    assert.deepEqual(results[8], { kind: 'failed', reason: 'the disk is full' });
    assert.deepEqual(outbox.baselines('t'), baselinesAt(stored - 1));
    // What was stored can go out, which makes room.
    const request = outbox.take(9, A);
    assert.ok(request);
    outbox.settle(request, DELIVERED, 9);
    assert.equal(outbox.problem, undefined);
    assert.deepEqual(outbox.commit(tickOf(10, [large])), { kind: 'stored' });
    assert.equal(balanced(outbox).queued, stored * 200);
    store.close();
  });

  test('full from the start: refused as something that passes, and it does', async (t) => {
    const folder = temporaryFolder(t);
    const reason = `${folder} cannot be used: the disk is full`;
    assert.deepEqual(await LedgerFile.open(folder, { holder: 'h', maxBytes: 8_192 }), {
      kind: 'refused',
      why: 'full',
      reason,
    });
    const store = await openedIn(folder);
    assert.deepEqual(outboxOver(store).notices, []);
    store.close();
  });

  test('what fails half-way leaves nothing behind, and the next write works', async (t) => {
    const store = await openedIn(temporaryFolder(t));
    const outbox = outboxOver(store);
    outbox.commit(tickOf(1, [[pointOf('sum', 'm', 1, 1)]]));
    const before = store.load();
    const [record] = before.requests;
    const nothing = { updated: [], removed: [], counts: [], carries: [], duplicates: [] };
    const twice = { record: record!, body: new Uint8Array(1) };
    const targets = [{ target: 't', layout: 'other' }];
    assert.throws(() => store.apply({ ...nothing, targets, inserted: [twice] }), StoreFailure);
    assert.deepEqual(store.load(), before);
    assert.deepEqual(outbox.commit(tickOf(2, [])), { kind: 'stored' });
    store.close();
  });

  test('a folder that cannot be made is refused in words', async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'file'), '');
    const opened = await LedgerFile.open(join(folder, 'file', 'state'), { holder: 'h' });
    assert.deepEqual([opened.kind, opened.kind === 'refused' && opened.why], ['refused', 'unusable']);
    assert.match(opened.kind === 'refused' ? opened.reason : '', /cannot be used: /);
  });
});

describe('killed', () => {
  test('at any moment: what is counted is on its way exactly once', { timeout: 120_000 }, async (t) => {
    const folder = temporaryFolder(t);
    const seed = Math.floor(Math.random() * 1e9);
    for (let round = 0; round < 8; round += 1) {
      const writer = startWriter(folder, seed + round);
      await untilWriting(writer);
      await new Promise((resolve) => setTimeout(resolve, ((seed >> round) % 150) + 1));
      await kill(writer);
    }
    assert.ok((await verify(folder, `seed ${String(seed)}`)) > 8);
  });

  // Which of its writes and syncs it does not survive, or which one fails. The first 31 make the tables.
  const FAULTS: readonly (readonly [string, string, readonly number[]])[] = [
    ['SIGKILL at a write', 'pwrite64:signal=SIGKILL', [1, 2, 9, 31, 33, 34, 37, 43, 50, 61, 99, 300]],
    ['SIGKILL at a sync', 'fsync,fdatasync:signal=SIGKILL', [1, 2, 3, 5, 6, 9, 31]],
    ['a disk that is full for a while', 'pwrite64:error=ENOSPC', [41, 50, 75]],
    ['a disk that fails for a while', 'pwrite64:error=EIO', [41, 50, 75]],
    ['a sync that fails', 'fsync,fdatasync:error=EIO', [5, 7, 12]],
  ];
  const hasStrace = spawnSync('strace', ['-V']).status === 0;
  for (const [name, fault, places] of FAULTS) {
    const skip = hasStrace ? false : 'strace is not installed';
    test(`${name}: what is counted is on its way exactly once`, { timeout: 120_000, skip }, async (t) => {
      for (const place of places) {
        const folder = temporaryFolder(t);
        const when = fault.includes('SIGKILL') ? String(place) : `${String(place)}..${String(place + 7)}`;
        const survived = await survives(`${fault}:when=${when}`, folder, place);
        assert.equal(survived, !fault.includes('SIGKILL'), `${fault} at ${when}`);
        await verify(folder, `${fault} at ${when}`);
      }
    });
  }
});
