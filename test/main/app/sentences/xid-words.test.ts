import assert from 'node:assert/strict';
import test from 'node:test';
import { xidWords } from '../../../../main/app/sentences/xid-words.ts';

test('a known code says what to do, another one where to look', () => {
  assert.match(xidWords(79), /cannot reach the GPU/);
  assert.match(xidWords(48), /restart the GPU/);
  assert.match(xidWords(12_345), /kernel’s log/);
});
