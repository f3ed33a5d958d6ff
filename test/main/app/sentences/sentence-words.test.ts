import assert from 'node:assert/strict';
import test from 'node:test';
import { SENTENCE_WORDS } from '../../../../main/app/sentences/sentence-words.ts';

test('what lasts less than a minute has no number that changes all the time', () => {
  assert.equal(SENTENCE_WORDS.loading({ sinceMs: 59_000 }), 'The model is loading.');
  assert.equal(SENTENCE_WORDS.loading({ sinceMs: 60_000 }), 'The model has been loading for 1 min.');
  assert.match(SENTENCE_WORDS.xid({ code: 13, agoMs: 120_000 }), /XID 13 2 min ago:/);
});

test('a value that is not known is left out', () => {
  assert.equal(SENTENCE_WORDS.waiting({ cache: null, waiting: 2 }), '2 requests waiting.');
  assert.equal(
    SENTENCE_WORDS.slowed_by_heat({ degrees: null }),
    'A GPU runs slower because it is too hot: check its cooling.',
  );
});
