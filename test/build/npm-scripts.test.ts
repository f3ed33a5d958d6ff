import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

// npm hands SIGTERM to its shell alone, and Debian's keeps a program as a child which then outlives it.
test('what a user ends by a signal takes the place of the shell', () => {
  for (const name of ['start', 'test', 'cli', 'torture', 'bench', 'dist'])
    assert.match(scripts[name] ?? '', /^exec node /);
});

test('where the shell knows no exec, a file of that name runs what follows', () => {
  assert.match(readFileSync(join(root, 'exec.cmd'), 'latin1'), /^(@rem .*\r\n)*@%\*\r\n$/);
});

test('each script of ours is there', () => {
  for (const script of Object.values(scripts)) {
    const file = /node (build\/\S+)/.exec(script)?.[1];
    if (file !== undefined) assert.ok(existsSync(join(root, file)), script);
  }
});
