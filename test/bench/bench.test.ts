import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { temporaryFolder } from '../fakes/stored-ledger.ts';

function bench(...args: readonly string[]) {
  const program = join(import.meta.dirname, 'bench.ts');
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', timeout: 120_000 });
}

test('prints the machine, and a number for every stage and for the commit', (t) => {
  const folder = temporaryFolder(t);
  const { status, stdout, stderr } = bench('--rounds', '1', '--folder', folder, '--only', 'pipeline,commit');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^.+, Node v24/);
  assert.match(stdout, /over 1 interleaved rounds/);
  for (const stage of ['parse', 'delta', 'encode'])
    assert.match(stdout, new RegExp(`^ {2}.*${stage}.*: [\\d.]+ `, 'm'));
  assert.match(stdout, /takes [\d.]+ times as long as a bare append of 90,000 bytes with fdatasync/);
  assert.deepEqual(readdirSync(folder), []);
});

test('a number of rounds that is none is refused', () => {
  const { status, stderr } = bench('--rounds', '0');
  assert.equal(status, 2);
  assert.match(stderr, /^--rounds takes a whole number/);
});

test('a part that is none is refused', () => {
  const { status, stderr } = bench('--only', 'pipeline,weather');
  assert.equal(status, 2);
  assert.match(stderr, /^--only takes some of pipeline, commit, screen, host, shell, not weather/);
});
