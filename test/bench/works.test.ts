// What is measured must be right; how long it takes is no matter here.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { lookIntoLedger } from '../../main/core/stored-ledger.ts';
import { readExposition } from '../../main/core/parse/read-exposition.ts';
import { temporaryFolder } from '../fakes/stored-ledger.ts';
import { commitWorks } from './commit-works.ts';
import { fileSystemWords, machineWords } from './machine.ts';
import { npmParser, pipelineWorks } from './pipeline-works.ts';
import { vllmText } from './texts.ts';

test('the texts are whole, of the size that is said, and half of their lines change', () => {
  const [first, second] = [vllmText(4, 0), vllmText(4, 1)];
  for (const { text, samples } of [first, second]) {
    const read = readExposition(Buffer.from(text), { format: 'text', strict: true });
    assert.deepEqual(read.problems.issues, []);
    assert.equal(
      read.families.reduce((sum, family) => sum + family.samples.length, 0),
      samples,
    );
  }
  const lines = first.text.split('\n');
  const same = second.text.split('\n').filter((line, index) => line === lines[index]).length / lines.length;
  assert.ok(same > 0.4 && same < 0.7, String(same));
  const bytes = vllmText(1, 0).text.length;
  assert.ok(bytes > 18_000 && bytes < 24_000, String(bytes));
});

test('every stage does its whole work, and both encoders make the same number of bytes', () => {
  const { works, points, parsed, samples, encodedBytes, serializedBytes } = pipelineWorks(3, undefined);
  assert.equal(parsed, samples);
  assert.equal(encodedBytes, serializedBytes);
  assert.ok(points > 40 && encodedBytes > points * 50);
  assert.deepEqual(
    works.map(({ name }) => name),
    ['parse', 'delta', 'read and delta', 'encode', 'OpenTelemetry'],
  );
  for (const { run } of works) for (let times = 0; times < 20; times += 1) run();
});

test('the npm parser is asked with the same text', (t) => {
  const parser = npmParser();
  if (parser === undefined) return t.skip('parse-prometheus-text-format is not installed');
  assert.ok(Array.isArray(parser(vllmText(1, 0).text)));
  const seen: string[] = [];
  const { works } = pipelineWorks(1, (text) => seen.push(text));
  works.find(({ name }) => name === 'npm')?.run();
  assert.match(seen[0] ?? '', /^# HELP vllm:/);
});

test('commits are durable, each is delivered before the next, and nothing is left behind', async (t) => {
  const folder = temporaryFolder(t);
  const { works, commits, bytes, close } = await commitWorks(folder, 100);
  const [commit, append] = works;
  for (let times = 0; times < 40; times += 1) {
    commit?.prepare?.();
    commit?.run();
    append?.run();
  }
  assert.equal(commits(), 40);
  const [inside = ''] = readdirSync(folder);
  const look = await lookIntoLedger(join(folder, inside));
  assert.ok(look.kind === 'read');
  assert.deepEqual([look.summary.delivered, look.summary.queued], [39 * 150, 150]);
  assert.equal(bytes, 50_800);
  close();
  assert.deepEqual(readdirSync(folder), []);
});

test('the machine is told', (t) => {
  assert.match(machineWords(), / × .*, Node v\d+/);
  assert.match(fileSystemWords(temporaryFolder(t)), /\w/);
});
