import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { watchFile } from '../../../../main/app/config/watch-file.ts';

/** A watched file `f.yaml` with the text `a` in a folder of its own. */
async function watched(prepare: (file: string) => void = (file) => writeFileSync(file, 'a')) {
  const folder = mkdtempSync(join(tmpdir(), 'watch-file-'));
  const file = join(folder, 'f.yaml');
  prepare(file);
  const told: (string | undefined)[] = [];
  const unwatch = watchFile(file, 'a', (text) => told.push(text));
  const end = () => {
    unwatch();
    rmSync(folder, { recursive: true });
  };
  return { folder, file, told, end };
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail('waited in vain');
}

test('a file that is written anew', async () => {
  const { file, told, end } = await watched();
  writeFileSync(file, 'b');
  await until(() => told.length > 0);
  writeFileSync(file, 'c');
  await until(() => told.length > 1);
  assert.deepEqual(told, ['b', 'c']);
  end();
});

test('a file that another one replaces, as editors do it', async () => {
  const { folder, file, told, end } = await watched();
  for (const text of ['b', 'c']) {
    writeFileSync(join(folder, 'other'), text);
    renameSync(join(folder, 'other'), file);
    await until(() => told.includes(text));
  }
  assert.deepEqual(told, ['b', 'c']);
  end();
});

test('a file that goes and comes', async () => {
  const { file, told, end } = await watched();
  unlinkSync(file);
  await until(() => told.length > 0);
  writeFileSync(file, 'b');
  await until(() => told.length > 1);
  assert.deepEqual(told, [undefined, 'b']);
  end();
});

test('a change between the caller’s reading and the watch', async () => {
  const { told, end } = await watched((file) => writeFileSync(file, 'b'));
  await until(() => told.length > 0);
  assert.deepEqual(told, ['b']);
  end();
});

test('a symbolic link whose target changes in another folder', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'watch-file-'));
  const target = join(elsewhere, 'real');
  const { told, end } = await watched((file) => {
    writeFileSync(target, 'a');
    symlinkSync(target, file);
  });
  writeFileSync(target, 'bb');
  await until(() => told.length > 0);
  assert.deepEqual(told, ['bb']);
  end();
  rmSync(elsewhere, { recursive: true });
});

test('after the end nothing is told, and nothing keeps the program', async () => {
  const { file, told, end } = await watched();
  writeFileSync(file, 'b');
  end();
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual(told, []);
});
