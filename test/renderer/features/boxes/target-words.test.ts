import assert from 'node:assert/strict';
import test from 'node:test';
import { targetFacts, targetLook } from '../../../../renderer/features/boxes/target-words.ts';

const NEVER = { good: 0, failed: 2, lastGoodMs: null };
const GOOD = { good: 1_204, failed: 0, lastGoodMs: 1_000 };

test('how often an address answered, and when last', () => {
  assert.equal(targetFacts({ scrapes: GOOD }, 6_000), '1,204 good, the last 5 s ago');
  assert.equal(targetFacts({ scrapes: { ...GOOD, failed: 3 } }, 6_000), '1,204 good, the last 5 s ago, 3 failed');
  assert.equal(targetFacts({ scrapes: NEVER }, 6_000), 'No good scrape yet, 2 failed');
});

test('it looks as a box would', () => {
  assert.deepEqual(
    [
      targetLook({ scrapes: GOOD, failure: '' }).shape,
      targetLook({ scrapes: NEVER, failure: '' }).shape,
      targetLook({ scrapes: GOOD, failure: 'refused' }).shape,
    ],
    ['dot', 'ring', 'cross'],
  );
});
