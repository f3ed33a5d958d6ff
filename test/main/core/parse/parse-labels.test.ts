import assert from 'node:assert/strict';
import test from 'node:test';
import { grammarOf } from '../../../../main/core/parse/grammar.ts';
import { parseLabels, parseQuoted } from '../../../../main/core/parse/parse-labels.ts';

const tolerant = grammarOf('text', false);
const strictText = grammarOf('text', true);
const exact = grammarOf('openmetrics', true);

type Pairs = readonly (readonly [string, string])[];

const GOOD: readonly (readonly [string, string, Pairs, string?])[] = [
  ['none', '{}', []],
  ['sorted by name', '{b="1",a="2",c="3"}', [['a', '2'], ['b', '1'], ['c', '3']]],
  ['a trailing comma', '{a="1",}', [['a', '1']]],
  ['blanks and tabs everywhere', '{ \ta = "1" ,\tb = " 2 " }', [['a', '1'], ['b', ' 2 ']]],
  ['what ends things, inside quotes', '{a="},="}', [['a', '},=']]],
  ['an escaped quote', '{a="\\"",b="2"}', [['a', '"'], ['b', '2']]],
  ['an escaped backslash before the quote', '{a="\\\\",b="2"}', [['a', '\\'], ['b', '2']]],
  ['an escaped n, and a backslash before an n', '{a="\\n",b="\\\\n"}', [['a', '\n'], ['b', '\\n']]],
  ['a backslash that escapes nothing', '{a="\\x"}', [['a', '\\x']]],
  ['an empty value', '{a=""}', [['a', '']]],
  ['any UTF-8', '{a="ü€😀\u0000"}', [['a', 'ü€😀\u0000']]],
  ['names that objects have', '{__proto__="p",constructor="c"}', [['__proto__', 'p'], ['constructor', 'c']]],
  ['a label name in quotes', '{"a.b"="1","c\\"d"="2"}', [['a.b', '1'], ['c"d', '2']]],
  ['the name of the metric', '{"my.metric"}', [], 'my.metric'],
  ['the name of the metric first', '{"my.metric",a="1"}', [['a', '1']], 'my.metric'],
  ['the name of the metric later', '{a="1", "my.metric" , }', [['a', '1']], 'my.metric'],
]; // prettier-ignore

for (const [name, text, labels, metric] of GOOD) {
  test(name, () => {
    const expected = { ok: true, name: metric, labels, end: 1 + text.length };
    assert.deepEqual(parseLabels(`m${text} 1`, 1, tolerant), expected);
  });
}

/** Where it fails is shown by what stands there. */
const BAD: readonly (readonly [string, string, string, string])[] = [
  ['no end', '{', '', 'a label name or "}"'],
  ['a name that begins with a digit', '{1="2"}', '1="2"}', 'a label name or "}"'],
  ['a colon in a name', '{a:b="2"}', ':b="2"}', '"=" after the label name'],
  ['a comma alone', '{,}', ',}', 'a label name or "}"'],
  ['two commas', '{a="1",,b="2"}', ',b="2"}', 'a label name or "}"'],
  ['no value', '{a}', '}', '"=" after the label name'],
  ['nothing behind the name', '{a', '', '"=" after the label name'],
  ['no quotes', '{a=1}', '1}', 'a label value in quotes'],
  ['other quotes', "{a='1'}", "'1'}", 'a label value in quotes'],
  ['no closing quote', '{a="1}', '"1}', 'a closing quote'],
  ['no closing quote but an escaped one', '{a="1\\"}', '"1\\"}', 'a closing quote'],
  ['a backslash at the end', '{a="1\\', '"1\\', 'a closing quote'],
  ['no comma', '{a="1" b="2"}', 'b="2"}', '"," or "}"'],
  ['no brace', '{a="1"', '', '"," or "}"'],
  ['a name twice', '{a="1",a="1"}', 'a="1"}', 'label "a" only once'],
  ['a name twice, once in quotes', '{a="1",b="","a"="1"}', '"a"="1"}', 'label "a" only once'],
  ['the label of the metric itself', '{__name__="x"}', '__name__="x"}', 'another label name'],
  ['an empty name', '{""="x"}', '""="x"}', 'another label name'],
  ['an empty metric name', '{""}', '""}', 'a name'],
  ['two metric names', '{"a","b"}', '"b"}', 'one metric name'],
  ['a label name without closing quote', '{"a=1}', '"a=1}', 'a closing quote'],
  ['neither value nor end behind quotes', '{"a" b}', 'b}', '"=", "," or "}"'],
]; // prettier-ignore

for (const [name, text, rest, expected] of BAD) {
  test(name, () => {
    const result = parseLabels(text, 0, tolerant);
    assert.deepEqual(
      { ...result, name: undefined },
      { ok: false, name: undefined, at: text.length - rest.length, expected },
    );
  });
}

test('labels that fail still tell the metric that was named before', () => {
  assert.equal(parseLabels('{"my.metric",a=1}', 0, tolerant).name, 'my.metric');
});

test('many labels are told apart, and a name twice is found among them', () => {
  const names = Array.from({ length: 40 }, (_, at) => `l${at}`);
  const text = names.map((name) => `${name}="1"`).join(',');
  const result = parseLabels(`{${text}}`, 0, tolerant);
  assert.deepEqual(result.ok && result.labels.map(([name]) => name), [...names].sort());
  for (const twice of ['l0', 'l15', 'l16', 'l39']) {
    const { ok, ...rest } = parseLabels(`{${text},${twice}="1"}`, 0, tolerant);
    assert.deepEqual([ok, 'expected' in rest && rest.expected], [false, `label "${twice}" only once`]);
  }
});

test('the exact grammar has no blanks and no trailing comma', () => {
  assert.equal(parseLabels('{a="1",b="2"}', 0, exact).ok, true);
  for (const text of ['{ a="1"}', '{a ="1"}', '{a= "1"}', '{a="1" }', '{a="1", b="2"}', '{a="1",}']) {
    assert.equal(parseLabels(text, 0, exact).ok, false, text);
  }
});

test('strict text knows three escapes, and says where another stands', () => {
  assert.deepEqual(parseQuoted('"\\\\\\"\\n"', 0, strictText), { ok: true, text: '\\"\n', end: 8 });
  assert.deepEqual(parseQuoted('"a\\\\t\\t"', 0, strictText), { ok: false, at: 5, expected: '\\\\, \\" or \\n' });
  assert.deepEqual(parseQuoted('"\\t"', 0, strictText), { ok: false, at: 1, expected: '\\\\, \\" or \\n' });
  assert.deepEqual(parseQuoted('"a\\t"', 0, exact), { ok: true, text: 'a\\t', end: 5 });
});
