import assert from 'node:assert/strict';
import test from 'node:test';
import { parseLine } from '../../../../main/core/parse/parse-line.ts';

const sample = (name: string, labels: [string, string][], value: number, timestampMs?: number) => ({
  kind: 'sample',
  sample: { name, labels, value, timestampMs },
});
const bad = (column: number, expected: string, name?: string) => ({ kind: 'bad', column, expected, name });

const LINES: readonly (readonly [string, unknown])[] = [
  ['', { kind: 'blank' }],
  ['   \t', { kind: 'blank' }],
  ['# a comment', { kind: 'blank' }],
  ['#HELP x y', { kind: 'blank' }],
  ['# HELP a one \\n two \\\\ "q"', { kind: 'help', name: 'a', text: 'one \n two \\ "q"' }],
  ['# HELP a', { kind: 'help', name: 'a', text: '' }],
  ['# TYPE a counter', { kind: 'type', name: 'a', type: 'counter' }],
  ['#\tTYPE  a  histogram ', { kind: 'type', name: 'a', type: 'histogram' }],
  ['# TYPE a speed', bad(10, 'counter, gauge, histogram, summary or untyped', 'a')],
  ['a 1', sample('a', [], 1)],
  ['a:b_c 1 1395066363000', sample('a:b_c', [], 1, 1395066363000)],
  ['  a \t 1  ', sample('a', [], 1)],
  ['a{} 1', sample('a', [], 1)],
  ['a{b="c"}1', sample('a', [['b', 'c']], 1)],
  ['a { z = "1" , b = "2" , } 3', sample('a', [['b', '2'], ['z', '1']], 3)], // prettier-ignore
  ['a{b="x\\"y\\\\z\\n{}="} 1', sample('a', [['b', 'x"y\\z\n{}=']], 1)],
  ['a{b="\\t"} 1', sample('a', [['b', '\\t']], 1)],
  ['a{__proto__="x"} 1', sample('a', [['__proto__', 'x']], 1)],
  ['a{b="ü€😀"} 1', sample('a', [['b', 'ü€😀']], 1)],
  ['a{b=""} NaN', sample('a', [['b', '']], NaN)],
  ['1a 1', bad(1, 'a metric name')],
  ['a', bad(2, 'a number', 'a')],
  ['a x', bad(3, 'a number', 'a')],
  ['a 1 x', bad(5, 'a time in ms', 'a')],
  ['a 1 2 3', bad(7, 'the end of the line', 'a')],
  ['a{', bad(3, 'a label name or "}"', 'a')],
  ['a{b', bad(4, '"=" after the label name', 'a')],
  ['a{b=c} 1', bad(5, 'a label value in quotes', 'a')],
  ['a{b="c} 1', bad(5, 'a closing quote', 'a')],
  ['a{b="c\\', bad(5, 'a closing quote', 'a')],
  ['a{b="c" d="e"} 1', bad(9, '"," or "}"', 'a')],
  ['a{b="1",b="2"} 1', bad(9, 'label "b" only once', 'a')],
];

for (const [text, line] of LINES) {
  test(`reads ${JSON.stringify(text)}`, () => {
    assert.deepEqual(parseLine(text), line);
  });
}
