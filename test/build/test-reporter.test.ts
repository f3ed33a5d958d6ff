import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

const reporter = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'build/test-reporter.mjs');

function report(text: string): { readonly counts: Counts; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-reporter-'));
  try {
    writeFileSync(join(folder, 'a.test.mjs'), `import { test, describe, before } from 'node:test';\n${text}`);
    const env: NodeJS.ProcessEnv = { ...process.env, NIM_GLANCE_TEST_COUNTS: join(folder, 'counts.json') };
    delete env['NODE_TEST_CONTEXT'];
    const args = ['--test', `--test-reporter=${reporter}`, '--test-reporter-destination=stdout', 'a.test.mjs'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
    return { counts: JSON.parse(readFileSync(join(folder, 'counts.json'), 'utf8')) as Counts, output: stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const broken = "throw new Error('boom');";

/** Name, text of a test file, and passed, failed, skipped. */
const cases: readonly (readonly [name: string, text: string, expected: readonly [number, number, number]])[] = [
  ['passes', "test('a', () => {}); test('b', () => {});", [2, 0, 0]],
  ['a suite is no case', "describe('s', () => { test('a', () => {}); test('b', () => {}); });", [2, 0, 0]],
  ['a test with parts is no case', "test('s', async (t) => { await t.test('a', () => {}); });", [1, 0, 0]],
  ['a failed part counts once', `test('s', async (t) => { await t.test('a', () => { ${broken} }); });`, [0, 1, 0]],
  [
    'a whole that fails by itself counts',
    `test('s', async (t) => { await t.test('a', () => {}); ${broken} });`,
    [1, 1, 0],
  ],
  ['a failed hook counts', `describe('s', () => { before(() => { ${broken} }); test('a', () => {}); });`, [0, 2, 0]],
  ['a file that breaks counts', broken, [0, 1, 0]],
  ['a file without tests is no case', '', [0, 0, 0]],
  ['skipped and todo', "test('a', { skip: 'no display' }, () => {}); test('b', { todo: true }, () => {});", [0, 0, 2]],
  ['a skipped suite', "describe('s', { skip: 'no bus' }, () => { test('a', () => {}); });", [0, 0, 1]],
];

for (const [name, text, expected] of cases) {
  test(`counts: ${name}`, () => {
    const { counts, output } = report(text);
    assert.deepEqual([counts.passed, counts.failed, counts.skipped.length], expected, output);
  });
}

test('is quiet on passes; shows name, message and place of a failure', () => {
  assert.equal(report("test('a', () => {});").output, '');
  assert.match(
    report(`describe('s', () => { test('a', () => { ${broken} }); });`).output,
    /s › a[\s\S]*boom[\s\S]*a\.test\.mjs:2/,
  );
});

test('an assertion with its own message still shows what it compared', () => {
  const { output } = report("import assert from 'node:assert'; test('a', () => { assert.equal(1, 2, 'mine'); });");
  assert.match(output, /mine[\s\S]*expected 2\n\s*actual 1/);
});

test('names what is skipped with its reason', () => {
  const { counts } = report("describe('s', () => { test('a', { skip: 'no display' }, () => {}); });");
  assert.deepEqual(counts.skipped, [{ name: 's › a', reason: 'no display' }]);
});
