import type { LedgerCounts } from '../model/ledger.ts';

/** Before anything happened. */
export const NO_COUNTS: LedgerCounts = {
  produced: 0,
  delivered: 0,
  queued: 0,
  folded: 0,
  carried: 0,
  dropped: {},
  skipped: {},
};

/** Both added up, reason by reason; a reason of nothing is not named. */
export function addCounts(before: LedgerCounts, change: Partial<LedgerCounts>): LedgerCounts {
  return {
    produced: before.produced + (change.produced ?? 0),
    delivered: before.delivered + (change.delivered ?? 0),
    queued: before.queued + (change.queued ?? 0),
    folded: before.folded + (change.folded ?? 0),
    carried: before.carried + (change.carried ?? 0),
    dropped: addedUp(before.dropped, change.dropped),
    skipped: addedUp(before.skipped, change.skipped),
  };
}

/** All reasons added up. */
export function total(counts: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

type ByReason<R extends string> = Readonly<Partial<Record<R, number>>>;

function addedUp<R extends string>(before: ByReason<R>, change: ByReason<R> | undefined): ByReason<R> {
  const sums: Partial<Record<R, number>> = { ...before };
  for (const [reason, count] of Object.entries(change ?? {}) as [R, number][]) {
    if (count > 0) sums[reason] = (sums[reason] ?? 0) + count;
  }
  return sums;
}
