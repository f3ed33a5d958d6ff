import assert from 'node:assert/strict';
import test from 'node:test';
import type { ForwardingState, ForwardingView, LedgerView } from '../../../../preload/contract/view.ts';
import {
  forwardingTitle,
  ledgerLine,
  refusedReasons,
} from '../../../../renderer/features/forwarding/forwarding-words.ts';

const ledger = (over: Partial<LedgerView> = {}): LedgerView => ({
  produced: 0,
  delivered: 0,
  queued: 0,
  folded: 0,
  carried: 0,
  dropped: {},
  skipped: {},
  ...over,
});

const LINES: readonly (readonly [Partial<LedgerView>, string])[] = [
  [{}, '0 points sent, none held back, none refused'],
  [{ delivered: 412_806, dropped: { rejected: 2 } }, '412,806 points sent, none held back, 2 refused'],
  [{ queued: 1_200, dropped: { rejected: 1, 'limit:size': 1 } }, '0 points sent, 1,200 held back, 2 refused'],
];
for (const [over, line] of LINES) {
  test(line, () => {
    assert.equal(ledgerLine(ledger(over)), line);
  });
}

test('says why points were refused', () => {
  assert.equal(
    refusedReasons(ledger({ dropped: { rejected: 2, expired: 0, 'limit:no_sum': 1 } })),
    '2 rejected, 1 limit:no sum',
  );
});

test('each state has a title of its own', () => {
  const states: readonly ForwardingState[] = ['off', 'no_destination', 'no_token', 'on', 'retrying', 'held'];
  const view: Omit<ForwardingView, 'state'> = {
    reason: '',
    endpoint: '',
    tokenStored: false,
    ledger: ledger(),
    refusals: [],
  };
  assert.equal(new Set(states.map((state) => forwardingTitle({ ...view, state }))).size, states.length);
});
