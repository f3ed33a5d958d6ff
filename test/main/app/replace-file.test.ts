import assert from 'node:assert/strict';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { replaceFile } from '../../../main/app/replace-file.ts';

function folder(context: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'replace-file-'));
  context.after(() => {
    rmSync(made, { recursive: true });
  });
  return made;
}

test('a new file and its folder are for their owner alone', (context) => {
  const inside = join(folder(context), 'a', 'b');
  replaceFile(join(inside, 'f'), 'text');
  assert.equal(readFileSync(join(inside, 'f'), 'utf8'), 'text');
  assert.equal(statSync(join(inside, 'f')).mode & 0o777, 0o600);
  assert.equal(statSync(inside).mode & 0o777, 0o700);
});

test('who may read a file stays, and nothing is left beside it', (context) => {
  const inside = folder(context);
  writeFileSync(join(inside, 'f'), 'before');
  chmodSync(join(inside, 'f'), 0o640);
  writeFileSync(join(inside, 'f.new'), 'left by a crash, longer than the text');
  replaceFile(join(inside, 'f'), 'after');
  assert.equal(readFileSync(join(inside, 'f'), 'utf8'), 'after');
  assert.equal(statSync(join(inside, 'f')).mode & 0o777, 0o640);
  assert.deepEqual(readdirSync(inside), ['f']);
});

test('of a link the file is replaced that it leads to', (context) => {
  const inside = folder(context);
  mkdirSync(join(inside, 'dotfiles'));
  writeFileSync(join(inside, 'dotfiles', 'real'), 'before');
  symlinkSync(join('dotfiles', 'real'), join(inside, 'f'));
  replaceFile(join(inside, 'f'), 'after');
  assert.ok(lstatSync(join(inside, 'f')).isSymbolicLink());
  assert.equal(readFileSync(join(inside, 'dotfiles', 'real'), 'utf8'), 'after');
});

test('where it cannot be written, what was there stays', (context) => {
  const inside = folder(context);
  writeFileSync(join(inside, 'f'), 'before');
  mkdirSync(join(inside, 'f.new'));
  assert.throws(() => replaceFile(join(inside, 'f'), 'after'), { code: 'EISDIR' });
  assert.equal(readFileSync(join(inside, 'f'), 'utf8'), 'before');
});
