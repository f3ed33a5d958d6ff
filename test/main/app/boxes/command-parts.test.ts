import assert from 'node:assert/strict';
import test from 'node:test';
import { commandParts } from '../../../../main/app/boxes/command-parts.ts';

const GRAMMAR = { shortWithValue: 'HX', longTakesValue: (name: string) => name === 'url' };

const CASES: readonly (readonly [
  words: readonly string[],
  parts: readonly (readonly [string | undefined, string])[],
])[] = [
  [
    ['a', '-', '-s', 'b'],
    [
      [undefined, 'a'],
      [undefined, '-'],
      ['-s', ''],
      [undefined, 'b'],
    ],
  ],
  [
    ['-X', 'POST', '-XPUT', '-sX', 'GET'],
    [
      ['-X', 'POST'],
      ['-X', 'PUT'],
      ['-X', 'GET'],
    ],
  ],
  [
    ['--url', 'a', '--url=b=c', '--silent', 'd'],
    [
      ['--url', 'a'],
      ['--url', 'b=c'],
      ['--silent', ''],
      [undefined, 'd'],
    ],
  ],
  [['-H'], [['-H', '']]],
];

for (const [words, parts] of CASES) {
  test(words.join(' '), () => {
    assert.deepEqual(
      commandParts(words, GRAMMAR).map(({ option, value }) => [option, value]),
      parts,
    );
  });
}
