import assert from 'node:assert/strict';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { lookIntoLedger, openDeadLetters } from '../../../main/core/stored-ledger.ts';
import {
  AT_MS,
  countersOf,
  filledFolder,
  openLedger,
  outboxOver,
  sha256,
  temporaryFolder,
} from '../../fakes/stored-ledger.ts';

const VISITOR = { name: 'the visitor', nowMs: AT_MS + 5_000, sha256 };

test('looks at what is stored: sums, dead letters, bytes', async (t) => {
  const look = await lookIntoLedger(await filledFolder(t));
  assert.ok(look.kind === 'read');
  assert.deepEqual([look.summary.produced, look.summary.delivered, look.summary.queued], [19, 7, 10]);
  assert.deepEqual(
    look.deadLetters.map(({ points }) => points),
    [2],
  );
  assert.deepEqual(look.notices, []);
  const bodies = [countersOf('dgx', 2), countersOf('dgx', 3, AT_MS - 2_000), countersOf('spark', 5)];
  assert.equal(
    look.bytes,
    bodies.reduce((sum, { body }) => sum + body.length, 0),
  );
});

test('a look writes nothing, also into a folder without a ledger', async (t) => {
  const folder = await filledFolder(t);
  const before = statSync(join(folder, 'ledger.db')).mtimeMs;
  await lookIntoLedger(folder);
  assert.equal(statSync(join(folder, 'ledger.db')).mtimeMs, before);
  const empty = temporaryFolder(t);
  const look = await lookIntoLedger(empty);
  assert.ok(look.kind === 'refused' && look.why === 'absent');
  assert.ok((await openDeadLetters(empty, VISITOR)).kind === 'refused');
  assert.deepEqual(readdirSync(empty), []);
});

test('letters are read, resent and discarded; nobody else writes meanwhile', async (t) => {
  const folder = await filledFolder(t);
  const opened = await openDeadLetters(folder, VISITOR);
  assert.ok(opened.kind === 'opened');
  const [letter] = opened.letters;
  assert.ok(letter);
  assert.deepEqual(
    opened.read(letter.id).map(({ metric }) => metric),
    ['m0', 'm1'],
  );
  assert.deepEqual(opened.read(letter.id + 1), []);
  const second = await openDeadLetters(folder, VISITOR);
  assert.ok(second.kind === 'refused' && second.why === 'held', 'two at once');
  assert.match(second.reason, /the visitor is writing/);
  assert.equal(opened.resend(letter.id), undefined);
  assert.match(opened.discard(letter.id) ?? '', /there is no refused request/);
  opened.close();
  const look = await lookIntoLedger(folder);
  assert.ok(look.kind === 'read');
  assert.deepEqual(look.deadLetters, []);
});

test('what was in flight when the program was killed is listed by whoever writes next', async (t) => {
  const folder = await filledFolder(t);
  const store = await openLedger(folder);
  const taken = outboxOver(store).take(AT_MS, 'https://otlp.example.org');
  assert.ok(taken);
  store.close();
  const opened = await openDeadLetters(folder, VISITOR);
  assert.ok(opened.kind === 'opened');
  opened.close();
  const look = await lookIntoLedger(folder);
  assert.ok(look.kind === 'read');
  const [, unseen] = look.summary.possibleDuplicates;
  assert.deepEqual(unseen, { sha256: sha256(taken.body), box: 'spark', atMs: VISITOR.nowMs, points: 5 });
});

test('a newer or a damaged ledger is left as it is', async (t) => {
  for (const spoil of [
    (path: string) => {
      const database = new DatabaseSync(path);
      database.exec('PRAGMA user_version = 99');
      database.close();
    },
    (path: string) => writeFileSync(path, 'no database at all'.repeat(500)),
  ]) {
    const folder = await filledFolder(t);
    spoil(join(folder, 'ledger.db'));
    const before = readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name));
    for (const answer of [await lookIntoLedger(folder), await openDeadLetters(folder, VISITOR)]) {
      assert.ok(answer.kind === 'refused');
      assert.ok(answer.reason.length > 20, answer.reason);
    }
    assert.deepEqual(
      readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name)),
      before,
    );
  }
});
