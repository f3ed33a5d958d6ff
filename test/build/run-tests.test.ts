import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fakeClone, workingNpm, type Ended } from './fake-clone.ts';

const build = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'build');
const say = (text: string, code = 0) => `console.log(${JSON.stringify(text)}); process.exitCode = ${String(code)};\n`;

/** A clone whose every tool passes: each is a file of one line. */
const tools: Readonly<Record<string, string>> = {
  'node_modules/prettier/bin/prettier.cjs': '',
  'node_modules/eslint/bin/eslint.js': '',
  'node_modules/typescript/bin/tsc': '',
  'node_modules/dependency-cruiser/bin/dependency-cruise.mjs': '',
  'node_modules/knip/bin/knip.js': '',
  'build/check-mirror.mjs': '',
  'build/bundle.mjs': '',
  'build/test-electron.mjs': say('2 passed, 0 failed, 0 skipped'),
  'build/test-e2e.mjs': say('3 passed, 0 failed, 0 skipped'),
  'build/test-package.mjs': say('1 passed, 0 failed, 0 skipped'),
  'test/main/a.test.ts': "import { test } from 'node:test'; test('a', () => {}); test('b', () => {});",
  'test/electron/b.test.ts': 'throw new Error("not for this stage");',
};

async function runTests(changes: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<Ended> {
  const clone = fakeClone(workingNpm);
  try {
    copyFileSync(join(build, 'test.mjs'), join(clone.path, 'build/test.mjs'));
    copyFileSync(join(build, 'test-reporter.mjs'), join(clone.path, 'build/test-reporter.mjs'));
    // npm lays node_modules down anew, so it comes first.
    await clone.run(['build/cli.mjs']);
    for (const [path, text] of Object.entries({ ...tools, ...changes })) {
      mkdirSync(dirname(join(clone.path, path)), { recursive: true });
      writeFileSync(join(clone.path, path), text);
    }
    return await clone.run(['build/test.mjs', ...args]);
  } finally {
    clone.remove();
  }
}

function lastLines(ended: Ended, count = 1): readonly string[] {
  return ended.stdout.trimEnd().split('\n').slice(-count);
}

test('all stages pass: five static cases, two unit, two of Electron, three end to end, one of packages', async () => {
  const ended = await runTests({});
  assert.deepEqual([ended.code, ...lastLines(ended)], [0, '13 passed, 0 failed, 0 skipped'], ended.stdout);
});

test('a failed stage does not keep the others from running', async () => {
  const ended = await runTests({
    'node_modules/eslint/bin/eslint.js': say('a.ts: bad style', 1),
    'test/main/c.test.ts': "import { test } from 'node:test'; test('c', () => { throw new Error('boom'); });",
  });
  assert.deepEqual([ended.code, ...lastLines(ended)], [1, '12 passed, 2 failed, 0 skipped'], ended.stdout);
  assert.match(ended.stdout, /bad style[\s\S]*boom/);
});

test('the lines covered are shown, by the part of the program they belong to', async () => {
  const ended = await runTests(
    {
      'main/core/sum.ts': 'export const sum = (a: number) => a;\nexport function never(): number {\n  return 0;\n}\n',
      'test/main/c.test.ts': "import '../../main/core/sum.ts';",
    },
    ['unit'],
  );
  assert.match(ended.stdout, /^Lines covered: 50\.0 % \(main\/core 50\.0 %\)$/m);
});

test('what was skipped stands above the last line with its reason', async () => {
  const ended = await runTests({
    'build/test-electron.mjs': say('skipped: no Electron\n0 passed, 0 failed, 1 skipped'),
    'test/main/c.test.ts': "import { test } from 'node:test'; test('c', { skip: 'no bus' }, () => {});",
  });
  assert.deepEqual(lastLines(ended, 4), [
    'Skipped:',
    '  unit: c (no bus)',
    '  electron: test-electron (no Electron)',
    '11 passed, 0 failed, 2 skipped',
  ]);
});

/** A stage that ends without its answer has failed, whatever it printed. */
const mute: readonly (readonly [name: string, changes: Readonly<Record<string, string>>])[] = [
  ['without a last line', { 'build/test-electron.mjs': say('bye') }],
  ['with no failure and exit code 1', { 'build/test-electron.mjs': say('2 passed, 0 failed, 0 skipped', 1) }],
  ['with an error at once', { 'build/test-electron.mjs': 'throw new Error("no");' }],
];

for (const [name, changes] of mute) {
  test(`Electron's tests ending ${name} are a failure`, async () => {
    const ended = await runTests(changes, ['electron']);
    assert.deepEqual([ended.code, ...lastLines(ended)], [1, '0 passed, 1 failed, 0 skipped']);
  });
}

test('nothing is tested of a screen that cannot be built', async () => {
  const ended = await runTests({ 'build/bundle.mjs': say('no', 1) }, ['unit']);
  assert.deepEqual([ended.code, ...lastLines(ended)], [1, '0 passed, 1 failed, 0 skipped']);
});

test('one stage by its name; an unknown name is refused with the known ones', async () => {
  assert.deepEqual(lastLines(await runTests({}, ['unit'])), ['2 passed, 0 failed, 0 skipped']);
  const refused = await runTests({}, ['units']);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /format, lint, types, layers, dead-code, unit, electron, e2e, package/);
});
