import assert from 'node:assert/strict';
import test from 'node:test';
import { parseNumber, parseTimestampMs } from '../../../../main/core/parse/parse-number.ts';

const NUMBERS: readonly (readonly [string, number | undefined])[] = [
  ['1', 1],
  ['+1.5', 1.5],
  ['-.5', -0.5],
  ['5.', 5],
  ['1e+06', 1e6],
  ['1.15891634176e+011', 115_891_634_176],
  ['9007199254740993', 9007199254740992],
  ['0.0002848191398461977', 0.0002848191398461977],
  ['NaN', NaN],
  ['nan', NaN],
  ['+Inf', Infinity],
  ['-Inf', -Infinity],
  ['Infinity', Infinity],
  ['', undefined],
  ['0x10', undefined],
  ['1_000', undefined],
  ['1,5', undefined],
  ['--1', undefined],
  ['e5', undefined],
  ['.', undefined],
];

for (const [text, value] of NUMBERS) {
  test(`"${text}" is ${String(value)}`, () => {
    assert.equal(Object.is(parseNumber(text), value), true);
  });
}

test('a timestamp is a whole number of milliseconds', () => {
  assert.deepEqual(['1395066363000', '-1', '1.5', 'x'].map(parseTimestampMs), [
    1395066363000,
    -1,
    undefined,
    undefined,
  ]);
});
