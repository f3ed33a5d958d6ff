import assert from 'node:assert/strict';
import test from 'node:test';
import { demoResult } from '../../../../main/hosts/headless/demo-result.ts';
import type { SeriesValue } from '../../../../main/demo/series-value.ts';
import type { LedgerView, Snapshot } from '../../../../preload/contract/view.ts';

const EXACT: LedgerView = {
  ...{ produced: 9, delivered: 4, queued: 2, folded: 5, carried: 3 },
  dropped: { expired: 1, evicted: 2 },
  skipped: {},
};

/** A snapshot of boxes of which nothing but the ledgers counts. */
const snapshot = (ledgers: Readonly<Record<string, LedgerView>>): Snapshot =>
  ({
    takenAtMs: 0,
    state: 'fine',
    boxes: Object.entries(ledgers).map(([name, ledger]) => ({ name, forwarding: { ledger } })),
  }) as unknown as Snapshot;
const result = (ledgers: Readonly<Record<string, LedgerView>>, unequal: readonly string[] = []) =>
  demoResult(snapshot(ledgers), new Map(), new Map(), unequal);

const ROWS: readonly (readonly [string, Partial<LedgerView>, readonly string[], readonly string[]])[] = [
  ['all accounted for', {}, [], []],
  ['skipped points are not owed', { skipped: { baseline: 50 } }, [], []],
  ['a point lost', { produced: 10 }, [], ['10 points produced, 9 accounted for']],
  ['a point too many', { produced: 8 }, [], ['8 points produced, 9 accounted for']],
  ['the sink has other sums', {}, ['c: 3 was owed, 4 arrived.'], ['c: 3 was owed, 4 arrived.']],
  ['nothing arrived', { produced: 5, delivered: 0 }, [], ['nothing was delivered']],
  ['everything at once', { produced: 6, delivered: 0 }, ['a', 'b'], ['a', 'b', '6 points produced, 5 accounted for', 'nothing was delivered']],
]; // prettier-ignore

for (const [name, over, unequal, differences] of ROWS) {
  test(`${name}: ${differences.length === 0 ? 'exact' : 'not exact'}`, () => {
    const { exact, ...rest } = result({ spark: { ...EXACT, ...over } }, unequal);
    assert.deepEqual(rest.differences, differences);
    assert.equal(exact, differences.length === 0);
  });
}

test('ledgers of several boxes add up, reason by reason, and stay beside the sum', () => {
  const a = { ...EXACT, skipped: { reset: 1 } };
  const b: LedgerView = {
    ...{ produced: 3, delivered: 1, queued: 0, folded: 1, carried: 1 },
    dropped: { expired: 2 },
    skipped: { baseline: 4 },
  };
  const { boxes, produced, delivered, queued, folded, carried, dropped, skipped } = result({ a, b });
  assert.deepEqual(boxes, { a, b });
  assert.deepEqual(
    { produced, delivered, queued, folded, carried, dropped, skipped },
    {
      ...{ produced: 12, delivered: 5, queued: 2, folded: 6, carried: 4 },
      dropped: { expired: 3, evicted: 2 },
      skipped: { reset: 1, baseline: 4 },
    },
  );
});

test('truth and sink are written out, each series by its id', () => {
  const series = (value: number): [string, SeriesValue][] => [['c{x="1"}', { kind: 'sum', value }]];
  const { truth, sink } = demoResult(snapshot({ spark: EXACT }), new Map(series(3)), new Map(series(4)), []);
  assert.deepEqual(truth, { 'c{x="1"}': { kind: 'sum', value: 3 } });
  assert.deepEqual(sink, { 'c{x="1"}': { kind: 'sum', value: 4 } });
});
