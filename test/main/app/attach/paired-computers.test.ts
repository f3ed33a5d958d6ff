import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  writeFileSync(join(folder, 'paired.json'), '[{"name":"x"}]');
  assert.deepEqual(readPaired(folder), []);
});
