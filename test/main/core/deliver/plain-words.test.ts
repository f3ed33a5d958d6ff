import assert from 'node:assert/strict';
import test from 'node:test';
import { plainWords } from '../../../../main/core/deliver/plain-words.ts';

const ROWS: readonly (readonly [string, string, string])[] = [
  ['as it is', 'no way: ä 漢 😀', 'no way: ä 漢 😀'],
  ['blanks and line breaks', ' a\r\n\t b\u2028c ', 'a b c'],
  ['what a terminal obeys', 'a\u001b[31mb\u0007\u009bc', 'a\ufffd[31mb\ufffd\ufffdc'],
  ['zero bytes', 'a\0b', 'a\ufffdb'],
  ['what turns the direction of writing', 'a\u202eb\u2066c', 'a\ufffdb\ufffdc'],
  ['half a pair of surrogates', 'a\ud83d', 'a\ufffd'],
  ['ten characters whole', '1234567890', '1234567890'],
  ['eleven are cut', '12345678901', '1234567890 …'],
  ['no pair is cut through', '123456789😀', '123456789 …'],
];

for (const [name, text, expected] of ROWS) {
  test(name, () => {
    assert.equal(plainWords(text, 10 + (text.includes('no way') ? 20 : 0)), expected);
  });
}
