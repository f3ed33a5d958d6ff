import assert from 'node:assert/strict';
import test from 'node:test';
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
