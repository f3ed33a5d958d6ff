import assert from 'node:assert/strict';
import test from 'node:test';
import { checkRegex, compileRegex } from '../../../../main/core/relabel/anchored-regex.ts';

const MATCHES: readonly (readonly [regex: string, text: string, expected: boolean])[] = [
  ['', '', true],
  ['', 'a', false],
  ['a', 'a', true],
  ['a', 'ab', false],
  ['a', 'ba', false],
  ['a|b', 'b', true],
  ['a|b', 'ab', false],
  ['.*', 'two\nlines', true],
  ['a', 'a\n', false],
  ['(?i)ABC', 'abc', true],
  ['(?i:a)b', 'AB', false],
  ['\\d+', '٣', false],
  ['\\p{Greek}+', 'αβγ', true],
  ['.', '😀', true],
  ['[[:alpha:]]+', 'abc', true],
  ['(a+)+', 'a'.repeat(20_000), true],
  ['(a+)+$', `${'a'.repeat(20_000)}b`, false],
  ['(x+x+)+y', 'x'.repeat(20_000), false],
];
for (const [regex, text, expected] of MATCHES) {
  test(`/${regex}/ ${expected ? 'matches' : 'does not match'} ${JSON.stringify(text.slice(0, 20))}`, () => {
    assert.equal(compileRegex(regex).matches(text), expected);
  });
}

const FILLED: readonly (readonly [regex: string, text: string, template: string, expected: string])[] = [
  ['(.*)', 'abc', '$1', 'abc'],
  ['(.*)', 'abc', '${1}x', 'abcx'],
  ['(.*)', 'abc', '$1x', ''],
  ['(.*)', 'abc', '$1_x', ''],
  ['(.*)', 'abc', '$1-x', 'abc-x'],
  ['(a)(b)(c)', 'abc', '$3$2$1$0', 'cbaabc'],
  ['(?P<first>.)(?P<rest>.*)', 'abc', '${rest}$first', 'bca'],
  ['(?P<first>.)(?P<rest>.*)', 'abc', '$restx', ''],
  ['(a)|(b)', 'b', '[$1][$2]', '[][b]'],
  ['(.*)', 'abc', '$2', ''],
  ['(.*)', 'abc', '$01', ''],
  ['(.*)', 'abc', '$999999999999', ''],
  ['(.*)', 'abc', '$$1', '$1'],
  ['(.*)', 'abc', '$', '$'],
  ['(.*)', 'abc', 'a$-b', 'a$-b'],
  ['(.*)', 'abc', '${1', '${1'],
  ['(.*)', 'abc', '${}', '${}'],
  ['(.*)', 'abc', '${a-b}', '${a-b}'],
  ['(.*)', '$1', '$1', '$1'],
  ['(.*)', 'abc', '$toString', ''],
];
for (const [regex, text, template, expected] of FILLED) {
  test(`${template} of /${regex}/ on ${text} is ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(compileRegex(regex).expand(text, [template]), [expected]);
  });
}

test('where nothing matches nothing is filled in', () => {
  assert.equal(compileRegex('a').expand('b', ['$0']), undefined);
});

const BAD: readonly (readonly [regex: string, words: string])[] = [
  ['(', 'missing closing ): `(`'],
  ['[a', 'missing closing ]: `[a`'],
  ['a)', 'unexpected ): `a)`'],
  ['*a', 'missing argument to repetition operator: `*`'],
  ['a**', 'invalid nested repetition operator: `**`'],
  ['a{2,1}', 'invalid repeat count: `{2,1}`'],
  ['x{1001}', 'invalid repeat count: `{1001}`'],
  ['\\1', 'invalid escape sequence: `\\1`'],
  ['(?=x)', 'invalid or unsupported Perl syntax: `(?=`'],
  ['(?P<a>x)(?P<a>y)', 'duplicate capture group name: `a`'],
];
for (const [regex, words] of BAD) {
  test(`/${regex}/ is refused`, () => {
    assert.equal(checkRegex(regex), words);
  });
}

test('what Prometheus takes passes, even brackets that only our anchors close', () => {
  for (const regex of ['', 'a', '(.*)', 'a|b', 'a)(?:b', '(?i)x', '\\pN', '[^/]+/?.*']) {
    assert.equal(checkRegex(regex), undefined, regex);
  }
});
