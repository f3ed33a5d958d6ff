import assert from 'node:assert/strict';
import test from 'node:test';
import { linkWords } from '../../../renderer/ui/link-words.ts';

test('says nothing while all is well, and what to do where it is not', () => {
  assert.equal(linkWords('connecting'), '');
  assert.equal(linkWords('here'), '');
  assert.match(linkWords('away'), /away/);
  assert.match(linkWords('refused'), /run --open/);
});
