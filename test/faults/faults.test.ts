import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import test from 'node:test';
import { FAULTS } from './fault-table.ts';

const TESTS = join(import.meta.dirname, '..');
const REFERENCE = join(TESTS, '../../shared/reference/reliability.md');
const noReference = !existsSync(REFERENCE) && 'no ../shared/reference beside the clone';

test('each of the 66 stands there once, in order, in words', () => {
  assert.deepEqual(
    FAULTS.map(({ number }) => number),
    Array.from({ length: 66 }, (_, index) => index + 1),
  );
  assert.equal(new Set(FAULTS.map(({ fault }) => fault)).size, 66);
});

for (const { number, fault, tests, left } of FAULTS) {
  test(`${String(number)}. ${fault}`, () => {
    for (const { file, name } of tests) {
      assert.ok(existsSync(join(TESTS, file)), `there is no test/${file}`);
      assert.ok(isRun(file), `nothing beside test/${file} runs it`);
      assert.ok(isTitle(name, readFileSync(join(TESTS, file), 'utf8')), `test/${file} has no test "${name}"`);
    }
    assert.ok(tests.length > 0 || left !== undefined, 'neither a test nor what is left');
    if (left !== undefined) assert.match(left, /\w+ \w+ \w+/, 'what is left has no reason');
  });
}

test('the numbers are those of the reference', { skip: noReference }, () => {
  const catalogue = readFileSync(REFERENCE, 'utf8').split('## 4. Fault catalogue')[1] ?? '';
  const numbers = [...catalogue.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  assert.deepEqual(
    FAULTS.map(({ number }) => number),
    numbers,
  );
});

/** A file of tests is run by itself, a table of rows by a file beside it that imports it. */
function isRun(file: string): boolean {
  if (file.endsWith('.test.ts')) return true;
  const folder = join(TESTS, dirname(file));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .some((name) => readFileSync(join(folder, name), 'utf8').includes(`from './${basename(file)}'`));
}

/** The first text of a call or of a row, or the `name` of one. */
function isTitle(name: string, source: string): boolean {
  return new RegExp(`(?:\\w\\(|\\[|name: )\\s*(['"\`])${escaped(name)}\\1`).test(source);
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
