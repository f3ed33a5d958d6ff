import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { queueCommand } from '../../../../main/hosts/headless/queue-command.ts';
import { AT_MS, filledFolder, openLedger, sha256, countersOf, temporaryFolder } from '../../../fakes/stored-ledger.ts';

async function run(stateDir: string, json: boolean): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io = { stdout: { write: (text: string) => (out += text) }, stderr: { write: (text: string) => (err += text) } };
  const code = await queueCommand({ stateDir, json }, io, () => AT_MS + 8_500);
  return { code, out, err };
}

const DGX = {
  produced: 14,
  delivered: 7,
  queued: 5,
  folded: 0,
  carried: 0,
  dropped: { 'limit:no_sum': 1, rejected: 1 },
  skipped: { baseline: 4 },
  oldestSeconds: 10.5,
};
const SPARK = {
  produced: 5,
  delivered: 0,
  queued: 5,
  folded: 0,
  carried: 0,
  dropped: {},
  skipped: {},
  oldestSeconds: 8.5,
};
const UNSEEN = {
  sha256: sha256(countersOf('dgx', 3, AT_MS - 2_000).body),
  box: 'dgx',
  atMs: AT_MS + 1_000,
  points: 3,
};
const EXPECTED = {
  ...{ produced: 19, delivered: 7, queued: 10, folded: 0, carried: 0 },
  dropped: DGX.dropped,
  skipped: DGX.skipped,
  possibleDuplicates: [UNSEEN],
  oldestSeconds: 10.5,
};

function checkJson(out: string): void {
  assert.equal(out.indexOf('\n'), out.length - 1, 'one line');
  const { boxes, deadLetters, unlistedDuplicates, ...sums } = JSON.parse(out) as Record<string, unknown>;
  assert.deepEqual(sums, EXPECTED);
  assert.equal(unlistedDuplicates, 0);
  const [letter] = deadLetters as Record<string, unknown>[];
  assert.equal(letter?.['reason'], 'answered 400: bad request');
  const { dgx, spark } = boxes as Record<string, Record<string, unknown>>;
  assert.deepEqual(without(dgx), { ...DGX, possibleDuplicates: [UNSEEN] });
  assert.deepEqual(without(spark), { ...SPARK, possibleDuplicates: [] });
  assert.deepEqual(spark?.['destinations'], { 'https://otlp.example.org': SPARK });
}

function without(box: Record<string, unknown> | undefined): Record<string, unknown> {
  const { destinations, ...rest } = box ?? {};
  assert.ok(destinations);
  return rest;
}

test('--json is one object on one line, with every word for all boxes and for each', async (t) => {
  const { code, out, err } = await run(await filledFolder(t), true);
  assert.equal(code, 0);
  assert.equal(err, '');
  checkJson(out);
});

test('it answers while an instance runs, and the same after that was killed', async (t) => {
  const folder = temporaryFolder(t);
  const program = fileURLToPath(new URL('../../../fakes/ledger-holder.ts', import.meta.url));
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const during = await run(folder, true);
  assert.equal(during.code, 0);
  checkJson(during.out);
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
  const after = await run(folder, true);
  assert.equal(after.code, 0);
  checkJson(after.out);
});

test('an empty ledger is all zeros, and nothing waits', async (t) => {
  const folder = temporaryFolder(t);
  (await openLedger(folder)).close();
  const { code, out } = await run(folder, true);
  assert.equal(code, 0);
  const report = JSON.parse(out) as Record<string, unknown>;
  assert.equal(report['oldestSeconds'], null);
  assert.equal(report['produced'], 0);
  assert.deepEqual(report['boxes'], {});
  assert.match((await run(folder, false)).out, /^The ledger is empty/);
});

test('a folder without a ledger: words, exit 1, and none is made', async (t) => {
  const folder = temporaryFolder(t);
  for (const json of [true, false]) {
    const { code, out, err } = await run(folder, json);
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /^nim-glance: there is no ledger in .* yet\n$/);
  }
  assert.deepEqual(readdirSync(folder), []);
  assert.equal((await run(join(folder, 'nowhere'), true)).code, 1);
});

test('a ledger of a newer version: words with a way out, exit 1', async (t) => {
  const folder = await filledFolder(t);
  const database = new DatabaseSync(join(folder, 'ledger.db'));
  database.exec('PRAGMA user_version = 999');
  database.close();
  const { code, out, err } = await run(folder, true);
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.match(err, /newer NIM Glance .*Install that again, or move the file away\n$/);
});

test('without --json it is a table, and no text steers the terminal', async (t) => {
  const { code, out } = await run(await filledFolder(t, 'bad \u001b[31mrequest'), false);
  assert.equal(code, 0);
  assert.match(out, /^box +produced +delivered +queued/);
  assert.match(out, /^dgx +14 +7 +5 +2 +0 +0 +4 +10 s$/m);
  assert.match(out, /bad {2}\[31mrequest/);
  assert.ok(!out.includes('\u001b'));
});
