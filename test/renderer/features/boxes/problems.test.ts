import assert from 'node:assert/strict';
import test from 'node:test';
import { problemOf, problemsOf } from '../../../../renderer/features/boxes/problems.ts';

const PROBLEMS = [
  { field: 'name', message: 'a.' },
  { field: 'targets', message: 'b.' },
  { field: null, message: 'c.' },
];

test('each problem stands beside its field, all others together', () => {
  assert.equal(problemOf(PROBLEMS, 'name', []), 'a.');
  assert.equal(problemOf(PROBLEMS, null, ['name']), 'b. c.');
  assert.equal(problemOf([], null, []), '');
});

test('what a change told, or that it could not be asked for', async () => {
  assert.deepEqual(await problemsOf(() => Promise.resolve({ ok: true })), []);
  assert.deepEqual(await problemsOf(() => Promise.resolve({ ok: false, problems: PROBLEMS })), PROBLEMS);
  const [problem] = await problemsOf(() => Promise.reject(new Error('gone')));
  assert.equal(problem?.field, null);
});
