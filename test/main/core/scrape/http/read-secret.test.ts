import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { readSecret } from '../../../../../main/core/scrape/http/read-secret.ts';

const folder = await mkdtemp(join(tmpdir(), 'nim-glance-'));
test.after(() => rm(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
await writeFile(at('empty'), ' \n');
await writeFile(at('large'), 'x'.repeat(1024 * 1024 + 1));
await writeFile(at('good'), '  canary\n');

test('text is taken as it is, a file without the space around it', async () => {
  assert.equal(await readSecret({ kind: 'text', text: ' a ' }, 'x'), ' a ');
  assert.equal(await readSecret({ kind: 'file', path: at('good') }, 'x'), 'canary');
});

const BAD: readonly (readonly [path: string, words: string])[] = [
  [at('missing'), 'does not exist'],
  [folder, 'is no ordinary file of at most 1 MiB'],
  ['/dev/zero', 'is no ordinary file of at most 1 MiB'],
  [at('large'), 'is no ordinary file of at most 1 MiB'],
  [at('empty'), 'is empty'],
  [at('good/below'), 'cannot be read (ENOTDIR)'],
];
for (const [path, words] of BAD) {
  test(`${path.replace(folder, 'FOLDER')} ${words}`, { skip: process.platform === 'win32' }, async () => {
    await assert.rejects(readSecret({ kind: 'file', path }, 'authorization'), {
      message: `authorization: the file ${path} ${words}`,
    });
  });
}

test('a pipe that nobody writes to does not hold it up', { skip: process.platform === 'win32' }, async () => {
  execFileSync('mkfifo', [at('pipe')]);
  await assert.rejects(readSecret({ kind: 'file', path: at('pipe') }, 'x'), /is no ordinary file/);
});
