import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import test from 'node:test';
import { lookIntoLedger } from '../../../../main/app/stored-queue.ts';
import { deadLetterCommand, type DeadLetterArguments } from '../../../../main/hosts/headless/dead-letter-command.ts';
import { UsageError } from '../../../../main/hosts/headless/usage-error.ts';
import {
  AT_MS,
  DESTINATION,
  filledFolder,
  openLedger,
  outboxOver,
  temporaryFolder,
} from '../../../fakes/stored-ledger.ts';

async function run(stateDir: string, args: Partial<DeadLetterArguments> = {}) {
  let out = '';
  let err = '';
  const io = { stdout: { write: (text: string) => (out += text) }, stderr: { write: (text: string) => (err += text) } };
  const all = { action: undefined, id: undefined, stateDir, json: false, ...args };
  const code = await deadLetterCommand(all, io, () => AT_MS);
  return { code, out, err };
}

async function ledgerOf(folder: string) {
  const look = await lookIntoLedger(folder);
  assert.ok(look.kind === 'read');
  return look;
}

/** The id of its one dead letter. */
async function letterIn(folder: string): Promise<number> {
  const [letter] = (await ledgerOf(folder)).deadLetters;
  assert.ok(letter);
  return letter.id;
}

test('lists them with id, time, points and reason, also while somebody writes there', async (t) => {
  const folder = await filledFolder(t);
  const store = await openLedger(folder);
  t.after(() => store.close());
  const { code, out, err } = await run(folder);
  assert.equal(code, 0, err);
  assert.match(out, /^\d +dgx +2026-11-24 08:00:01 UTC +2 +answered 400: bad request$/m);
  const [letter] = JSON.parse((await run(folder, { json: true })).out) as Record<string, unknown>[];
  assert.deepEqual(letter, {
    ...{ id: await letterIn(folder), box: 'dgx', destination: DESTINATION },
    ...{ atMs: AT_MS + 1_000, points: 2, reason: 'answered 400: bad request' },
  });
});

test('shows the points of one', async (t) => {
  const folder = await filledFolder(t);
  const id = await letterIn(folder);
  const { code, out } = await run(folder, { action: 'show', id: String(id) });
  assert.equal(code, 0);
  const lines = out.trimEnd().split('\n');
  assert.equal(lines.length, 4);
  assert.match(lines[3] ?? '', /"metric":"m1".*"value":2/);
  const told = await run(folder, { action: 'show', id: String(id), json: true });
  const points = told.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    points.map(({ letter, metric, value }) => [letter, metric, value]),
    [
      [id, 'm0', 1],
      [id, 'm1', 2],
    ],
  );
});

test('resent, it waits again and is sent to where it was owed', async (t) => {
  const folder = await filledFolder(t);
  const id = await letterIn(folder);
  const { code, out } = await run(folder, { action: 'resend', id: String(id) });
  assert.equal(code, 0);
  assert.match(out, /^Request \d waits to be sent again/);
  const { deadLetters, summary } = await ledgerOf(folder);
  assert.deepEqual(deadLetters, []);
  assert.equal(summary.queued, 10);
  const store = await openLedger(folder);
  t.after(() => store.close());
  const outbox = outboxOver(store);
  const taken = [outbox.take(AT_MS, DESTINATION)?.id, outbox.take(AT_MS, DESTINATION)?.id];
  assert.ok(taken.includes(id) && new Set(taken).size === 2, String(taken));
});

test('discarded, its points are dropped with that reason', async (t) => {
  const folder = await filledFolder(t);
  assert.equal((await run(folder, { action: 'discard', id: 'all' })).code, 0);
  const { deadLetters, summary } = await ledgerOf(folder);
  assert.deepEqual(deadLetters, []);
  assert.deepEqual(summary.dropped, { 'limit:no_sum': 1, rejected: 1, discarded: 2 });
  assert.equal(summary.queued, 8);
  assert.match((await run(folder, { action: 'discard', id: 'all' })).out, /^No request was refused/);
  assert.equal((await run(folder)).out, 'No request was refused.\n');
});

test('a request that is no dead letter is left alone', async (t) => {
  const folder = await filledFolder(t);
  const id = String((await letterIn(folder)) + 1);
  for (const action of ['show', 'resend', 'discard']) {
    const { code, err } = await run(folder, { action, id });
    assert.equal(code, 1, action);
    assert.match(err, /there is no refused request \d/);
  }
  assert.equal((await ledgerOf(folder)).summary.queued, 10);
});

test('nothing is changed while somebody else writes there', async (t) => {
  const folder = await filledFolder(t);
  const store = await openLedger(folder, 'process 4711');
  t.after(() => store.close());
  const id = String(await letterIn(folder));
  for (const action of ['show', 'resend', 'discard']) {
    const { code, err } = await run(folder, { action, id });
    assert.equal(code, 1, action);
    assert.match(err, /process 4711 is writing in .*End it/);
  }
  assert.equal((await ledgerOf(folder)).deadLetters.length, 1);
});

test('where there is no ledger none is made', async (t) => {
  const folder = temporaryFolder(t);
  for (const action of ['list', 'resend']) {
    const { code, err } = await run(folder, { action, id: action === 'list' ? undefined : '1' });
    assert.equal(code, 1);
    assert.match(err, /there is no ledger in/);
  }
  assert.deepEqual(readdirSync(folder), []);
});

test('arguments that make no sense are refused before anything is opened', async (t) => {
  const folder = temporaryFolder(t);
  for (const args of [
    { action: 'burn' },
    { action: 'resend' },
    { action: 'discard', id: '1e3' },
    { action: 'resend', id: '1', json: true },
    { action: 'list', id: '1' },
  ])
    await assert.rejects(run(folder, args), UsageError, JSON.stringify(args));
});
