import assert from 'node:assert/strict';
import test from 'node:test';
import type { ExpositionFormat } from '../../../../main/core/model/exposition.ts';
import { HistogramCheck } from '../../../../main/core/parse/strict-histogram.ts';

/** A suffix, a value and, for a bucket, its bound. */
type Part = readonly [suffix: string, value: number, le?: string];

/** What each part and then the end break; undefined left out. */
function problems(format: ExpositionFormat, parts: readonly Part[]): string[] {
  const check = new HistogramCheck(format);
  const found = parts.map(([suffix, value, le]) => {
    const labels: [string, string][] = le === undefined ? [] : [['le', le]];
    return check.add(suffix, { name: `h${suffix}`, labels, value, timestampMs: undefined, exemplar: undefined });
  });
  return [...found, check.end()].filter((problem) => problem !== undefined);
}

const LAST: Part = ['_bucket', 2, '+Inf'];
const NEGATIVE: Part = ['_bucket', 1, '-1'];

const CASES: readonly (readonly [string, ExpositionFormat, readonly Part[], readonly string[]])[] = [
  ['whole', 'text', [['_bucket', 1, '1'], LAST, ['_sum', 9], ['_count', 2]], []],
  ['whole, the sum and the count first', 'text', [['_sum', 9], ['_count', 2], ['_bucket', 1, '1'], LAST], []],
  ['negative bounds with a sum', 'text', [NEGATIVE, LAST, ['_sum', -9], ['_count', 2]], []],
  ['no count', 'text', [LAST], ['a _count beside the buckets']],
  ['no bucket', 'text', [['_count', 2]], ['a bucket le="+Inf"']],
  ['no last bucket', 'text', [['_bucket', 2, '1'], ['_count', 2]], ['a bucket le="+Inf"']],
  ['another count', 'text', [LAST, ['_count', 3]], ['a count equal to the bucket le="+Inf"']],
  ['another order', 'text', [['_bucket', 1, '2'], ['_bucket', 1, '10'], ['_bucket', 2, '5'], LAST, ['_count', 2]], ['buckets in ascending order of "le"']],
  ['a bound twice', 'text', [['_bucket', 1, '1'], ['_bucket', 1, '1.0'], LAST, ['_count', 2]], ['buckets in ascending order of "le"']],
  ['falling', 'text', [['_bucket', 3, '1'], LAST, ['_count', 3]], ['buckets that do not fall', 'a bucket le="+Inf"']],
  ['no number in le', 'text', [['_bucket', 1, 'x'], LAST, ['_count', 2]], ['a number in "le"']],
  ['no le', 'text', [['_bucket', 1], LAST, ['_count', 2]], ['a number in "le"']],
  ['NaN in le', 'text', [['_bucket', 1, 'NaN'], LAST, ['_count', 2]], ['a number in "le"']],
  ['whole', 'openmetrics', [LAST, ['_sum', 9], ['_count', 2], ['_created', 1]], []],
  ['a bound of zero with a sum', 'openmetrics', [['_bucket', 0, '0'], LAST, ['_sum', 9], ['_count', 2]], []],
  ['buckets alone', 'openmetrics', [NEGATIVE, LAST], []],
  ['a count without a sum', 'openmetrics', [LAST, ['_count', 2]], ['a sum and a count, or neither']],
  ['a sum without a count', 'openmetrics', [LAST, ['_sum', 2]], ['a sum and a count, or neither']],
  ['a gauge sum without a count', 'openmetrics', [LAST, ['_gsum', 2]], ['a sum and a count, or neither']],
  ['negative bounds with a sum', 'openmetrics', [NEGATIVE, LAST, ['_sum', 9], ['_count', 2]], ['no _sum beside a negative "le"']],
  ['negative bounds with a gauge sum', 'openmetrics', [NEGATIVE, LAST, ['_gsum', -9], ['_gcount', 2]], []],
  ['a negative gauge sum', 'openmetrics', [LAST, ['_gsum', -9], ['_gcount', 2]], ['a _gsum below zero only beside a negative "le"']],
  ['another gauge count', 'openmetrics', [LAST, ['_gsum', 9], ['_gcount', 3]], ['a count equal to the bucket le="+Inf"']],
]; // prettier-ignore

for (const [name, format, parts, expected] of CASES) {
  test(`${format}: ${name}`, () => {
    assert.deepEqual(problems(format, parts), expected);
  });
}
