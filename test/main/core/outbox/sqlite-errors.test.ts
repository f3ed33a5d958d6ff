import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import type { LedgerOutbox } from '../../../../main/core/outbox/ledger-outbox.ts';
import { DamagedRow, isBusy, isDamage, isFull, wordsFor } from '../../../../main/core/outbox/sqlite-errors.ts';
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
import { jsonCodec, pointOf } from './sent-points.ts';

describe('damage', () => {
  const asideIn = (folder: string) =>
    readdirSync(folder).filter((name) => /^ledger\.damaged-\d{4}-\d\d-\d\dT[\d.-]+Z\.db$/.test(name));

  const DAMAGES: readonly (readonly [string, (path: string) => void])[] = [
    ['garbage', (path) => writeFileSync(path, 'no database, '.repeat(500))],
    ['a torn end', (path) => truncateSync(path, statSync(path).size - 6_000)],
    ['nothing but a header', (path) => truncateSync(path, 100)],
    ['a page of zeros', (path) => overwrite(path, 2 * 4096, new Uint8Array(4096))],
    ['a header of ones', (path) => overwrite(path, 0, new Uint8Array(50).fill(1))],
  ];
  for (const [name, damage] of DAMAGES) {
    test(`${name}: set aside with a notice, and a fresh start`, async (t) => {
      const folder = temporaryFolder(t);
      await written(folder, 200);
      damage(join(folder, 'ledger.db'));
      const { size } = statSync(join(folder, 'ledger.db'));
      const store = await openedIn(folder);
      const outbox = outboxOver(store);
      const [kept = ''] = asideIn(folder);
      assert.match(outbox.notices[0] ?? '', /was damaged. It is kept as .*; a new one begins now/);
      assert.ok(outbox.notices[0]?.includes(kept));
      assert.equal(statSync(join(folder, kept)).size, size);
      assert.deepEqual(outbox.commit(tickOf(1, [[pointOf('sum', 'm', 1, 1)]])), { kind: 'stored' });
      store.close();
      const again = await openedIn(folder);
      assert.equal(outboxOver(again).summary().queued, 1);
      assert.deepEqual(outboxOver(again).notices, []);
      again.close();
    });
  }

  const CHANGES: readonly (readonly [string, number, (bytes: Buffer, at: number) => void])[] = [
    ['flipped bytes', 1_301, (bytes, at) => (bytes[at] = (bytes[at] ?? 0) ^ 0x41)],
    ['lost pages', 4_096, (bytes, at) => bytes.fill(0, at, at + 4_096)],
  ];
  for (const [name, step, change] of CHANGES) {
    test(`${name}, anywhere: it opens, and is right, or says what is lost`, async (t) => {
      const folder = temporaryFolder(t);
      await written(folder, 30);
      const whole = readFileSync(join(folder, 'ledger.db'));
      const outcomes = { right: 0, partly: 0, aside: 0 };
      for (let at = 0; at < whole.length; at += step) {
        const changed = join(folder, String(at));
        mkdirSync(changed);
        const bytes = Buffer.from(whole);
        change(bytes, at);
        writeFileSync(join(changed, 'ledger.db'), bytes);
        const store = await openedIn(changed);
        const outbox = outboxOver(store);
        outcomes[judge(outbox, asideIn(changed).length > 0)] += 1;
        store.close();
      }
      assert.ok(outcomes.aside > 0 && (step > 4_000 || outcomes.right > 0), JSON.stringify(outcomes));
    });
  }

  /** Whatever is not told must be as it was written. */
  function judge(outbox: LedgerOutbox, aside: boolean): 'right' | 'partly' | 'aside' {
    if (aside) {
      assert.equal(outbox.summary().produced, 0);
      assert.match(outbox.notices[0] ?? '', /damaged/);
      return 'aside';
    }
    const { produced } = balanced(outbox);
    assert.equal(produced, 30);
    const baselines = outbox.baselines('t');
    if (baselines === undefined) assert.match(outbox.notices[0] ?? '', /What was remembered of t is damaged/);
    else assert.deepEqual(baselines, baselinesAt(1));
    for (let next = outbox.take(1, A); next !== undefined; next = outbox.take(1, A)) {
      const [point] = jsonCodec().decode(next.body);
      assert.deepEqual(point, pointOf('sum', point?.metric ?? '', 1, 1));
      outbox.settle(next, DELIVERED, 1);
    }
    const { delivered, dropped } = balanced(outbox);
    assert.equal(delivered + (dropped.damaged ?? 0), 30);
    return delivered === 30 && baselines !== undefined ? 'right' : 'partly';
  }

  /** One that works on a file whose pages all became something else. */
  async function running(folder: string) {
    const store = await openedIn(folder);
    const outbox = outboxOver(store);
    const requests = Array.from({ length: 200 }, () => [pointOf('sum', 'm', 1, 1)]);
    outbox.commit(tickOf(1, requests));
    // Everything is in the file itself now, and no page is remembered.
    const other = new DatabaseSync(join(folder, 'ledger.db'));
    other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    other.close();
    const { size } = statSync(join(folder, 'ledger.db'));
    overwrite(join(folder, 'ledger.db'), 4096, new Uint8Array(size - 4096).fill(7));
    return { store, outbox };
  }
  const commit = (outbox: LedgerOutbox) => outbox.commit(tickOf(2, [[pointOf('sum', 'm', 1, 2)]]));

  test('found while it runs: set aside, and it goes on anew', async (t) => {
    const folder = temporaryFolder(t);
    const { store, outbox } = await running(folder);
    const failed = commit(outbox);
    assert.match(failed.kind === 'failed' ? failed.reason : '', /was damaged. It is kept as/);
    assert.deepEqual(outbox.notices, [failed.kind === 'failed' && failed.reason]);
    assert.equal(asideIn(folder).length, 1);
    assert.equal(outbox.baselines('t'), undefined);
    assert.deepEqual(commit(outbox), { kind: 'stored' });
    assert.equal(balanced(outbox).queued, 1);
    store.close();
  });

  test('found while it runs on a disk that is away: it goes on when that is back', async (t) => {
    const folder = join(temporaryFolder(t), 'state');
    const { store, outbox } = await running(folder);
    renameSync(folder, `${folder} away`);
    assert.match(JSON.stringify([commit(outbox), commit(outbox)]), /ENOENT.*ENOENT/);
    assert.deepEqual([outbox.notices, balanced(outbox).queued], [[], 200]);
    renameSync(`${folder} away`, folder);
    assert.equal(commit(outbox).kind, 'failed');
    assert.equal(outbox.notices.length, 1);
    assert.equal(asideIn(folder).length, 1);
    assert.deepEqual(commit(outbox), { kind: 'stored' });
    store.close();
  });
});

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const whole = readFileSync(path);
  whole.set(bytes, at);
  writeFileSync(path, whole);
}

