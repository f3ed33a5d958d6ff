import assert from 'node:assert/strict';
import test from 'node:test';
import { RULE_WORDS, wordsOf } from '../../../../main/app/alert-rules/alert-words.ts';
import { DEFAULT_RULES } from '../../../../main/app/alert-rules/default-rules.ts';

test('each default rule has words of its own', () => {
  const names = DEFAULT_RULES.map(({ id }) => wordsOf(id).name);
  assert.equal(new Set(names).size, DEFAULT_RULES.length);
  assert.equal(wordsOf('cache_full'), RULE_WORDS.cache_full);
});

test('values stand there as one says them', () => {
  assert.equal(wordsOf('cache_full').fired(0.934), 'KV cache at 93 %, and requests wait for it');
  assert.equal(wordsOf('queue_grows').fired(9), 'The queue has grown by at least 9 requests');
  assert.equal(wordsOf('queue_grows').fired(-27), 'The queue has grown', 'it shrinks again');
  assert.equal(wordsOf('first_token_slow').fired(2.34), 'The first token takes 2.3 s (p95)');
  assert.equal(wordsOf('first_token_slow').fired(Infinity), 'The first token takes longer than can be measured (p95)');
  assert.equal(wordsOf('requests_fail').fired(0.035), '4 % of the requests fail');
  assert.match(wordsOf('xid').fired(79), /XID 79: the computer cannot reach the GPU/);
});

test('a rule of the user’s own is called by its id', () => {
  const { name, fired, resolved } = wordsOf('constructor');
  assert.deepEqual([name, fired(0.123456), resolved], ['constructor', 'It is at 0.123', 'It is over']);
});
