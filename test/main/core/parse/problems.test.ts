import assert from 'node:assert/strict';
import test from 'node:test';
import { ProblemLog } from '../../../../main/core/parse/problems.ts';

const issue = (line: number, family?: string) => ({ line, column: 1, expected: 'x', family });

test('an issue that costs samples names the family that is short, a note does not', () => {
  const log = new ProblemLog();
  log.report(issue(1, 'a'));
  log.note(issue(2, 'b'));
  log.report(issue(3));
  const { issues, count, families } = log.result();
  assert.deepEqual(issues, [issue(1, 'a'), issue(2, 'b'), issue(3)]);
  assert.equal(count, 3);
  assert.deepEqual([...families], ['a', undefined]);
});

test('the first thousand issues are kept, all are counted, all families are named', () => {
  const log = new ProblemLog();
  for (let line = 1; line <= 1500; line += 1) log.report(issue(line, `f${line}`));
  const { issues, count, families } = log.result();
  assert.deepEqual([issues.length, issues[999]?.line, count, families.size], [1000, 1000, 1500, 1500]);
});

test('with very many families any may be short', () => {
  const log = new ProblemLog();
  for (let line = 1; line <= 10_001; line += 1) log.report(issue(line, `f${line}`));
  const { families } = log.result();
  assert.deepEqual([families.size, families.has(undefined), families.has('f10000')], [10_001, true, true]);
  assert.equal(families.has('f10001'), false);
});

test('families are renamed in issues and in the set; what names none stays so', () => {
  const log = new ProblemLog();
  log.report(issue(1, 'h_bucket'));
  log.report(issue(2));
  const { issues, families } = log.result((name) => name.replace('_bucket', ''));
  assert.deepEqual(issues.map(({ family }) => family), ['h', undefined]); // prettier-ignore
  assert.deepEqual([...families], ['h', undefined]);
});

test('what an earlier step found comes first', () => {
  const log = new ProblemLog();
  log.include({ issues: [issue(1, 'a')], count: 1200, families: new Set(['a', 'b']) });
  log.report(issue(2, 'c'));
  const { issues, count, families } = log.result();
  assert.deepEqual([issues.map(({ line }) => line), count, [...families]], [[1, 2], 1201, ['a', 'b', 'c']]);
});
