import assert from 'node:assert/strict';
import test from 'node:test';
import { overview } from '../../../renderer/words/overview.ts';

test('what is read aloud stands in whole words', () => {
  assert.equal(overview.box('spark-01'), 'Box spark-01');
  assert.equal(overview.bar('40', '9'), '40 running, 9 waiting');
  assert.equal(overview.range('KV cache', '20 %', '97 %'), 'KV cache in the last minutes: lowest 20 %, highest 97 %');
  assert.equal(overview.nothingKnown('KV cache'), 'KV cache: nothing known of the last minutes');
});
