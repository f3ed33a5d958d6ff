import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDuration, parsePort } from '../../../../main/hosts/headless/parse-duration.ts';
import { UsageError } from '../../../../main/hosts/headless/usage-error.ts';

const DURATIONS: readonly (readonly [string, number | undefined])[] = [
  ['500ms', 500],
  ['30s', 30_000],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['1.5s', 1_500],
  ['007s', 7_000],
  ['720h', undefined],
  ['0.0001ms', undefined],
  ['0s', undefined],
  ['0.0ms', undefined],
  ['-1s', undefined],
  ['30', undefined],
  ['s', undefined],
  ['', undefined],
  ['1d', undefined],
  ['1S', undefined],
  ['1m30s', 90_000],
  ['1 s', undefined],
  [' 1s', undefined],
  ['1s\n', undefined],
  ['.5s', 500],
  ['1.s', 1_000],
  ['999us', undefined],
  ['1e3s', undefined],
  ['Infinitys', undefined],
];

const PORTS: readonly (readonly [string, number | undefined])[] = [
  ['0', 0],
  ['8000', 8_000],
  ['65535', 65_535],
  ['65536', undefined],
  ['100000', undefined],
  ['', undefined],
  ['-1', undefined],
  ['80.5', undefined],
  ['0x50', undefined],
  ['http', undefined],
];

const READERS = [
  ['a duration', '--for', parseDuration, DURATIONS],
  ['a port', '--port', parsePort, PORTS],
] as const;

for (const [what, option, parse, rows] of READERS) {
  for (const [text, expected] of rows) {
    test(`${JSON.stringify(text)} is ${expected === undefined ? 'not ' : ''}${what}`, () => {
      if (expected !== undefined) assert.equal(parse(option, text), expected);
      else
        assert.throws(
          () => parse(option, text),
          (error) =>
            error instanceof UsageError &&
            error.message.startsWith(`${option} takes ${what} `) &&
            error.message.endsWith(`, not "${text}"`),
        );
    });
  }
}
