import assert from 'node:assert/strict';
import test from 'node:test';
import { byLine, lineRange, problemOf } from '../../../../renderer/features/settings/field-problems.ts';

const PROBLEMS = [
  { field: 'families', message: 'No such preset.' },
  { field: null, message: 'The disk is full.' },
  { field: 'elsewhere', message: 'Something else.' },
];

test('a problem stands beside its field, and what has none beside the page', () => {
  const fields = ['families', 'scrapeIntervalMs'];
  assert.equal(problemOf(PROBLEMS, 'families', fields), 'No such preset.');
  assert.equal(problemOf(PROBLEMS, 'scrapeIntervalMs', fields), '');
  assert.equal(problemOf(PROBLEMS, null, fields), 'The disk is full. Something else.');
});

test('problems of a text are told by line', () => {
  const problems = [{ field: 'line 12', message: 'a' }, ...PROBLEMS];
  assert.deepEqual(byLine(problems).lines, [{ line: 12, message: 'a' }]);
  assert.equal(byLine(problems).whole, 'No such preset. The disk is full. Something else.');
});

test('a line is found by its number', () => {
  const text = 'one\n\nthree';
  const said = (line: number) => text.slice(...lineRange(text, line));
  assert.deepEqual([said(1), said(2), said(3), said(9)], ['one', '', 'three', '']);
});
