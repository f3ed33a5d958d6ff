import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readAttachPoint, tellAttachPoint } from '../../../../main/app/attach/attach-file.ts';

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-attach-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

const point = { url: 'http://127.0.0.1:4242', key: 'ab'.repeat(32) };

test('what is told is found, by this user alone, until it is taken back', (t) => {
  const folder = folderOf(t);
  assert.equal(readAttachPoint(folder), undefined);
  const takeBack = tellAttachPoint(folder, point);
  assert.deepEqual(readAttachPoint(folder), point);
  if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'attach.json')).mode & 0o777, 0o600);
  takeBack();
  assert.equal(existsSync(join(folder, 'attach.json')), false);
});

test('what another instance has told meanwhile stays', (t) => {
  const folder = folderOf(t);
  const takeBack = tellAttachPoint(folder, point);
  const other = { ...point, key: 'cd'.repeat(32) };
  tellAttachPoint(folder, other);
  takeBack();
  assert.deepEqual(readAttachPoint(folder), other);
});

test('a file that others may read, or of another user, or that says something else is none', (t) => {
  const folder = folderOf(t);
  tellAttachPoint(folder, point);
  const file = join(folder, 'attach.json');
  if (process.platform !== 'win32') {
    chmodSync(file, 0o644);
    assert.equal(readAttachPoint(folder), undefined);
    chmodSync(file, 0o600);
    assert.equal(readAttachPoint(folder, statSync(file).uid + 1), undefined);
  }
  for (const text of [
    '',
    '{',
    '[]',
    JSON.stringify({ ...point, url: 'http://evil.example:80' }),
    JSON.stringify({ url: point.url }),
  ]) {
    writeFileSync(file, text);
    assert.equal(readAttachPoint(folder), undefined, text);
  }
});

const posix = process.platform === 'win32' ? 'Windows has neither' : false;

test('a symbolic link is none, and a pipe does not hold us up', { skip: posix }, (t) => {
  const folder = folderOf(t);
  tellAttachPoint(folder, point);
  const file = join(folder, 'attach.json');
  renameSync(file, join(folder, 'elsewhere'));
  symlinkSync(join(folder, 'elsewhere'), file);
  assert.equal(readAttachPoint(folder), undefined);
  rmSync(file);
  execFileSync('mkfifo', ['-m', '600', file]);
  assert.equal(readAttachPoint(folder), undefined);
});
