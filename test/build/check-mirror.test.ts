import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'build/check-mirror.mjs');

function check(files: Readonly<Record<string, string>>): {
  readonly code: number | null;
  readonly paths: readonly string[];
} {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-mirror-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { status, stdout } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
    return { code: status, paths: stdout.split('\n').flatMap((line) => line.split(':')[0] || []) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const logic = 'export const one = 1;\n';
const types =
  "import type { B } from './b.ts';\n// A comment.\nexport interface A { readonly b: B }\nexport type C = 'c';\n";

/** Name, tree, and the paths that must be reported. */
const cases: readonly (readonly [name: string, files: Readonly<Record<string, string>>, paths: readonly string[]])[] = [
  ['logic with its test', { 'main/app/a.ts': logic, 'test/main/app/a.test.ts': '' }, []],
  ['logic without a test', { 'main/app/a.ts': logic }, ['main/app/a.ts']],
  ['a function alone is logic', { 'main/app/a.ts': 'export function a(): void {}\n' }, ['main/app/a.ts']],
  ['types need no test', { 'main/app/a.ts': types }, []],
  [
    'a further test does not replace the first',
    { 'main/app/a.ts': logic, 'test/main/app/a.property.test.ts': '' },
    ['main/app/a.ts'],
  ],
  ['a property of a stage mirrors its folder', { 'main/app/a.ts': types, 'test/main/app/b.property.test.ts': '' }, []],
  ['a property of no stage', { 'test/main/app/b.property.test.ts': '' }, ['test/main/app/b.property.test.ts']],
  ['an orphaned test', { 'test/main/app/a.test.ts': '' }, ['test/main/app/a.test.ts']],
  ['a test of the whole mirrors nothing', { 'test/e2e/a.test.ts': '' }, []],
  ['a component', { 'renderer/a.tsx': logic, 'test/renderer/a.test.tsx': '' }, []],
  ['an excepted entry', { 'main/hosts/electron/main.ts': logic }, []],
  [
    'an exception that is not needed',
    { 'preload/bridge.ts': logic, 'test/preload/bridge.test.ts': '' },
    ['preload/bridge.ts'],
  ],
];

for (const [name, files, paths] of cases) {
  test(name, () => {
    assert.deepEqual(check(files), { code: paths.length > 0 ? 1 : 0, paths });
  });
}
