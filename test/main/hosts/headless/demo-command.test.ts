import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { RunningProgram } from './run-process.ts';

test('demo --json: with a restart, a lost scrape, a 503 and a new label set on the way, exact to the last count', async () => {
  const program = new RunningProgram(['demo', '--for', '12s', '--json']);
  assert.equal(await program.ended, 0);
  assert.equal(program.lines.length, 1);
  const result = JSON.parse(program.lastLine) as Record<string, unknown> & { produced: number; delivered: number };
  assert.deepEqual([result['exact'], result['differences'], result['dropped']], [true, [], {}]);
  assert.ok(result.produced > 50 && result.delivered === result.produced);
  const truth = JSON.stringify(result['truth']);
  assert.match(truth, /finished_reason=\\"abort\\"/);
  for (const key of ['queued', 'skipped', 'boxes', 'sink']) assert.ok(key in result, key);
});

test('demo in a pipe: a JSON line per scrape, then whether it was exact', async () => {
  const program = new RunningProgram(['demo', '--for', '4s']);
  assert.equal(await program.ended, 0);
  assert.match(program.lastLine, /^Exact/);
  const first = JSON.parse(program.lines[0] ?? '') as { boxes: { models: string[] }[] };
  assert.deepEqual(first.boxes[0]?.models, ['meta/llama-3.1-8b-instruct']);
});

test('demo --open prints the address of its screen, and at the end whether it was exact', async (t) => {
  if (!existsSync(join(import.meta.dirname, '../../../../dist/renderer/index.html')))
    return t.skip('the screen is not bundled (npm run bundle)');
  const program = new RunningProgram(['demo', '--for', '3s', '--open']);
  assert.equal(await program.ended, 0);
  assert.match(program.lines[0] ?? '', /^http:\/\/127\.0\.0\.1:\d+\/#[0-9a-f]{64}$/);
  assert.match(program.lastLine, /^Exact/);
});
