import assert from 'node:assert/strict';
import test from 'node:test';
import { tokenProblem } from '../../../main/app/token-rules.ts';

test('a token is visible ASCII', () => {
  assert.equal(tokenProblem(`dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`), undefined);
  for (const token of ['', 'a b', 'a\n', '“a”', 'ä', 'a\0', '\u001b[0m']) {
    assert.match(tokenProblem(token) ?? '', /must not contain/);
  }
});

test('a token is not longer than what every keychain takes', () => {
  assert.equal(tokenProblem('A'.repeat(1_280)), undefined);
  assert.match(tokenProblem('A'.repeat(1_281)) ?? '', /longer than 1280/);
});
