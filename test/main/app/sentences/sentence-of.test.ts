import assert from 'node:assert/strict';
import test from 'node:test';
import { sentenceOf } from '../../../../main/app/sentences/sentence-of.ts';
import { nimPage, scrapedBox } from './scraped-box.ts';

test('where several rules apply, the most important one speaks', () => {
  const busy = nimPage({ running: 64, waiting: 9, cache: 0.95 });
  const failed = { failure: 'no answer', health: 'down' } as const;
  const blocked = { forwarding: { blockedBy: 'token', reason: '', sinceMs: 0 } } as const;
  assert.equal(sentenceOf(scrapedBox([busy, busy])).id, 'memory_bound');
  assert.equal(sentenceOf(scrapedBox([busy, busy], 60_000, blocked)).id, 'token_refused');
  assert.equal(sentenceOf(scrapedBox([busy, failed], 60_000, blocked)).id, 'down');
  assert.equal(
    sentenceOf(scrapedBox([busy, failed], 60_000, { ...blocked, networkTrouble: 'Offline.' })).text,
    'Offline.',
  );
});

test('where none applies, it says how it goes', () => {
  const text = nimPage({ running: 1, cache: 0.1 });
  assert.deepEqual(sentenceOf(scrapedBox([text, text])), { id: 'running', text: '1 request running, none waiting.' });
});
