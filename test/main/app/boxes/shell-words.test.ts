import assert from 'node:assert/strict';
import test from 'node:test';
import { shellWords } from '../../../../main/app/boxes/shell-words.ts';

const CASES: readonly (readonly [text: string, words: readonly string[]])[] = [
  ['', []],
  ['curl -s  http://a', ['curl', '-s', 'http://a']],
  [`a 'b c' "d \\"e\\"" f\\ g`, ['a', 'b c', 'd "e"', 'f g']],
  [`-H'x: y'"z"`, ['-Hx: yz']],
  ['curl \\\n  -s \\\r\n http://a', ['curl', '-s', 'http://a']],
  ['curl ^\r\n  -s `\n http://a', ['curl', '-s', 'http://a']],
  [`open 'quote`, ['open', 'quote']],
  ['C:\\\\x', ['C:\\x']],
];

for (const [text, words] of CASES) {
  test(`words of ${JSON.stringify(text)}`, () => assert.deepEqual(shellWords(text), words));
}
