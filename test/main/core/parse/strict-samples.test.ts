import assert from 'node:assert/strict';
import test from 'node:test';
import type { MetricType } from '../../../../main/core/model/exposition.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { sampleProblem } from '../../../../main/core/parse/strict-samples.ts';

const NOT_COUNTED = 'a value that is neither negative nor NaN';
const WHOLE = 'a whole number';
const LE = 'a number in "le"';
const QUANTILE = 'a "quantile" from 0 to 1';
const ONLY = 'an exemplar only on a bucket or a _total';

const le = (bound: string): Labels => [['le', bound]];
const quantile = (value: string): Labels => [['quantile', value]];

const VALUES: readonly (readonly [MetricType, string, Labels, number, string?])[] = [
  ['counter', '_total', [], 1.5],
  ['counter', '_total', [], Infinity],
  ['counter', '_total', [], NaN, NOT_COUNTED],
  ['counter', '_total', [], -1, NOT_COUNTED],
  ['counter', '_created', [], -1],
  ['gauge', '', [], NaN],
  ['gauge', '', [], -1.5],
  ['unknown', '', [], -1.5],
  ['info', '_info', [], 1],
  ['info', '_info', [], 0, 'the value 1'],
  ['stateset', '', [['f', 'x']], 0],
  ['stateset', '', [['f', 'x']], 1],
  ['stateset', '', [['f', 'x']], 2, 'the value 0 or 1'],
  ['stateset', '', [['f', 'x']], NaN, 'the value 0 or 1'],
  ['stateset', '', [['g', 'x']], 1, 'a label "f" with the state'],
  ['histogram', '_bucket', le('1'), 1],
  ['histogram', '_bucket', le('1'), 1.5, WHOLE],
  ['histogram', '_bucket', le('1'), -1, NOT_COUNTED],
  ['histogram', '_bucket', [], 1, LE],
  ['histogram', '_bucket', le('x'), 1, LE],
  ['histogram', '_bucket', le('NaN'), 1, LE],
  ['histogram', '_sum', [], 1.5],
  ['histogram', '_sum', [], -1, NOT_COUNTED],
  ['histogram', '_sum', [], NaN, NOT_COUNTED],
  ['histogram', '_count', [], 1.5, WHOLE],
  ['histogram', '_count', [], NaN, NOT_COUNTED],
  ['gaugehistogram', '_bucket', le('-1'), 0],
  ['gaugehistogram', '_bucket', [], 0, LE],
  ['gaugehistogram', '_gsum', [], -1.5],
  ['gaugehistogram', '_gsum', [], NaN, 'a sum that is a number'],
  ['gaugehistogram', '_gcount', [], -1, NOT_COUNTED],
  ['gaugehistogram', '_gcount', [], 0.5, WHOLE],
  ['summary', '', quantile('0'), NaN],
  ['summary', '', quantile('1.0'), 2.5],
  ['summary', '', quantile('0.5'), 0],
  ['summary', '', quantile('0.5'), -1, 'a quantile that is not negative'],
  ['summary', '', [], 1, QUANTILE],
  ['summary', '', quantile('1.01'), 1, QUANTILE],
  ['summary', '', quantile('-1'), 1, QUANTILE],
  ['summary', '', quantile('NaN'), 1, QUANTILE],
  ['summary', '', quantile('foo'), 1, QUANTILE],
  ['summary', '_sum', [], 1.5],
  ['summary', '_sum', [], -1, NOT_COUNTED],
  ['summary', '_count', [], 1.5, WHOLE],
];

for (const [type, suffix, labels, value, expected] of VALUES) {
  test(`${type} f${suffix}${JSON.stringify(labels)} ${value}: ${expected ?? 'fine'}`, () => {
    const sample = { name: `f${suffix}`, labels, value, timestampMs: undefined, exemplar: undefined };
    assert.equal(sampleProblem({ family: 'f', type, suffix, sample }), expected);
  });
}

const LONG = 'exemplar labels of at most 128 characters';
const label = (length: number, character = 'x'): Labels => [['a', character.repeat(length - 1)]];

const EXEMPLARS: readonly (readonly [MetricType, string, Labels, Labels, number, string?])[] = [
  ['counter', '_total', [], [], 1],
  ['counter', '_created', [], [], 1, ONLY],
  ['histogram', '_bucket', le('+Inf'), [], 1],
  ['gaugehistogram', '_bucket', le('+Inf'), [], 1],
  ['histogram', '_sum', [], [], 1, ONLY],
  ['histogram', '_count', [], [], 1, ONLY],
  ['gauge', '', [], [], 1, ONLY],
  ['unknown', '', [], [], 1, ONLY],
  ['info', '_info', [], [], 1, ONLY],
  ['stateset', '', [['f', 'x']], [], 1, ONLY],
  ['summary', '', quantile('1'), [], 1, ONLY],
  ['counter', '_total', [], label(128), 1],
  ['counter', '_total', [], label(129), 1, LONG],
  ['counter', '_total', [], label(128, '😀'), 1],
  ['counter', '_total', [], [...label(64), ...label(65)], 1, LONG],
  ['histogram', '_bucket', le('1'), [], 1],
  ['histogram', '_bucket', le('1'), [], 1.5, 'an exemplar within its bucket'],
];

for (const [type, suffix, labels, exemplarLabels, exemplarValue, expected] of EXEMPLARS) {
  test(`exemplar ${exemplarValue} on ${type} f${suffix}: ${expected ?? 'fine'}`, () => {
    const exemplar = { labels: exemplarLabels, value: exemplarValue, timestampMs: undefined };
    const sample = { name: `f${suffix}`, labels, value: 1, timestampMs: undefined, exemplar };
    assert.equal(sampleProblem({ family: 'f', type, suffix, sample }), expected);
  });
}
