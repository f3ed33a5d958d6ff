import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { CaseMaker } from './cases.ts';
import { Measure } from './measure.ts';
import { MAX_CASE_BYTES } from './mutate.ts';
import { Random } from './random.ts';
import type { Reader } from './readers.ts';

const fuzz = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'fuzz.ts'), ...args], { encoding: 'utf8', timeout: 120_000 });

test('a short run finds nothing and ends with its numbers', () => {
  const { status, stdout, stderr } = fuzz('--seconds', '2', '--seed', '7');
  const last: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  assert.deepEqual(
    [status, stderr, { ...(last as object), cases: 0 }],
    [0, '', { cases: 0, throws: 0, outliers: 0, seed: 7 }],
    stdout,
  );
});

test('runs a kept case again; refuses what is not a command or not a case', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-case-'));
  try {
    writeFileSync(join(folder, 'case.exposition'), 'a{ 1\n');
    writeFileSync(join(folder, 'case.other'), '');
    const again = fuzz('--case', join(folder, 'case.exposition'));
    assert.deepEqual([again.status, again.stdout.match(/no throw/g)?.length], [0, 4], again.stderr);
    assert.match(fuzz('--case', join(folder, 'case.other')).stderr, /ends in none of: exposition/);
    assert.deepEqual([fuzz('--seconds', 'x').status, fuzz('--what').status], [2, 2]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the same seed makes the same cases, none too long', () => {
  const cases = (seed: number) => {
    const maker = new CaseMaker(new Random(seed));
    return Array.from({ length: 500 }, () => maker.next());
  };
  assert.deepEqual(cases(3), cases(3));
  assert.notDeepEqual(cases(3).slice(0, 5), cases(4).slice(0, 5));
  assert.ok(cases(5).every(({ body }) => body.length <= MAX_CASE_BYTES));
});

/** A reader on a clock of its own; `msFor` tells how long it takes at each call. */
function measured(msFor: (body: Uint8Array, call: number) => number) {
  let [nowMs, calls] = [0, 0];
  const read = (body: Uint8Array) => {
    calls += 1;
    nowMs += msFor(body, calls);
  };
  const reader: Reader = { name: 'planted', kind: 'exposition', spread: 40, read };
  const measure = new Measure(() => nowMs);
  return (length: number) => measure.run(reader, { kind: 'exposition', body: new Uint8Array(length) })?.what;
}

test('tells a reader that is slow for the length from one that was slow once, and from a long text', () => {
  const quadratic = measured((body) => body.length ** 2 / 1e6);
  for (let length = 1; length <= 200; length += 1) assert.equal(quadratic(length), undefined);
  assert.equal(quadratic(100_000), 'outlier');
  const once = measured((_, call) => (call === 201 ? 5_000 : 0.01));
  for (let call = 1; call <= 300; call += 1) assert.equal(once(100), undefined);
  const linear = measured((body) => body.length / 1e3);
  for (let length = 1; length <= 200; length += 1) assert.equal(linear(length), undefined);
  assert.equal(linear(1_000_000), undefined);
});

test('a throw is found with its words', () => {
  const broken: Reader = {
    name: 'planted',
    kind: 'exposition',
    spread: 40,
    read: () => {
      throw new Error('boom');
    },
  };
  const found = new Measure(() => 0).run(broken, { kind: 'exposition', body: new Uint8Array(1) });
  assert.equal(found?.what, 'throw');
  assert.match(found.words, /boom/);
});
