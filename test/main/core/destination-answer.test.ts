import assert from 'node:assert/strict';
import test from 'node:test';
import type { Outcome } from '../../../main/core/deliver/outcome.ts';
import { answeredNow, type DestinationAnswer } from '../../../main/core/destination-answer.ts';

const RETRY: Outcome = { kind: 'retry', unseen: false, afterMs: undefined, reason: 'answered 503' };
const HOLD: Outcome = { kind: 'hold', setting: 'token', unseen: false, reason: 'not accepted' };
const FAILING: DestinationAnswer = { atMs: 5, failure: 'answered 503', failingSinceMs: 5 };

const ROWS: readonly (readonly [string, DestinationAnswer | undefined, Outcome, DestinationAnswer])[] = [
  ['the first fails', undefined, RETRY, { atMs: 9, failure: 'answered 503', failingSinceMs: 9 }],
  ['it goes on to fail, otherwise', FAILING, HOLD, { atMs: 9, failure: 'not accepted', failingSinceMs: 5 }],
  ['it was taken', FAILING, { kind: 'delivered', rejectedPoints: 0, reasons: [] }, { atMs: 9, failure: '', failingSinceMs: undefined }],
  ['this one alone was refused', FAILING, { kind: 'dead', reason: 'answered 400' }, { atMs: 9, failure: '', failingSinceMs: undefined }],
]; // prettier-ignore

for (const [name, before, outcome, after] of ROWS) {
  test(name, () => {
    assert.deepEqual(answeredNow(before, outcome, 9), after);
  });
}
