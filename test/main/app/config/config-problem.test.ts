import assert from 'node:assert/strict';
import test from 'node:test';
import { ConfigProblem } from '../../../../main/app/config/config-problem.ts';

test('as a text it is a place and words', () => {
  assert.equal(String(new ConfigProblem('a/b.yaml', 3, 7, 'wrong')), 'a/b.yaml:3:7: wrong');
});
