import assert from 'node:assert/strict';
import test from 'node:test';
import type { Outcome } from '../../../../preload/contract/api.ts';
import { attachProblems, problemWords } from '../../../../renderer/features/attach/use-attach.ts';

const ENTERED = { address: '127.0.0.1:7777', code: 'ABCD-2345' };

function problemsOf(answer: () => Promise<Outcome>) {
  return attachProblems({ attach: answer }, ENTERED);
}

test('each problem stands beside its field, as a sentence', async () => {
  const problems = [
    { field: 'code', message: 'This code was used' },
    { field: null, message: 'Unlock it.' },
  ];
  const found = await problemsOf(() => Promise.resolve({ ok: false, problems }));
  assert.equal(problemWords(found, 'code'), 'This code was used.');
  assert.equal(problemWords(found, 'address'), '');
  assert.equal(problemWords(found, null), 'Unlock it.');
});

test('done has none, and no answer is one', async () => {
  assert.deepEqual(await problemsOf(() => Promise.resolve({ ok: true })), []);
  assert.match(problemWords(await problemsOf(() => Promise.reject(new Error('gone'))), null), /Try again/);
});
