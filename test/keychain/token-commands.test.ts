// The commands as processes, over a real keyring and a strict sink. Whatever they print must not hold the token.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startSink, type Sink } from '../../main/demo/strict-sink/sink-server.ts';
import { KeyringSession, skip } from './keyring-session.ts';

const PROGRAM = fileURLToPath(new URL('./token-program.ts', import.meta.url));
const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
/** The secret part; the rest of a token is public. */
const CANARY = 'B'.repeat(64);

let session: KeyringSession;
let sink: Sink;

beforeEach(async () => {
  session = new KeyringSession();
  sink = await startSink({ token: TOKEN });
});

afterEach(async () => {
  await session.close();
  await sink.close();
});

interface Ran {
  readonly code: number | null;
  /** Both streams, as a terminal shows them. */
  readonly output: string;
}

function program(args: readonly string[], input = '', env: Record<string, string> = {}): Promise<Ran> {
  return run([process.execPath, PROGRAM, ...args], input, env);
}

/** With `typed`, the input comes once the program asks for it, as a person types. */
function run(
  [command = '', ...args]: readonly string[],
  input: string,
  env: Record<string, string>,
  typed = false,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, DT_ENDPOINT: `${sink.url}/api/v2/otlp`, ...env } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (typed && output.includes('not shown')) child.stdin.end(input);
    });
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stdin.on('error', () => undefined);
    if (!typed) child.stdin.end(input);
    child.on('close', (code) => {
      assert.ok(!output.includes(CANARY), 'the token was printed');
      resolve({ code, output });
    });
  });
}

test('set, status, test-connection, delete', { skip }, async () => {
  await session.startBus();
  await session.startKeyring('unlocked');
  const status = await program(['status']);
  assert.deepEqual([status.code, status.output.slice(0, 6)], [0, 'unset:']);
  const none = await program(['test-connection']);
  assert.equal(none.code, 1);
  assert.match(none.output, /^no token: neither/);
  const set = await program(['set'], `${TOKEN}\n`);
  assert.equal(set.code, 0, set.output);
  assert.match(set.output, /token: good[^]*ingest: good[^]*stored: /);
  assert.match((await program(['status'])).output, /^present: /);
  const tested = await program(['test-connection']);
  assert.equal(tested.code, 0, tested.output);
  assert.match(tested.output, /\naccepted: /);
  assert.match((await program(['status'], '', { DT_ENDPOINT: 'abc12345' })).output, /^unset: /, 'another environment');
  assert.match((await program(['delete'])).output, /^deleted: /);
  assert.match((await program(['status'])).output, /^unset: /);
});

test('a refused token is not stored', { skip }, async () => {
  await session.startBus();
  await session.startKeyring('unlocked');
  const set = await program(['set'], TOKEN.replace('A', 'C'));
  assert.equal(set.code, 1);
  assert.match(set.output, /\(401\)[^]*not stored/);
  assert.match((await program(['status'])).output, /^unset: /);
});

test('locked: each command says so; nothing is overwritten', { skip }, async () => {
  await session.startBus();
  await session.startKeyring('unlocked');
  await program(['set'], TOKEN);
  await session.startKeyring('locked');
  for (const args of [['status'], ['set', 'untested'], ['delete'], ['test-connection']]) {
    const { code, output } = await program(args, 'another');
    assert.equal(code, 1);
    assert.match(output, /locked: the keyring is locked\. Unlock it/);
  }
  await session.startKeyring('unlocked');
  assert.match((await program(['test-connection'])).output, /\naccepted: /);
});

test('without a Secret Service: unavailable, what to do, and no file; a server’s token works', { skip }, async () => {
  for (const args of [['status'], ['set', 'untested'], ['delete'], ['test-connection']]) {
    const { code, output } = await program(args, TOKEN);
    assert.equal(code, 1);
    assert.match(output, /unavailable: .*DT_API_TOKEN.*DT_API_TOKEN_FILE.*systemd credential/);
  }
  assert.deepEqual(session.files(), []);
  const tested = await program(['test-connection'], '', { DT_API_TOKEN: TOKEN });
  assert.equal(tested.code, 0, tested.output);
  assert.match(
    (await program(['status'], '', { DT_API_TOKEN: TOKEN })).output,
    /^unavailable: [^]*DT_API_TOKEN gives a token/,
  );
});

test('what is stored is encrypted: the token is in no file', { skip }, async () => {
  await session.startBus();
  await session.startKeyring('unlocked');
  assert.equal((await program(['set'], TOKEN)).code, 0);
  const files = session.files().filter((path) => path.endsWith('.keyring'));
  assert.equal(files.length, 1);
  for (const path of session.files().filter((name) => !name.startsWith('run/'))) {
    assert.ok(!readFileSync(join(session.home, path)).includes(CANARY), path);
  }
});

/** `script` makes a terminal for a program; its own input is what is typed. */
const noTerminal =
  skip === false && spawnSync('script', ['--version']).error !== undefined ? 'needs script (bsdutils)' : skip;

test('at a terminal the token is asked for and not shown', { skip: noTerminal }, async () => {
  await session.startBus();
  await session.startKeyring('unlocked');
  const command = `${process.execPath} ${PROGRAM} set`;
  const { output } = await run(['script', '-qec', command, '/dev/null'], `${TOKEN}\r`, {}, true);
  assert.match(output, /API token \(it is not shown\): [^]*stored: /);
  assert.match((await program(['status'])).output, /^present: /);
});
