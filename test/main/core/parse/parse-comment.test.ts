import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { grammarOf } from '../../../../main/core/parse/grammar.ts';
import { parseComment } from '../../../../main/core/parse/parse-comment.ts';

const ALL = 'counter, gauge, histogram, summary, untyped, gaugehistogram, stateset, info, unknown';
const OF_TEXT = 'counter, gauge, histogram, summary, untyped';
const OF_OPENMETRICS = 'counter, gauge, histogram, gaugehistogram, stateset, info, summary, unknown';
const META = '# HELP, # TYPE, # UNIT or # EOF';
const BEHIND = 'a blank behind the name';

const blank = { kind: 'blank' };
const help = (name: string, text: string) => ({ kind: 'help', name, text });
const type = (name: string, word: string) => ({ kind: 'type', name, type: word });
const unit = (name: string, word: string) => ({ kind: 'unit', name, unit: word });
const bad = (column: number, expected: string, name?: string) => ({ kind: 'bad', column, expected, name });

type Cases = readonly (readonly [line: string, expected: unknown])[];

const TEXT: Cases = [
  ['#', blank],
  ['# a comment', blank],
  ['#HELP x y', blank],
  ['# HELPER x y', blank],
  ['# EOF', blank],
  ['# UNIT a seconds', blank],
  ['# HELP', blank],
  ['# HELP ', blank],
  ['# TYPE  ', blank],
  ['# HELP a', help('a', '')],
  ['# HELP a ', help('a', '')],
  ['# HELP a one \\n two \\\\ "q" \\"', help('a', 'one \n two \\ "q" \\"')],
  ['#  HELP  a  \tb  c ', help('a', 'b  c ')],
  ['# HELP "my.metric" text', help('my.metric', 'text')],
  ['# HELP a-b x', bad(9, BEHIND, 'a')],
  ['# HELP 1 x', bad(8, 'a metric name')],
  ['# HELP "a x', bad(8, 'a metric name')],
  ['# HELP "" x', bad(8, 'a metric name')],
  ['# TYPE a counter', type('a', 'counter')],
  ['#\tTYPE  a\thistogram ', type('a', 'histogram')],
  ['# TYPE a:b untyped', type('a:b', 'unknown')],
  ['# TYPE "my \\"metric" counter', type('my "metric', 'counter')],
];

const TOLERANT: Cases = [
  ['# TYPE a gaugehistogram', type('a', 'gaugehistogram')],
  ['# TYPE a info', type('a', 'info')],
  ['# TYPE a stateset', type('a', 'stateset')],
  ['# TYPE a unknown', type('a', 'unknown')],
  ['# TYPE a speed', bad(10, ALL, 'a')],
  ['# TYPE a', bad(9, ALL, 'a')],
  ['# TYPE a Counter', bad(10, ALL, 'a')],
  ['# TYPE a counter x', bad(10, ALL, 'a')],
];

const STRICT_TEXT: Cases = [
  ['# TYPE a info', bad(10, OF_TEXT, 'a')],
  ['# TYPE a unknown', bad(10, OF_TEXT, 'a')],
  ['# TYPE a speed', bad(10, OF_TEXT, 'a')],
];

const OPENMETRICS: Cases = [
  ['# EOF', { kind: 'eof' }],
  ['# HELP a he\\n\\\\l\\tp \\" ', help('a', 'he\n\\l\\tp " ')],
  ['# HELP a  two blanks', help('a', ' two blanks')],
  ['# HELP a ', help('a', '')],
  ['# UNIT a_seconds seconds', unit('a_seconds', 'seconds')],
  ['# UNIT a ', unit('a', '')],
  ['# UNIT "a.b" b', unit('a.b', 'b')],
  ['# TYPE a gaugehistogram', type('a', 'gaugehistogram')],
  ['# TYPE "a.b" counter', type('a.b', 'counter')],
  ['# HELP a-b x', bad(9, BEHIND, 'a')],
];

const TOLERANT_OPENMETRICS: Cases = [
  ['# EOF ', { kind: 'eof' }],
  ['# EOF x', blank],
  ['#EOF', blank],
  ['# FOO a x', blank],
  ['# HELP a "q"', help('a', '"q"')],
  ['# TYPE\ta  gauge ', type('a', 'gauge')],
  ['# UNIT a\t bytes ', unit('a', 'bytes')],
  ['# TYPE a untyped', type('a', 'unknown')],
];

const STRICT_OPENMETRICS: Cases = [
  ['# EOF ', bad(1, META)],
  ['# EOFblah', bad(1, META)],
  ['#EOF', bad(1, META)],
  ['#', bad(1, META)],
  ['# FOO a x', bad(1, META)],
  ['# help a x', bad(1, META)],
  ['#  HELP a x', bad(1, META)],
  ['# HELP', bad(7, 'a metric name')],
  ['# HELP ', bad(8, 'a metric name')],
  ['# HELP  a x', bad(8, 'a metric name')],
  ['# HELP a', bad(9, BEHIND, 'a')],
  ['# HELP a\tx', bad(9, BEHIND, 'a')],
  ['# HELP a b\\\\"c', bad(13, '\\" for a quote', 'a')],
  ['# HELP a b\\\\\\"c', help('a', 'b\\"c')],
  ['# HELP a "', bad(10, '\\" for a quote', 'a')],
  ['# TYPE a  gauge', bad(10, OF_OPENMETRICS, 'a')],
  ['# TYPE a gauge ', bad(10, OF_OPENMETRICS, 'a')],
  ['# TYPE a untyped', bad(10, OF_OPENMETRICS, 'a')],
  ['# UNIT a_s s ', bad(12, 'a unit', 'a_s')],
  ['# UNIT a_m/s m/s', bad(11, BEHIND, 'a_m')],
  ['# UNIT a_s é', bad(12, 'a unit', 'a_s')],
];

const TABLES: readonly (readonly [string, 'text' | 'openmetrics', readonly boolean[], Cases])[] = [
  ['text', 'text', [false, true], TEXT],
  ['tolerant', 'text', [false], TOLERANT],
  ['strict text', 'text', [true], STRICT_TEXT],
  ['OpenMetrics', 'openmetrics', [false, true], OPENMETRICS],
  ['tolerant OpenMetrics', 'openmetrics', [false], [...TOLERANT, ...TOLERANT_OPENMETRICS]],
  ['strict OpenMetrics', 'openmetrics', [true], STRICT_OPENMETRICS],
];

for (const [name, format, modes, cases] of TABLES) {
  describe(name, () => {
    for (const [line, expected] of cases) {
      it(JSON.stringify(line), () => {
        for (const strict of modes) assert.deepEqual(parseComment(line, 0, grammarOf(format, strict)), expected);
      });
    }
  });
}
