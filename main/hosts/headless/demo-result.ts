import type { SeriesValue } from '../../demo/series-value.ts';
import type { LedgerView, Snapshot } from '../../../preload/contract/view.ts';

type Series = Readonly<Record<string, SeriesValue>>;

/** The demo's last word: the ledger, what was true, what arrived, and whether they agree. */
export interface DemoResult extends LedgerView {
  readonly boxes: Readonly<Record<string, LedgerView>>;
  readonly truth: Series;
  readonly sink: Series;
  /** Each difference in words. */
  readonly differences: readonly string[];
  /** `produced = delivered + queued + dropped`, and the sink's sums equal the truth. */
  readonly exact: boolean;
}

const NOTHING: LedgerView = {
  ...{ produced: 0, delivered: 0, queued: 0, folded: 0, carried: 0 },
  dropped: {},
  skipped: {},
};

export function demoResult(
  snapshot: Snapshot,
  truth: ReadonlyMap<string, SeriesValue>,
  sink: ReadonlyMap<string, SeriesValue>,
  unequal: readonly string[],
): DemoResult {
  const boxes = Object.fromEntries(snapshot.boxes.map(({ name, forwarding }) => [name, forwarding.ledger]));
  const ledger = Object.values(boxes).reduce(addLedgers, NOTHING);
  const differences = [...unequal, ...imbalance(ledger)];
  if (ledger.delivered === 0) differences.push('nothing was delivered');
  return {
    ...ledger,
    boxes,
    truth: Object.fromEntries(truth),
    sink: Object.fromEntries(sink),
    differences,
    exact: differences.length === 0,
  };
}

function imbalance({ produced, delivered, queued, dropped }: LedgerView): string[] {
  const settled = delivered + queued + Object.values(dropped).reduce((sum, points) => sum + points, 0);
  return produced === settled ? [] : [`${String(produced)} points produced, ${String(settled)} accounted for`];
}

function addLedgers(a: LedgerView, b: LedgerView): LedgerView {
  return {
    produced: a.produced + b.produced,
    delivered: a.delivered + b.delivered,
    queued: a.queued + b.queued,
    folded: a.folded + b.folded,
    carried: a.carried + b.carried,
    dropped: addReasons(a.dropped, b.dropped),
    skipped: addReasons(a.skipped, b.skipped),
  };
}

function addReasons(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const reasons = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...reasons].map((reason) => [reason, (a[reason] ?? 0) + (b[reason] ?? 0)]));
}
