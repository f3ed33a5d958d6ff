import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { crc32 } from 'node:zlib';
import { MIGRATIONS } from '../../../../main/core/outbox/ledger-schema.ts';
import { LedgerTables } from '../../../../main/core/outbox/ledger-tables.ts';
import { DamagedRow } from '../../../../main/core/outbox/sqlite-errors.ts';
import { counts } from './outbox-world.ts';
import { pointOf, requestOf } from './sent-points.ts';

/** Everything once; what the tables do besides is tested over both stores. */
function filled(): { tables: LedgerTables; database: DatabaseSync } {
  const database = new DatabaseSync(':memory:');
  for (const step of MIGRATIONS) database.exec(step);
  const tables = new LedgerTables(database, crc32);
  const { body, points } = requestOf([pointOf('sum', 'm', 1, 5)]);
  const key = { box: 'b', destination: 'a' };
  const times = { storedMs: 1, oldestMs: 5, refusedMs: 0 };
  const state = { state: 'waiting', unseen: false, reason: '' } as const;
  tables.write({
    targets: [{ target: 't', layout: 'l', numbers: Float64Array.of(1, 2), forwarding: 'on' }],
    inserted: [{ record: { id: 1, ...key, ...times, points, bytes: body.length, ...state }, body }],
    updated: [],
    removed: [],
    counts: [{ ...key, counts: counts({ queued: 1 }) }],
    carries: [{ ...key, carries: '[]' }],
    duplicates: [{ sha256: 'x', box: 'b', atMs: 1, points: 1 }],
  });
  return { tables, database };
}

for (const [table, change] of [
  ['requests', `record = replace(record, '"points":1', '"points":2')`],
  ['accounts', `counts = replace(counts, '"queued":1', '"queued":2')`],
  ['carries', "carries = '[1]'"],
  ['duplicates', "duplicate = ''"],
] as const) {
  test(`a changed row of ${table} is damage`, () => {
    const { tables, database } = filled();
    tables.load();
    database.exec(`UPDATE ${table} SET ${change}`);
    assert.throws(() => tables.load(), DamagedRow);
  });
}

for (const [table, change] of [
  ['layouts', "layout = 'm'"],
  ['numbers', "numbers = x'0000000000000000'"],
] as const) {
  test(`a changed row of ${table} costs the baselines, which is said`, () => {
    const { tables, database } = filled();
    assert.deepEqual(tables.load().targets, [
      { target: 't', layout: 'l', numbers: Float64Array.of(1, 2), forwarding: 'on' },
    ]);
    database.exec(`UPDATE ${table} SET ${change}`);
    const { targets, notices } = tables.load();
    assert.deepEqual(targets, [{ target: 't', layout: '', numbers: new Float64Array(), forwarding: 'on' }]);
    assert.deepEqual(notices, ['What was remembered of t is damaged; counting starts anew there.']);
  });
}

test('a changed body is not handed out', () => {
  const { tables, database } = filled();
  assert.ok(tables.body(1));
  database.exec("UPDATE bodies SET body = x'00'");
  assert.equal(tables.body(1), undefined);
});
