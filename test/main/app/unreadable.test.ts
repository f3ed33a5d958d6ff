import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { unreadable, unwritable } from '../../../main/app/unreadable.ts';

const FILES: readonly (readonly [what: string, path: string, words: string])[] = [
  ['a missing file', '/no/such/file', 'there is no such file'],
  ['a path through a file', `${import.meta.filename}/x`, 'there is no such file'],
  ['a folder', import.meta.dirname, 'it is a folder'],
];
for (const [what, path, words] of FILES) {
  test(`${what} has words of its own`, async () => {
    assert.equal(await readFile(path).then(String, unreadable), words);
  });
}

test('any other reason is told by its code', () => {
  assert.equal(unreadable(Object.assign(new Error('x'), { code: 'EIO' })), 'it cannot be read (EIO)');
  assert.equal(unreadable('x'), 'it cannot be read (unknown)');
});

test('what cannot be written has words of its own, too', () => {
  assert.equal(unwritable(Object.assign(new Error('x'), { code: 'ENOSPC' })), 'the disk is full');
  assert.equal(unwritable(Object.assign(new Error('x'), { code: 'EIO' })), 'it cannot be written (EIO)');
});
