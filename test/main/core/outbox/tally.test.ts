import assert from 'node:assert/strict';
import test from 'node:test';
import type { LedgerCounts } from '../../../../main/core/model/ledger.ts';
import { Tally } from '../../../../main/core/outbox/tally.ts';

const NOTHING: LedgerCounts = { produced: 0, delivered: 0, queued: 0, dropped: {}, skipped: {} };

const ROWS: readonly (readonly [string, readonly Partial<LedgerCounts>[], Partial<LedgerCounts>])[] = [
  ['begins at nothing', [], {}],
  ['adds up', [{ produced: 3, queued: 3 }, { produced: 4, queued: 4 }], { produced: 7, queued: 7 }],
  ['takes away', [{ produced: 3, queued: 3 }, { delivered: 3, queued: -3 }], { produced: 3, delivered: 3 }],
  ['reason by reason', [{ dropped: { expired: 2 } }, { dropped: { expired: 1, evicted: 5 } }], { dropped: { expired: 3, evicted: 5 } }],
  ['drops and skips apart', [{ dropped: { expired: 2 } }, { skipped: { reset: 4 } }], { dropped: { expired: 2 }, skipped: { reset: 4 } }],
  ['a reason of nothing is not named', [{ skipped: { baseline: 0 }, dropped: { rejected: 0 } }], {}],
]; // prettier-ignore

for (const [name, changes, expected] of ROWS) {
  test(name, () => {
    const tally = new Tally();
    for (const change of changes) tally.add(change);
    assert.deepEqual(tally.counts, { ...NOTHING, ...expected });
  });
}

test('counts handed out stay as they were', () => {
  const tally = new Tally();
  tally.add({ dropped: { expired: 1 } });
  const before = tally.counts;
  tally.add({ produced: 1, dropped: { expired: 1 } });
  assert.deepEqual(before, { ...NOTHING, dropped: { expired: 1 } });
});
