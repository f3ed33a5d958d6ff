import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { grammarOf } from '../../../../main/core/parse/grammar.ts';
import { parseLine } from '../../../../main/core/parse/parse-line.ts';

type Pairs = readonly (readonly [string, string])[];
type Cases = readonly (readonly [line: string, expected: unknown])[];

const sample = (name: string, labels: Pairs, value: number, timestampMs?: number, exemplar?: unknown) => ({
  kind: 'sample',
  sample: { name, labels, value, timestampMs, exemplar },
});
const example = (labels: Pairs, value: number, timestampMs?: number) => ({ labels, value, timestampMs });
const bad = (column: number, expected: string, name?: string) => ({ kind: 'bad', column, expected, name });

const END = 'the end of the line';
const MS = 'a time in ms';
const SECONDS = 'a time in seconds';
const BRACES = 'the labels of an exemplar in braces';

/** Both readings of both formats agree. */
const EVERYWHERE: Cases = [
  ['a 1', sample('a', [], 1)],
  ['a{} 1', sample('a', [], 1)],
  ['a{b="c"} NaN', sample('a', [['b', 'c']], NaN)],
  ['a:b_c{z="1",b="2"} -Inf', sample('a:b_c', [['b', '2'], ['z', '1']], -Infinity)], // prettier-ignore
  ['a{b="x\\"y\\\\z\\n{}="} 1', sample('a', [['b', 'x"y\\z\n{}=']], 1)],
  ['a{__proto__="x"} 1', sample('a', [['__proto__', 'x']], 1)],
  ['a{b=" # {c=\\"d\\"} 1"} 1', sample('a', [['b', ' # {c="d"} 1']], 1)],
  ['{"my.metric"} 1', sample('my.metric', [], 1)],
  ['{"my.metric",b="c"} 1', sample('my.metric', [['b', 'c']], 1)],
  ['a{"b.c"="d"} 1', sample('a', [['b.c', 'd']], 1)],
  ['# TYPE a counter', { kind: 'type', name: 'a', type: 'counter' }],
  ['1a 1', bad(1, 'a metric name')],
  ['@a{b="c"} 3.14 2', bad(1, 'a metric name')],
  ['{b="c"} 3.14', bad(1, 'a metric name')],
  ['{} 1', bad(1, 'a metric name')],
  ['é 1', bad(1, 'a metric name')],
  ['a{"b"} 1', bad(2, 'one metric name', 'a')],
  ['a x', bad(3, 'a number', 'a')],
  ['a ', bad(3, 'a number', 'a')],
  ['a 0x1', bad(3, 'a number', 'a')],
  ['a 1_000', bad(3, 'a number', 'a')],
  ['a 1e999', bad(3, 'a number', 'a')],
  ['a{', bad(3, 'a label name or "}"', 'a')],
  ['a{b', bad(4, '"=" after the label name', 'a')],
  ['a{b=c} 1', bad(5, 'a label value in quotes', 'a')],
  ['a{b="c} 1', bad(5, 'a closing quote', 'a')],
  ['a{b="c\\', bad(5, 'a closing quote', 'a')],
  ['a{b="1",b="2"} 1', bad(9, 'label "b" only once', 'a')],
  ['{"a.b",c=1} 1', bad(10, 'a label value in quotes', 'a.b')],
  ['a{b="c"} 3.14 2 3', bad(17, END, 'a')],
];

const TEXT: Cases = [
  ['', { kind: 'blank' }],
  ['   \t', { kind: 'blank' }],
  ['  # HELP a b', { kind: 'help', name: 'a', text: 'b' }],
  ['a', bad(2, 'a number', 'a')],
  ['a-b 1', bad(2, 'a number', 'a')],
  ['a.b 1', bad(2, 'a number', 'a')],
  ['a\u00a01', bad(2, 'a number', 'a')],
  ['a 1 1395066363000', sample('a', [], 1, 1395066363000)],
  ['a 1 -7', sample('a', [], 1, -7)],
  ['  a \t 1  ', sample('a', [], 1)],
  ['a{b="c"}1', sample('a', [['b', 'c']], 1)],
  ['a { z = "1" , b = "2" , } 3', sample('a', [['b', '2'], ['z', '1']], 3)], // prettier-ignore
  ['{ "my.metric" , b="c" } 1', sample('my.metric', [['b', 'c']], 1)],
  ['a 1\t2\t', sample('a', [], 1, 2)],
  ['a 1 x', bad(5, MS, 'a')],
  ['a 1 2.72', bad(5, MS, 'a')],
  ['a 1 # {b="c"} 1', bad(5, MS, 'a')],
  ['a 1 2 # {b="c"} 1', bad(7, END, 'a')],
  ['a{b="c"+} 3.14', bad(8, '"," or "}"', 'a')],
];