const sqlite = (errcode: number) => Object.assign(new Error('said SQLite'), { errcode });
const noRoom = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
for (const [name, error, full] of [
  ['SQLite says so', sqlite(13), true],
  ['the index of the log cannot grow', sqlite(10 | (19 << 8)), true],
  ['the system says so', noRoom, true],
  ['another trouble of the disk', sqlite(10 | (4 << 8)), false],
  ['no error at all', 13, false],
] as const) {
  test(`full: ${name}`, () => {
    assert.equal(isFull(error), full);
    assert.equal(wordsFor(error) === 'the disk is full', full);
  });
}

const TABLE: readonly (readonly [string, unknown, boolean, boolean, string])[] = [
  ['busy', sqlite(5), true, false, 'another process is using it'],
  ['a failed fsync, by its extended code', sqlite(10 | (4 << 8)), false, false, 'the disk reports an error'],
  ['full', sqlite(13), false, false, 'the disk is full'],
  ['damaged', sqlite(11 | (1 << 8)), false, true, 'said SQLite'],
  ['no database', sqlite(26), false, true, 'said SQLite'],
  ['a row that is not as it was written', new DamagedRow('row'), false, true, 'row'],
  ['another error', new Error('EACCES: no'), false, false, 'EACCES: no'],
  ['no error at all', 7, false, false, '7'],
];
for (const [name, error, busy, damaged, words] of TABLE) {
  test(`error: ${name}`, () => {
    assert.deepEqual([isBusy(error), isDamage(error), wordsFor(error)], [busy, damaged, words]);
  });
}
