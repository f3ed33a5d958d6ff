import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goOn, type GoingOn } from '../../../../main/hosts/electron/go-on.ts';

function world(over: Partial<GoingOn>): { readonly done: string[]; readonly all: GoingOn } {
  const done: string[] = [];
  const all: GoingOn = {
    takeLock: () => true,
    quit: () => void done.push('quit'),
    reopen: () => Promise.resolve(void done.push('reopened')),
    giveUp: (error, title) => void done.push(`${title}: ${(error as Error).message}`),
    ...over,
  };
  return { done, all };
}

test('what was stopped is opened anew', async () => {
  const { done, all } = world({});
  await goOn(all);
  assert.deepEqual(done, ['reopened']);
});

test('where another program took the lock meanwhile, this one ends, and opens nothing', async () => {
  const { done, all } = world({ takeLock: () => false });
  await goOn(all);
  assert.deepEqual(done, ['quit']);
});

test('what cannot be opened again is not called a start', async () => {
  const { done, all } = world({ reopen: () => Promise.reject(new Error('The store is in use')) });
  await goOn(all);
  assert.deepEqual(done, ['NIM Glance cannot go on: The store is in use']);
});
