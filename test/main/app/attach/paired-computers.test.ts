import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { addPaired, forgetPaired, readPaired } from '../../../../main/app/attach/paired-computers.ts';

test('computers are kept by name, none puts out another of the same, and they are forgotten', (t) => {
  const outside = mkdtempSync(join(tmpdir(), 'nim-glance-paired-'));
  t.after(() => {
    rmSync(outside, { recursive: true });
  });
  const folder = join(outside, 'state');
  assert.deepEqual(readPaired(folder), []);
  const laptop = { name: 'laptop', key: 'ab'.repeat(32), pairedMs: 1 };
  const desk = { name: 'desk', key: 'cd'.repeat(32), pairedMs: 2 };
  addPaired(folder, laptop);
  addPaired(folder, desk);
  addPaired(folder, { ...laptop, pairedMs: 3 });
  const second = { ...laptop, name: 'laptop (2)', pairedMs: 3 };
  assert.deepEqual(readPaired(folder), [laptop, desk, second]);
  if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'paired.json')).mode & 0o777, 0o600);
  assert.equal(forgetPaired(folder, 'desk'), true);
  assert.equal(forgetPaired(folder, 'desk'), false);
  assert.deepEqual(
    readPaired(folder).map(({ name }) => name),
    ['laptop', 'laptop (2)'],
  );
});

for (const [what, spoil] of [
  ['is damaged', (file: string) => writeFileSync(file, '[{"name":"x"}]')],
  ['is no JSON', (file: string) => writeFileSync(file, '[{"na')],
  ['cannot be read', (file: string) => mkdirSync(file)],
] as const)
  test(`a file that ${what} lets nobody in, and is not written anew without those in it`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'nim-glance-paired-'));
    t.after(() => {
      rmSync(folder, { recursive: true });
    });
    const file = join(folder, 'paired.json');
    spoil(file);
    const { ino, mtimeMs } = statSync(file);
    assert.deepEqual(readPaired(folder), []);
    assert.throws(() => addPaired(folder, { name: 'laptop', key: 'ab'.repeat(32), pairedMs: 1 }), /damaged|EISDIR/);
    assert.throws(() => forgetPaired(folder, 'x'), /damaged|EISDIR/);
    const { ino: inoAfter, mtimeMs: mtimeMsAfter } = statSync(file);
    assert.deepEqual([inoAfter, mtimeMsAfter], [ino, mtimeMs]);
  });
