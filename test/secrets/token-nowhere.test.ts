// The token is in no log, error, crash report, process argument, database, configuration or diagnostics: real processes
// are given one in each way that there is, live through weather that quotes it, and everything they leave is searched.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { openSync, closeSync, writeFileSync, writeSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { startSimulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import { startSink } from '../../main/demo/strict-sink/sink-server.ts';
import { httpServer } from '../fakes/http-servers.ts';
import { temporaryFolder } from '../main/core/outbox/outbox-world.ts';
import type { RunningProgram } from '../main/hosts/headless/run-process.ts';
import { testConnectionCommand } from '../../main/hosts/headless/test-connection-command.ts';
import { CANARY, SECRET, spelledIn } from './canary.ts';
import { destinationWith, WEATHERS, type Destination, type Weather } from './destination.ts';
import { childrenOf, filesIn, findingsIn, processFile } from './places.ts';
import { clean, program, said, type Environment } from './searched-program.ts';

const skip = process.platform === 'linux' ? false : 'reads /proc, which only Linux has';

/** The ways to give a server its token; `folder` is for the user's file, and not searched. */
const WAYS: Readonly<Record<string, (folder: string) => Environment>> = {
  DT_API_TOKEN: () => ({ DT_API_TOKEN: CANARY }),
  DT_API_TOKEN_FILE: (folder) => ({ DT_API_TOKEN_FILE: tokenFile(folder, 'token') }),
  'a systemd credential': (folder) => {
    tokenFile(folder, 'dt_api_token');
    return { CREDENTIALS_DIRECTORY: folder };
  },
};

function tokenFile(folder: string, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, `${CANARY}\n`, { mode: 0o600 });
  return path;
}

test('the searcher finds a token, and what is left of one, in each spelling', async (t) => {
  const folder = temporaryFolder(t);
  const planted: readonly (readonly [how: string, text: string])[] = [
    ['plain', CANARY],
    ['plain', SECRET.slice(11, 45)],
    ['plain', encodeURIComponent(`Api-Token ${CANARY}`)],
    ...['', 'u', 'us'].map((user) => ['base64', Buffer.from(`${user}:${CANARY}`).toString('base64')] as const),
    ['base64', Buffer.from(SECRET).toString('base64url')],
    ['URL-encoded', Buffer.from(SECRET).toString('hex').replace(/../g, '%$&')],
    ['hex', Buffer.from(CANARY).toString('hex')],
    ['hex', Buffer.from(SECRET).toString('hex').toUpperCase()],
  ];
  for (const [how, text] of planted) {
    const path = join(folder, 'planted');
    writeFileSync(path, Buffer.from(`\u0000before${text}after`));
    assert.deepEqual(findingsIn(folder), [`${path}: ${how}`], text);
  }
  assert.equal(spelledIn(CANARY.slice(0, 40)), undefined, 'the public part');
});

test('the searcher finds a token in what others can read of a process', { skip }, (t) => {
  const child = spawn('sleep', ['20'], { argv0: CANARY, env: { A: CANARY } });
  t.after(() => child.kill('SIGKILL'));
  const pid = child.pid ?? 0;
  assert.ok(childrenOf(process.pid).includes(pid));
  for (const name of ['cmdline', 'environ'] as const) assert.equal(spelledIn(processFile(pid, name)), 'plain', name);
});

interface Stage {
  readonly state: string;
  readonly config: string;
  readonly args: readonly string[];
  readonly destination: Destination;
  readonly port: number;
  /** Everything that the program writes lies below. */
  readonly written: string;
  readonly env: Environment;
}

