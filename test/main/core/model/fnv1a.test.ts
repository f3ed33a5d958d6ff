import assert from 'node:assert/strict';
import test from 'node:test';
import { fnv1a } from '../../../../main/core/model/fnv1a.ts';

// Source of the numbers: the test vectors of FNV-1a's authors (isthe.com/chongo/tech/comp/fnv).
const VECTORS: readonly (readonly [text: string, hash: number])[] = [
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
];
for (const [text, hash] of VECTORS) {
  test(`the hash of "${text}"`, () => {
    assert.equal(fnv1a(text), hash);
  });
}
