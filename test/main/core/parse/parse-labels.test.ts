import assert from 'node:assert/strict';
import test from 'node:test';
import { parseLabels, skipBlanks, unescapeText } from '../../../../main/core/parse/parse-labels.ts';

const GOOD: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
  ['none', '{}', []],
  ['sorted by name', '{b="1",a="2"}', [['a', '2'], ['b', '1']]],
  ['a trailing comma', '{a="1",}', [['a', '1']]],
  ['blanks and tabs everywhere', '{ \ta = "1" ,\tb = " 2 " }', [['a', '1'], ['b', ' 2 ']]],
  ['what ends things, inside quotes', '{a="},="}', [['a', '},=']]],
  ['an escaped quote', '{a="\\"",b="2"}', [['a', '"'], ['b', '2']]],
  ['an escaped backslash before the quote', '{a="\\\\",b="2"}', [['a', '\\'], ['b', '2']]],
  ['an escaped n, and a backslash before an n', '{a="\\n",b="\\\\n"}', [['a', '\n'], ['b', '\\n']]],
  ['a backslash that escapes nothing', '{a="\\x"}', [['a', '\\x']]],
  ['a name that objects have', '{__proto__="p"}', [['__proto__', 'p']]],
]; // prettier-ignore

for (const [name, text, labels] of GOOD) {
  test(name, () => {
    assert.deepEqual(parseLabels(`m${text} 1`, 1), { ok: true, labels, end: 1 + text.length });
  });
}

/** Where it fails is shown by what stands there. */
const BAD: readonly (readonly [string, string, string, string])[] = [
  ['no end', '{', '', 'a label name or "}"'],
  ['a name that begins with a digit', '{1="2"}', '1="2"}', 'a label name or "}"'],
  ['a comma alone', '{,}', ',}', 'a label name or "}"'],
  ['no value', '{a}', '}', '"=" after the label name'],
  ['no quotes', '{a=1}', '1}', 'a label value in quotes'],
  ['no closing quote', '{a="1}', '"1}', 'a closing quote'],
  ['no closing quote but an escaped one', '{a="1\\"}', '"1\\"}', 'a closing quote'],
  ['a backslash at the end', '{a="1\\', '"1\\', 'a closing quote'],
  ['no comma', '{a="1" b="2"}', 'b="2"}', '"," or "}"'],
  ['no brace', '{a="1"', '', '"," or "}"'],
  ['a name twice', '{a="1",a="1"}', 'a="1"}', 'label "a" only once'],
]; // prettier-ignore

for (const [name, text, rest, expected] of BAD) {
  test(name, () => {
    assert.deepEqual(parseLabels(text, 0), { ok: false, at: text.length - rest.length, expected });
  });
}

test('a HELP text escapes no quotes', () => {
  const text = '\\\\ \\n \\"';
  assert.equal(unescapeText(text, false), '\\ \n \\"');
  assert.equal(unescapeText(text, true), '\\ \n "');
});

test('blanks are blank and tab, nothing else', () => {
  assert.equal(skipBlanks('a \t\u00a0', 1), 3);
  assert.equal(skipBlanks('a  ', 1), 3);
});
