import assert from 'node:assert/strict';
import test from 'node:test';
import { grammarOf } from '../../../../main/core/parse/grammar.ts';
import {
  endOfName,
  endOfToken,
  skipBlanks,
  skipOptional,
  skipSeparator,
  unescapeText,
} from '../../../../main/core/parse/scan.ts';

const loose = grammarOf('text', true);
const exact = grammarOf('openmetrics', true);

test('blanks are blank and tab, nothing else', () => {
  assert.equal(skipBlanks('a \t\u00a0', 1), 3);
  assert.equal(skipBlanks('a  ', 1), 3);
  assert.equal(skipBlanks('a', 1), 1);
});

test('the exact grammar has no blank where none must be, and one where one must be', () => {
  assert.deepEqual([skipOptional('a  b', 1, loose), skipOptional('a  b', 1, exact)], [3, 1]);
  assert.deepEqual([skipSeparator('a  b', 1, loose), skipSeparator('a  b', 1, exact)], [3, 2]);
  assert.deepEqual([skipSeparator('a\tb', 1, loose), skipSeparator('a\tb', 1, exact)], [2, undefined]);
  assert.deepEqual([skipSeparator('ab', 1, loose), skipSeparator('ab', 1, exact)], [1, undefined]);
});

test('a token ends at a blank, a tab or the end', () => {
  assert.deepEqual(
    [endOfToken('ab c', 0), endOfToken('ab\tc', 0), endOfToken('ab', 0), endOfToken(' ', 0)],
    [2, 2, 2, 0],
  );
});

/** A name, where it ends with colons and without. */
const NAMES: readonly (readonly [string, number, number])[] = [
  ['aZ_09 ', 5, 5],
  ['a:b', 3, 1],
  [':a', 2, 0],
  ['_', 1, 1],
  ['0a', 0, 0],
  ['a-b', 1, 1],
  ['a.b', 1, 1],
  ['a@b', 1, 1],
  ['a[b', 1, 1],
  ['a`b', 1, 1],
  ['a{b', 1, 1],
  ['aéb', 1, 1],
  ['ša', 0, 0],
  ['', 0, 0],
];

for (const [text, withColons, without] of NAMES) {
  test(`the name at the start of ${JSON.stringify(text)}`, () => {
    assert.deepEqual([endOfName(text, 0, true), endOfName(text, 0, false)], [withColons, without]);
  });
}

test('a HELP text of the text format escapes no quotes', () => {
  const text = '\\\\ \\n \\" \\x \\';
  assert.equal(unescapeText(text, false), '\\ \n \\" \\x \\');
  assert.equal(unescapeText(text, true), '\\ \n " \\x \\');
  assert.equal(unescapeText('\\\\n', true), '\\n');
});
