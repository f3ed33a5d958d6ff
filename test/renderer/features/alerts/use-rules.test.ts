import assert from 'node:assert/strict';
import test from 'node:test';
import { outcomeOf } from '../../../../renderer/features/alerts/use-rules.ts';

test('a change that is done has no problem, one that is refused has its own, one that is lost says so', async () => {
  const problems = [{ field: 'clear', message: 'No.' }];
  assert.deepEqual(await outcomeOf(() => Promise.resolve({ ok: true })), []);
  assert.deepEqual(await outcomeOf(() => Promise.resolve({ ok: false, problems })), problems);
  const [lost] = await outcomeOf(() => Promise.reject(new Error('gone')));
  assert.equal(lost?.field, null);
  assert.match(lost.message, /Try again/);
});
