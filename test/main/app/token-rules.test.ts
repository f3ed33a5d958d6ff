import assert from 'node:assert/strict';
import test from 'node:test';
import { tokenProblem } from '../../../main/app/token-rules.ts';

test('a token is visible ASCII', () => {
  assert.equal(tokenProblem(`dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`), undefined);
  for (const token of ['', 'a b', 'a\n', '“a”', 'ä']) assert.match(tokenProblem(token) ?? '', /must not contain/);
});
