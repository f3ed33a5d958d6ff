import assert from 'node:assert/strict';
import test from 'node:test';
import { parseNumber, parseSecondsAsMs, parseTimestampMs } from '../../../../main/core/parse/parse-number.ts';

type Case = readonly [text: string, value: number | undefined];

const NUMBERS: readonly Case[] = [
  ['1', 1],
  ['+1.5', 1.5],
  ['-.5', -0.5],
  ['-0', -0],
  ['5.', 5],
  ['5.e1', 50],
  ['0042', 42],
  ['1e+06', 1e6],
  ['1E5', 1e5],
  ['1.15891634176e+011', 115_891_634_176],
  ['9007199254740993', 9007199254740992],
  ['9223372036854775808', 2 ** 63],
  ['0.0002848191398461977', 0.0002848191398461977],
  ['1.7976931348623157e308', Number.MAX_VALUE],
  ['5e-324', Number.MIN_VALUE],
  ['1e-999', 0],
  ['NaN', NaN],
  ['nan', NaN],
  ['+Inf', Infinity],
  ['inf', Infinity],
  ['-INF', -Infinity],
  ['Infinity', Infinity],
  ['-infinity', -Infinity],
  ['1e999', undefined],
  ['-1e309', undefined],
  ['', undefined],
  ['+', undefined],
  ['+NaN', undefined],
  ['in', undefined],
  ['infinit', undefined],
  ['0x10', undefined],
  ['0x1p-2', undefined],
  ['0b1', undefined],
  ['0o7', undefined],
  ['1_000', undefined],
  ['1,5', undefined],
  ['--1', undefined],
  ['e5', undefined],
  ['1e', undefined],
  ['1e1.5', undefined],
  ['1.2.3', undefined],
  ['.', undefined],
  ['1 ', undefined],
  ['٣', undefined],
];

for (const [text, value] of NUMBERS) {
  test(`the number "${text}" is ${String(value)}`, () => {
    assert.equal(Object.is(parseNumber(text), value), true, String(parseNumber(text)));
  });
}

const MILLISECONDS: readonly Case[] = [
  ['1395066363000', 1395066363000],
  ['+7', 7],
  ['-3982045', -3982045],
  ['9223372036854774784', 9223372036854774784],
  ['9223372036854775808', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['NaN', undefined],
  ['', undefined],
  ['x', undefined],
];

for (const [text, ms] of MILLISECONDS) {
  test(`the time "${text}" in ms is ${String(ms)}`, () => {
    assert.equal(parseTimestampMs(text), ms);
  });
}

/** The last three are not what a product with 1,000 would give. */
const SECONDS: readonly Case[] = [
  ['123', 123_000],
  ['0', 0],
  ['000', 0],
  ['-1.5', -1500],
  ['.5', 500],
  ['5.', 5000],
  ['1.5e3', 1_500_000],
  ['1.726839813016397e+09', 1726839813016.397],
  ['12345678901234567890.1234567890', 12345678901234567890123.456789],
  ['1e-4', 0.1],
  ['1.001', 1001],
  ['4.35', 4350],
  ['1520879607.789', 1520879607789],
  ['1e308', undefined],
  ['NaN', undefined],
  ['Inf', undefined],
  ['0x1p-3', undefined],
  ['1_2', undefined],
  ['1.1.1', undefined],
  ['', undefined],
];

for (const [text, ms] of SECONDS) {
  test(`the time "${text}" in seconds is ${String(ms)} ms`, () => {
    assert.equal(parseSecondsAsMs(text), ms);
  });
}

test('a very long number that ends wrong costs no more than its length', () => {
  assert.equal(parseNumber(`${'1'.repeat(200_000)}x`), undefined);
  assert.equal(parseNumber(`${'1'.repeat(300)}.${'1'.repeat(200_000)}`), Number('1'.repeat(300)));
});
