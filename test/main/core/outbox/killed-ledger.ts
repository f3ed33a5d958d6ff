import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { A, balanced, openedIn, outboxOver, sha256 } from './outbox-world.ts';
import { jsonCodec } from './sent-points.ts';

const child = fileURLToPath(new URL('./ledger-child.ts', import.meta.url));

/** Starts the process that writes a ledger in `folder` until it is killed. */
export function startWriter(folder: string, seed: number): ChildProcess {
  return spawn(process.execPath, [child, folder, join(folder, 'sink'), String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The same with one of strace's injections into what it does to the ledger's files; whether it survived that. */
export async function survives(inject: string, folder: string, seed: number): Promise<boolean> {
  const files = ['ledger.db', 'ledger.db-wal'].flatMap((name) => ['-P', join(folder, name)]);
  const strace = ['-f', '-qq', '-o', join(folder, 'trace'), ...files, '-e', `inject=${inject}`];
  const writer = [process.execPath, child, folder, join(folder, 'sink'), String(seed), '80'];
  const running = spawn('strace', [...strace, ...writer], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  running.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await ended(running);
  return said.includes('ended');
}

/** Resolves when it writes. */
export async function untilWriting(writer: ChildProcess): Promise<void> {
  assert.ok(writer.stdout);
  await once(writer.stdout, 'data');
}

export async function kill(writer: ChildProcess): Promise<void> {
  writer.kill('SIGKILL');
  await ended(writer);
}

async function ended(writer: ChildProcess): Promise<void> {
  if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');
}

/** Opens what was left; returns how many requests arrived. Everything counted must be somewhere, exactly once. */
export async function verify(folder: string, words: string): Promise<number> {
  const store = await openedIn(folder);
  const outbox = outboxOver(store);
  assert.deepEqual(outbox.notices, [], words);
  const { possibleDuplicates, dropped } = balanced(outbox);
  assert.equal(dropped.evicted, undefined, words);
  const listed = new Set(possibleDuplicates.map((duplicate) => duplicate.sha256));
  const arrived = new Map<string, number>();
  for (const [sha, value] of linesOf(join(folder, 'sink'))) {
    if (arrived.has(sha)) assert.ok(listed.has(sha), `arrived twice and is not listed: ${words}`);
    arrived.set(sha, value);
  }
  const values = [...arrived.values()];
  for (const { id } of store.load().requests) {
    const body = store.body(id) ?? assert.fail(words);
    if (!arrived.has(sha256(body))) values.push(...jsonCodec().decode(body).map(valueOf));
  }
  values.push(...[...outbox.carries('b', A).values()].map(valueOf));
  const counted = outbox.baselines('t')?.series.get('s')?.observation;
  const sum = values.reduce((total, value) => total + value, 0);
  assert.equal(sum, counted?.kind === 'number' ? counted.value : 0, words);
  store.close();
  return arrived.size;
}

function linesOf(sink: string): [sha: string, value: number][] {
  const text = existsSync(sink) ? readFileSync(sink, 'utf8') : '';
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => [line.slice(0, 64), Number(line.slice(65))]);
}

function valueOf(point: { readonly kind: string; readonly value?: number }): number {
  return point.kind === 'sum' ? (point.value ?? 0) : 0;
}