async function stageFor(t: TestContext, way: string, last: Weather): Promise<Stage> {
  const [written, given] = [temporaryFolder(t), temporaryFolder(t)];
  const simulator = await startSimulator();
  t.after(() => simulator.close());
  const sink = await startSink({ token: CANARY });
  t.after(() => sink.close());
  const weathers: Weather[] = ['sink', 'busy', 'reset', 'text', 'envelope', last];
  const destination = await destinationWith(t, sink.port, weathers);
  const config = join(written, 'nim-glance.yaml');
  writeFileSync(config, configurationText(new URL(simulator.url).host, destination.url));
  const state = join(written, 'state');
  const port = await freePort();
  const args = ['--config', config, '--state-dir', state];
  return { state, config, args, destination, port, written, env: WAYS[way]?.(given) ?? {} };
}

function configurationText(target: string, endpoint: string): string {
  return `global: { scrape_interval: 1s }
scrape_configs:
  - job_name: nim
    static_configs: [{ targets: ["${target}"] }]
forward:
  endpoint: ${endpoint}
`;
}

/** `--listen` takes no 0. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function runOn({ args, port, env }: Stage, t: TestContext): RunningProgram {
  return program(t, ['run', ...args, '--listen', `127.0.0.1:${String(port)}`], env);
}

/** What can be seen of a program from outside while it runs. */
async function searchRunning(t: TestContext, run: RunningProgram, stage: Stage): Promise<void> {
  assert.deepEqual(findingsIn(stage.written), [], 'while it runs');
  assert.ok(filesIn(stage.state).some((path) => path.endsWith('ledger.db-wal')));
  for (const path of ['/metrics', '/healthz', '/readyz']) {
    const answer = await fetch(`http://127.0.0.1:${String(stage.port)}${path}`);
    clean(`${JSON.stringify([...answer.headers])}${await answer.text()}`, path);
  }
  if (skip === false) searchProcesses(run.child.pid ?? 0, stage.env);
  const state = ['--state-dir', stage.state];
  const queue = await said(t, ['queue', ...state, '--json']);
  assert.match(queue, /"produced":[1-9]/);
  const letters = await said(t, ['dead-letters', ...state]);
  assert.match(letters, /you sent: Authorization: Api-Token \*+/);
}

function searchProcesses(pid: number, env: Environment): void {
  for (const each of [pid, ...childrenOf(pid)]) clean(processFile(each, 'cmdline'), 'the arguments of a process');
  // Its own environment is the user's, who has put the token there in one of the ways.
  if (env['DT_API_TOKEN'] === undefined) clean(processFile(pid, 'environ'), 'the environment');
  for (const child of childrenOf(pid)) clean(processFile(child, 'environ'), 'the environment of a child');
}

/** After the program's end: the ledger, its dead letters, and the bundle for a bug report. */
async function searchLeft(t: TestContext, stage: Stage): Promise<void> {
  const letters = await said(t, ['dead-letters', 'show', 'all', '--state-dir', stage.state, '--json']);
  assert.match(letters, /"points"|"metric"/);
  const bundle = await said(t, ['diagnostics', ...stage.args, '--output', '-'], stage.env);
  assert.match(bundle, /you sent: Authorization: Api-Token/);
  assert.deepEqual(findingsIn(stage.written), [], 'after its end');
}

const LAST: Readonly<Record<string, Weather>> = {
  DT_API_TOKEN: 'unknown token',
  DT_API_TOKEN_FILE: 'portal',
  'a systemd credential': 'login',
};

describe('the token is nowhere', { concurrency: true, timeout: 60_000 }, () => {
  for (const [way, last] of Object.entries(LAST)) {
    test(`given by ${way}, when the last weather is: ${last}`, async (t) => {
      const stage = await stageFor(t, way, last);
      const killed = runOn(stage, t);
      const { met } = stage.destination;
      await killed.until(() => met.length > 2);
      await killed.until(() => /sign in to the network|token is not accepted/i.test(killed.out));
      assert.equal(new Set(met.map(({ weather }) => weather)).size, 6);
      assert.ok(met.every(({ authorization }) => authorization === `Api-Token ${CANARY}`));
      await searchRunning(t, killed, stage);
      killed.child.kill('SIGKILL');
      await killed.ended;
      assert.deepEqual(findingsIn(stage.written), [], 'after SIGKILL');
      const ended = runOn(stage, t);
      await ended.until(() => ended.out.includes('"good":2'));
      ended.child.kill('SIGTERM');
      assert.equal(await ended.ended, 0);
      for (const { out, err } of [killed, ended]) clean(out + err, 'what it prints');
      await searchLeft(t, stage);
      if (last === 'portal') await searchSetAside(t, stage);
    });
  }
});

