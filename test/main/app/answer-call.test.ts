import assert from 'node:assert/strict';
import test from 'node:test';
import { answerCall, MOST_ARGUMENT_CHARS } from '../../../main/app/answer-call.ts';
import type { MonitorApi } from '../../../preload/contract/api.ts';

const asked: unknown[] = [];
const api = {
  setForwarding: async (argument: unknown) => {
    asked.push(argument);
    return { ok: true };
  },
  replaceSettings: async () => ({ ok: true }),
  saveDestination: async () => {
    throw new Error('the token dt0c01.secret is wrong');
  },
} as unknown as MonitorApi;

test('a call that fits is answered', async () => {
  assert.deepEqual(await answerCall(api, 'setForwarding', { box: 'a', on: true }), { ok: true });
  assert.deepEqual(asked, [{ box: 'a', on: true }]);
});

test('whatever is wrong, the words are the same and quote nothing', async () => {
  const calls: [unknown, unknown][] = [
    [7, undefined],
    ['constructor', undefined],
    ['nothing', undefined],
    ['setForwarding', { box: 'a', on: 'dt0c01.secret' }],
    ['setForwarding', { box: 'a', on: true, more: 'x'.repeat(MOST_ARGUMENT_CHARS) }],
    ['saveDestination', { endpoint: 'https://a', token: 'dt0c01.secret' }],
  ];
  for (const [method, argument] of calls)
    await assert.rejects(answerCall(api, method, argument), { message: 'This call was refused.' });
});

test('only the text of a configuration may be long', async () => {
  const text = 'x'.repeat(MOST_ARGUMENT_CHARS);
  assert.deepEqual(await answerCall(api, 'replaceSettings', { text, revision: 0 }), { ok: true });
  await assert.rejects(answerCall(api, 'replaceSettings', { text: text.repeat(5), revision: 0 }));
});

test('an argument is too large before its shape is looked at', async () => {
  const large = { box: 'a', on: true };
  // Its shape is good; only what it is as JSON is large.
  Object.defineProperty(large, 'toJSON', { value: () => 'x'.repeat(MOST_ARGUMENT_CHARS) });
  await assert.rejects(answerCall(api, 'setForwarding', large), { message: 'This call was refused.' });
});
