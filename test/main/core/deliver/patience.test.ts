import assert from 'node:assert/strict';
import test from 'node:test';
import type { Outcome } from '../../../../main/core/deliver/outcome.ts';
import { Patience } from '../../../../main/core/deliver/patience.ts';

const DELIVERED: Outcome = { kind: 'delivered', rejectedPoints: 0, reasons: [] };
const TOO_LARGE: Outcome = { kind: 'too_large', reason: 'big' };
const RETRY: Outcome = { kind: 'retry', unseen: false, afterMs: undefined, reason: 'busy' };
const DEAD: Outcome = { kind: 'dead', reason: 'answered 400' };
const HOLD: Outcome = { kind: 'hold', setting: 'token', unseen: false, reason: 'no' };
const HELD_MS = 180_000;

/** The waits after these outcomes, and how it stands then. */
function learned(...outcomes: readonly Outcome[]) {
  const patience = new Patience(() => 0);
  const waits = outcomes.map((outcome) => patience.learn(outcome));
  return { waits, standing: patience.standing, patience };
}

const ROWS: readonly (readonly [string, readonly Outcome[], readonly number[], object])[] = [
  ['nothing', [], [], { kind: 'sending' }],
  ['a success', [DELIVERED], [0], { kind: 'sending' }],
  ['failures, each twice as long', [RETRY, RETRY, RETRY], [500, 1_000, 2_000], { kind: 'retrying', reason: 'busy' }],
  ['a wish counts as a failure', [{ ...RETRY, afterMs: 7 }, RETRY], [7, 1_000], { kind: 'retrying', reason: 'busy' }],
  ['a success between failures', [RETRY, RETRY, DELIVERED, RETRY], [500, 1_000, 0, 500], { kind: 'retrying', reason: 'busy' }],
  ['a success after a failure', [RETRY, DELIVERED], [500, 0], { kind: 'sending' }],
  ['what is too large shows that there is an answer', [RETRY, TOO_LARGE, RETRY], [500, 0, 500], { kind: 'retrying', reason: 'busy' }],
  ['a wrong setting', [HOLD, HOLD], [HELD_MS, HELD_MS], { kind: 'held', setting: 'token', reason: 'no' }],
  ['a right one at last', [HOLD, DELIVERED], [HELD_MS, 0], { kind: 'sending' }],
  ['two refused in a row', [RETRY, DEAD, DEAD], [500, 0, 0], { kind: 'sending' }],
  ['three refused in a row', [DEAD, DEAD, DEAD], [0, 0, HELD_MS], { kind: 'held', setting: 'requests', reason: 'three requests in a row were refused, the last answered 400' }],
  ['each further one', [DEAD, DEAD, DEAD, DEAD], [0, 0, HELD_MS, HELD_MS], { kind: 'held', setting: 'requests', reason: 'three requests in a row were refused, the last answered 400' }],
  ['three with a success between', [DEAD, DEAD, DELIVERED, DEAD], [0, 0, 0, 0], { kind: 'sending' }],
  ['three with a failure between', [DEAD, DEAD, RETRY, DEAD], [0, 0, 500, HELD_MS], { kind: 'held', setting: 'requests', reason: 'three requests in a row were refused, the last answered 400' }],
]; // prettier-ignore

for (const [name, outcomes, waits, standing] of ROWS) {
  test(name, () => {
    const told = learned(...outcomes);
    assert.deepEqual([told.waits, told.standing], [waits, standing]);
  });
}

test('another network: the next failure is the first, and it stands as before until then', () => {
  const { patience } = learned(RETRY, RETRY);
  patience.forgive();
  assert.equal(patience.standing.kind, 'retrying');
  assert.equal(patience.learn(RETRY), 500);
});

test('another setting: nothing is known of it', () => {
  const { patience } = learned(DEAD, DEAD, DEAD, RETRY);
  patience.startAfresh();
  assert.deepEqual(patience.standing, { kind: 'sending' });
  assert.equal(patience.learn(DEAD), 0);
  assert.equal(patience.learn(RETRY), 500);
});
