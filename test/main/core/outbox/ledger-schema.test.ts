import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { LedgerFile, readLedger } from '../../../../main/core/outbox/ledger-file.ts';
import { MIGRATIONS } from '../../../../main/core/outbox/ledger-schema.ts';
import { openedIn, outboxOver, temporaryFolder, written } from './outbox-world.ts';

describe('schema', () => {
  const NEXT = [...MIGRATIONS, 'CREATE TABLE more (word TEXT)', 'INSERT INTO more SELECT holder FROM holder'];

  test('an older ledger is brought to the newest version, and what is in it stays', async (t) => {
    const folder = temporaryFolder(t);
    await written(folder);
    const opened = await LedgerFile.open(folder, { holder: 'h', migrations: NEXT });
    assert.ok(opened.kind === 'opened');
    assert.equal(outboxOver(opened.store).summary().queued, 20);
    opened.store.close();
    const database = new DatabaseSync(join(folder, 'ledger.db'));
    assert.equal(database.prepare('PRAGMA user_version').get()?.['user_version'], MIGRATIONS.length + 2);
    assert.equal(database.prepare('SELECT word FROM more').get()?.['word'], 'the test');
    database.close();
  });

  test('a step that fails leaves the version as it was', async (t) => {
    const folder = temporaryFolder(t);
    await written(folder);
    const opened = await LedgerFile.open(folder, { holder: 'h', migrations: [...NEXT, 'nonsense'] });
    assert.deepEqual([opened.kind, opened.kind === 'refused' && opened.why], ['refused', 'unusable']);
    const store = await openedIn(folder);
    assert.equal(outboxOver(store).summary().queued, 20);
    store.close();
  });

  test('a newer one is refused with a way out, and nothing is touched', async (t) => {
    const folder = temporaryFolder(t);
    await written(folder);
    const newer = await LedgerFile.open(folder, { holder: 'h', migrations: NEXT });
    assert.ok(newer.kind === 'opened');
    newer.store.close();
    const before = readFileSync(join(folder, 'ledger.db'));
    const opened = await LedgerFile.open(folder, { holder: 'h' });
    assert.deepEqual([opened.kind, opened.kind === 'refused' && opened.why], ['refused', 'newer']);
    assert.match(
      opened.kind === 'refused' ? opened.reason : '',
      /newer NIM Glance.*Install that again, or move the file/,
    );
    const reading = await readLedger(folder);
    assert.equal(reading.kind === 'refused' && reading.why, 'newer');
    assert.deepEqual(readFileSync(join(folder, 'ledger.db')), before);
    // And it can be opened by the newer one again.
    const again = await LedgerFile.open(folder, { holder: 'h', migrations: NEXT });
    assert.ok(again.kind === 'opened');
    again.store.close();
  });
});
