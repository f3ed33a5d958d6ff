import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { RunningProgram } from './run-process.ts';

const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
const PORTS = ['--port', '0', '--json'];

test('run stands between a simulated NIM and a sink, and ends with 0 when the time is up', async () => {
  const simulator = new RunningProgram(['simulate', ...PORTS]);
  const sink = new RunningProgram(['sink', ...PORTS]);
  const args = ['run', await simulator.url(), '--forward', await sink.url(), '--interval', '1s', '--for', '4s'];
  const run = new RunningProgram(args, { DT_API_TOKEN: TOKEN });
  assert.equal(await run.ended, 0);
  const last = JSON.parse(run.lastLine) as {
    state: string;
    boxes: { ledger: { produced: number; delivered: number } }[];
  };
  assert.match(last.state, /fine|busy/);
  for (const program of [sink, simulator]) program.child.kill('SIGTERM');
  assert.deepEqual([await sink.ended, await simulator.ended], [0, 0]);
  const report = JSON.parse(sink.lastLine) as { points: number; rejected: number; series: Record<string, unknown> };
  assert.equal(report.rejected, 0);
  assert.ok(report.points >= (last.boxes[0]?.ledger.delivered ?? Infinity));
  assert.ok('generation_tokens_total{model_name="meta/llama-3.1-8b-instruct"}' in report.series);
  assert.equal((run.out + run.err + sink.out + sink.err).includes(TOKEN), false);
});

test('run ends with 0 though nothing answers, and says what is wrong', async () => {
  const run = new RunningProgram(['run', 'http://127.0.0.1:1', '--interval', '1s', '--for', '2s']);
  assert.equal(await run.ended, 0);
  const last = JSON.parse(run.lastLine) as { state: string; boxes: { sentence: string }[] };
  assert.equal(last.state, 'down');
  assert.match(last.boxes[0]?.sentence ?? '', /nothing listens there/);
});

test('quiet, it prints nothing', async () => {
  const run = new RunningProgram(['run', 'http://127.0.0.1:1', '--interval', '1s', '--for', '2s', '--quiet']);
  assert.equal(await run.ended, 0);
  assert.equal(run.out, '');
});

test('without a token it says which variable to set', async () => {
  const args = ['run', 'http://127.0.0.1:1', '--forward', 'https://abc.live.dynatrace.com/api/v2/otlp', '--for', '1s'];
  const run = new RunningProgram(args, { DT_API_TOKEN: '' });
  assert.equal(await run.ended, 0);
  assert.match(run.lastLine, /"state":"no_token"/);
});

test('SIGTERM ends it within two seconds though a target is silent', async () => {
  const { createServer } = await import('node:net');
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  const run = new RunningProgram(['run', `http://127.0.0.1:${String(port)}`, '--interval', '10s']);
  await new Promise<void>((resolve) => silent.once('connection', () => resolve()));
  run.child.kill('SIGTERM');
  const ended = await Promise.race([run.ended, new Promise((resolve) => setTimeout(resolve, 2_000, 'too late'))]);
  silent.close();
  run.child.kill('SIGKILL');
  assert.equal(ended, 0);
});