/** A damaged ledger is set aside, and the file that is kept is a place to look at, too. */
async function searchSetAside(t: TestContext, stage: Stage): Promise<void> {
  const file = openSync(join(stage.state, 'ledger.db'), 'r+');
  writeSync(file, Buffer.alloc(64, 0x55), 0, 64, 0);
  closeSync(file);
  await said(t, ['run', ...stage.args, '--for', '1s'], stage.env);
  assert.ok(filesIn(stage.state).some((path) => path.includes('.damaged-')));
  assert.deepEqual(findingsIn(stage.written), [], 'after a damaged ledger');
}

/** What the command prints; as a process it would print the same. */
async function testedConnection(env: Environment): Promise<string> {
  let told = '';
  const output = { write: (text: string) => (told += text) };
  const args = { environment: undefined, allowHttp: false, json: true };
  await testConnectionCommand(args, { env, stdout: output, stderr: output });
  return told;
}

test('test-connection does not repeat it in any weather', async (t) => {
  const sink = await startSink({ token: CANARY });
  t.after(() => sink.close());
  const outputs = WEATHERS.map(async (weather) => {
    // The lookup of the token is met by the weather as well as by none, which lets it come to the ingest.
    for (const weathers of [[weather], ['sink' as const, weather]]) {
      const { url, met } = await destinationWith(t, sink.port, weathers);
      const text = await testedConnection({ DT_API_TOKEN: CANARY, DT_ENDPOINT: url });
      clean(text, `test-connection, ${weather}`);
      assert.ok(met.length > 0 && met.every(({ authorization }) => authorization.includes(CANARY)));
      // A 400 means that a token is taken.
      assert.match(text, weather === 'sink' ? /"result":"accepted"/ : /"result":"[a-z]+"/, weather);
    }
  });
  await Promise.all(outputs);
});

test('a crash does not tell it, and leaves no report of Node’s, which would hold the environment', async (t) => {
  const reports = temporaryFolder(t);
  const target = await httpServer(t, (_, response) => response.end('a 1\n'));
  const crash = 'setTimeout(()=>{throw(new(Error)("planted"))},900)';
  const options = `--report-directory=${reports} --import=data:text/javascript,${crash}`;
  const args = ['run', `http://127.0.0.1:${String(target)}`, '--forward', 'http://127.0.0.1:1/api/v2/otlp'];
  const text = await said(t, args, { DT_API_TOKEN: CANARY, NODE_OPTIONS: options });
  assert.match(text, /Error: planted/);
  assert.deepEqual(filesIn(reports), []);
});

test('the process that asks the keychain has it neither as argument nor in its environment', { skip }, async (t) => {
  // A bus that never answers keeps that process there.
  const bus = join(temporaryFolder(t), 'bus');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(bus, resolve));
  t.after(() => server.close());
  server.on('connection', (socket) => socket.on('error', () => undefined).unref());
  const asking = program(t, ['token', 'status', '--environment', 'abc12345'], {
    DT_API_TOKEN: CANARY,
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}`,
  });
  const pid = asking.child.pid ?? 0;
  let child = 0;
  await asking.until(() => {
    child = childrenOf(pid).find((each) => processFile(each, 'cmdline').includes('keychain-child')) ?? 0;
    return child !== 0;
  });
  clean(processFile(child, 'cmdline'), 'the arguments of the keychain process');
  clean(processFile(child, 'environ'), 'the environment of the keychain process');
  assert.equal(spelledIn(processFile(pid, 'environ')), 'plain', 'the user has put it there');
  asking.child.kill('SIGKILL');
  await asking.ended;
  clean(asking.out + asking.err, 'what it prints');
});