const TOLERANT_TEXT: Cases = [['a{b="\\t"} 1', sample('a', [['b', '\\t']], 1)]];
const STRICT_TEXT: Cases = [['a{b="\\t"} 1', bad(6, '\\\\, \\" or \\n', 'a')]];

const OPENMETRICS: Cases = [
  ['a{b="\\t"} 1', sample('a', [['b', '\\t']], 1)],
  ['a 1 1520879607.789', sample('a', [], 1, 1520879607789)],
  ['a 1 1.5e3', sample('a', [], 1, 1_500_000)],
  ['a 1 # {} 0.5', sample('a', [], 1, undefined, example([], 0.5))],
  ['a 1 # {b="c"} 0.5 7', sample('a', [], 1, undefined, example([['b', 'c']], 0.5, 7000))],
  ['a{d="e"} 1 2 # {b=" # "} NaN', sample('a', [['d', 'e']], 1, 2000, example([['b', ' # ']], NaN))],
  ['a 1 NaN', bad(5, SECONDS, 'a')],
  ['a 1 +Inf', bad(5, SECONDS, 'a')],
  ['a 1 #', bad(6, BRACES, 'a')],
  ['a 1 # b="c"} 1', bad(7, BRACES, 'a')],
  ['a 1# {} 1', bad(3, 'a number', 'a')],
  ['a 1 # {b=1} 1', bad(10, 'a label value in quotes', 'a')],
  ['a 1 # {"b"} 1', bad(7, 'no metric name in an exemplar', 'a')],
  ['a 1 # {} x', bad(10, 'a number', 'a')],
  ['a 1 # {} ', bad(10, 'a number', 'a')],
  ['a 1 # {} 1 x', bad(12, SECONDS, 'a')],
  ['a 1 # {} 1 1 1', bad(14, END, 'a')],
  ['a 1 2 x', bad(7, END, 'a')],
  ['a 1 # {} 1 # {} 1', bad(12, END, 'a')],
];

const TOLERANT_OPENMETRICS: Cases = [
  ['', { kind: 'blank' }],
  [' a  1\t2 ', sample('a', [], 1, 2000)],
  ['a{ b = "c", }1', sample('a', [['b', 'c']], 1)],
  ['a 1 #{}1', sample('a', [], 1, undefined, example([], 1))],
  ['a', bad(2, 'a number', 'a')],
];

const STRICT_OPENMETRICS: Cases = [
  ['', bad(1, 'no empty line')],
  [' a 1', bad(1, 'a metric name')],
  [' # HELP a b', bad(1, 'a metric name')],
  ['a', bad(2, 'one blank', 'a')],
  ['a  1', bad(3, 'a number', 'a')],
  ['a\t1', bad(2, 'one blank', 'a')],
  ['a-b 1', bad(2, 'one blank', 'a')],
  ['a 1 ', bad(4, END, 'a')],
  ['a 1\t', bad(4, 'one blank', 'a')],
  ['a 1\r', bad(3, 'a number', 'a')],
  ['a 1  2', bad(5, SECONDS, 'a')],
  ['a 1 2 ', bad(6, END, 'a')],
  ['a {b="c"} 1', bad(3, 'a number', 'a')],
  ['a{b="c"}1', bad(9, 'one blank', 'a')],
  ['a{b="c",} 1', bad(9, 'a label name', 'a')],
  ['a{b="c", d="e"} 1', bad(9, 'a label name or "}"', 'a')],
  ['a 1 #{} 1', bad(6, BRACES, 'a')],
  ['a 1 # {}1', bad(9, 'one blank', 'a')],
  ['a 1 # {} 1 ', bad(11, END, 'a')],
  ['a 1 # {} 1 1 ', bad(13, END, 'a')],
];

const TABLES: readonly (readonly [string, readonly (readonly ['text' | 'openmetrics', boolean])[], Cases])[] = [
  ['everywhere', [['text', false], ['text', true], ['openmetrics', false], ['openmetrics', true]], EVERYWHERE],
  ['text', [['text', false], ['text', true]], TEXT],
  ['tolerant text', [['text', false]], TOLERANT_TEXT],
  ['strict text', [['text', true]], STRICT_TEXT],
  ['OpenMetrics', [['openmetrics', false], ['openmetrics', true]], OPENMETRICS],
  ['tolerant OpenMetrics', [['openmetrics', false]], TOLERANT_OPENMETRICS],
  ['strict OpenMetrics', [['openmetrics', true]], STRICT_OPENMETRICS],
]; // prettier-ignore

for (const [name, readings, cases] of TABLES) {
  describe(name, () => {
    for (const [line, expected] of cases) {
      it(JSON.stringify(line), () => {
        for (const reading of readings) assert.deepEqual(parseLine(line, grammarOf(...reading)), expected);
      });
    }
  });
}