/** A folder that is gone when the test ends. */
function temporaryFolder(context: { after(run: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-run-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

const COLLECTOR = (target: string, endpoint: string) => `receivers:
  prometheus:
    config:
      scrape_configs:
        - job_name: nim-metrics
          scrape_interval: 1s
          static_configs:
            - targets:
                - ["${target}"]
processors:
  cumulativetodelta:
    max_staleness: 25h
exporters:
  otlp_http:
    endpoint: ${endpoint}
    headers:
      Authorization: "Api-Token \${env:DT_API_TOKEN}"
service:
  metrics:
    receivers: [prometheus]
    processors: [cumulativetodelta]
    exporters: [otlp_http]
`;

test("run --config takes the Collector's file, makes the state folder, and forwards", async (context) => {
  const folder = temporaryFolder(context);
  const simulator = new RunningProgram(['simulate', ...PORTS]);
  const sink = new RunningProgram(['sink', ...PORTS]);
  const file = join(folder, 'collector.yaml');
  writeFileSync(file, COLLECTOR(new URL(await simulator.url()).host, await sink.url()));
  const state = join(folder, 'state', 'deep');
  const run = new RunningProgram(['run', '--config', file, '--state-dir', state, '--for', '4s'], {
    DT_API_TOKEN: TOKEN,
  });
  assert.equal(await run.ended, 0);
  assert.equal(statSync(state).mode & 0o777, 0o700);
  assert.equal(statSync(join(state, 'alerts.json')).mode & 0o777, 0o600);
  for (const program of [sink, simulator]) program.child.kill('SIGTERM');
  await Promise.all([sink.ended, simulator.ended]);
  const report = JSON.parse(sink.lastLine) as { points: number; rejected: number };
  assert.equal(report.rejected, 0);
  assert.ok(report.points > 0);
  assert.equal((run.out + run.err).includes(TOKEN), false);
});

const OURS = (target: string, interval: string) => `global:
  scrape_interval: ${interval}
scrape_configs:
  - job_name: nim
    static_configs:
      - targets: ["${target}"]
`;

test('the file applies while it runs, all or nothing, and each change is told in one line', async (context) => {
  const folder = temporaryFolder(context);
  const simulator = new RunningProgram(['simulate', ...PORTS]);
  const target = new URL(await simulator.url()).host;
  const file = join(folder, 'nim-glance.yaml');
  writeFileSync(file, OURS(target, '1s'));
  const run = new RunningProgram(['run', '--config', file, '--state-dir', join(folder, 'state')]);
  await run.until(() => run.out.includes('"good":1'));
  writeFileSync(file, OURS(target, '2s'));
  await run.until(() => run.err.includes('1 s → 2 s'));
  writeFileSync(file, `${OURS(target, '3s')}nonsense: 1\n`);
  await run.until(() => run.err.includes(`${file}:7:1: `));
  assert.match(run.err, /nothing of it was applied/);
  writeFileSync(file, OURS(target, '4s'));
  await run.until(() => run.err.includes('2 s → 4 s'));
  run.child.kill('SIGTERM');
  simulator.child.kill('SIGTERM');
  assert.deepEqual([await run.ended, await simulator.ended], [0, 0]);
});

test('a file with errors ends it with 1 and each error; a word beside --config with 2', async (context) => {
  const file = join(temporaryFolder(context), 'bad.yaml');
  writeFileSync(file, 'scrape_config: []\n');
  const bad = new RunningProgram(['run', '--config', file, '--for', '1s']);
  assert.equal(await bad.ended, 1);
  assert.match(bad.err, /bad\.yaml:1:1: .*scrape_configs/);
  const both = new RunningProgram(['run', 'http://127.0.0.1:1', '--config', file]);
  assert.equal(await both.ended, 2);
  assert.match(both.err, /either --config FILE or an ADDRESS/);
  const missing = new RunningProgram(['run', '--config', `${file}.not`]);
  assert.equal(await missing.ended, 1);
  assert.match(missing.err, /there is no such file/);
});

/** A user of whom nothing is there yet. */
function newUser(context: TestContext): { readonly home: string; readonly env: Readonly<Record<string, string>> } {
  const home = temporaryFolder(context);
  return {
    home,
    env: { HOME: home, XDG_CONFIG_HOME: '', XDG_STATE_HOME: '', DISPLAY: '', WAYLAND_DISPLAY: '' },
  };
}

test('run without anything takes the usual file, and says what to do where there is none', async (context) => {
  const { home, env } = newUser(context);
  const none = new RunningProgram(['run', '--for', '1s'], env);
  assert.equal(await none.ended, 2);
  assert.match(none.err, /--config FILE; with --open the screen asks/);
  const lone = new RunningProgram(['run', '--interval', '1s'], env);
  assert.equal(await lone.ended, 2);
  assert.match(lone.err, /belong to the address/);
  const folder = join(home, '.config', 'nim-glance');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'nim-glance.yaml'), 'scrape_configs: []\n');
  const empty = new RunningProgram(['run', '--for', '1s'], env);
  assert.equal(await empty.ended, 1);
  assert.match(empty.err, /nim-glance\.yaml:1:17: scrape_configs is empty/);
  writeFileSync(join(folder, 'nim-glance.yaml'), OURS('127.0.0.1:1', '1s'));
  const run = new RunningProgram(['run', '--for', '1s'], env);
  assert.equal(await run.ended, 0);
  assert.match(run.lastLine, /"address":"127\.0\.0\.1:1"/);
});

const BUNDLE = join(import.meta.dirname, '../../../../dist/renderer/index.html');

test('--open serves the screen, prints its address alone, and ends in time', async (t) => {
  if (!existsSync(BUNDLE)) {
    t.skip('the screen is not built: npm run bundle');
    return;
  }
  const noDisplay = { DISPLAY: '', WAYLAND_DISPLAY: '' };
  const run = new RunningProgram(['run', 'http://127.0.0.1:1', '--open', '--for', '3s'], noDisplay);
  await run.until(() => run.lines.length > 0);
  const address = new URL(run.lastLine);
  assert.match(address.hash, /^#[0-9a-f]{64}$/);
  const answer = await fetch(address);
  assert.match(await answer.text(), /<div id="app">/);
  const taken = new RunningProgram(['run', 'http://127.0.0.1:1', '--open', '--listen', address.host], noDisplay);
  assert.equal(await taken.ended, 1);
  assert.equal(taken.err, `nim-glance: ${address.host} cannot be listened on: another program does\n`);
  assert.equal(await run.ended, 0);
  assert.equal(run.lines.length, 1);
});

test('at the first start --open begins without a box, and leaves no file behind', async (context) => {
  if (!existsSync(BUNDLE)) {
    context.skip('the screen is not built: npm run bundle');
    return;
  }
  const { home, env } = newUser(context);
  const run = new RunningProgram(['run', '--open', '--for', '2s'], env);
  await run.until(() => run.lines.length > 0);
  assert.equal(await run.ended, 0);
  assert.equal(existsSync(join(home, '.config', 'nim-glance', 'nim-glance.yaml')), false);
});
