import assert from 'node:assert/strict';
import test from 'node:test';
import type { LedgerCounts } from '../../../../main/core/model/ledger.ts';
import { addCounts, NO_COUNTS, total } from '../../../../main/core/outbox/tally.ts';

const ROWS: readonly (readonly [string, readonly Partial<LedgerCounts>[], Partial<LedgerCounts>])[] = [
  ['begins at nothing', [], {}],
  ['adds up', [{ produced: 3, queued: 3 }, { produced: 4, queued: 4 }], { produced: 7, queued: 7 }],
  ['takes away', [{ produced: 3, queued: 3 }, { delivered: 3, queued: -3 }], { produced: 3, delivered: 3 }],
  ['folds', [{ produced: 3 }, { produced: -2, folded: 2, carried: 2 }], { produced: 1, folded: 2, carried: 2 }],
  ['reason by reason', [{ dropped: { expired: 2 } }, { dropped: { expired: 1, evicted: 5 } }], { dropped: { expired: 3, evicted: 5 } }],
  ['drops and skips apart', [{ dropped: { expired: 2 } }, { skipped: { reset: 4 } }], { dropped: { expired: 2 }, skipped: { reset: 4 } }],
  ['a reason of nothing is not named', [{ skipped: { baseline: 0 }, dropped: { rejected: 0 } }], {}],
]; // prettier-ignore

for (const [name, changes, expected] of ROWS) {
  test(name, () => {
    assert.deepEqual(changes.reduce(addCounts, NO_COUNTS), { ...NO_COUNTS, ...expected });
  });
}

test('the total is over all reasons', () => {
  assert.equal(total({}), 0);
  assert.equal(total({ expired: 2, evicted: 3 }), 5);
});
