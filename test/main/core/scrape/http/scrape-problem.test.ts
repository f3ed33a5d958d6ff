import assert from 'node:assert/strict';
import test from 'node:test';
import { ScrapeProblem } from '../../../../../main/core/scrape/http/scrape-problem.ts';

test('a problem says its reason, and that nothing answered unless it is told', () => {
  const problem = new ScrapeProblem('it is late');
  assert.deepEqual([problem.message, problem.answered], ['it is late', false]);
  assert.equal(new ScrapeProblem('it broke off', true).answered, true);
});
