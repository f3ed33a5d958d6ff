import type { LedgerCounts } from '../model/ledger.ts';

/** The running counts of one box. */
export class Tally {
  #counts: LedgerCounts = { produced: 0, delivered: 0, queued: 0, dropped: {}, skipped: {} };

  get counts(): LedgerCounts {
    return this.#counts;
  }

  add(change: Partial<LedgerCounts>): void {
    const { produced, delivered, queued, dropped, skipped } = this.#counts;
    this.#counts = {
      produced: produced + (change.produced ?? 0),
      delivered: delivered + (change.delivered ?? 0),
      queued: queued + (change.queued ?? 0),
      dropped: addedUp(dropped, change.dropped),
      skipped: addedUp(skipped, change.skipped),
    };
  }
}

type ByReason<R extends string> = Readonly<Partial<Record<R, number>>>;

function addedUp<R extends string>(before: ByReason<R>, change: ByReason<R> | undefined): ByReason<R> {
  const sums: Partial<Record<R, number>> = { ...before };
  for (const [reason, count] of Object.entries(change ?? {}) as [R, number][]) {
    if (count > 0) sums[reason] = (sums[reason] ?? 0) + count;
  }
  return sums;
}
