import { accountId, type Account, type Carry, type LedgerState, type TargetRecord } from './ledger-state.ts';
import type { StoredLedger } from './outbox-store.ts';
import { unpackBaselines } from './pack-baselines.ts';
import { unpackCarries } from './pack-carries.ts';

/** What was stored, unpacked; and what of it cannot be used, in words. */
export function unpackLedger(stored: StoredLedger): { state: LedgerState; notices: readonly string[] } {
  const notices = [...stored.notices];
  const targets = new Map<string, TargetRecord>();
  for (const { target, layout, numbers, forwarding } of stored.targets) {
    const baselines = layout === '' ? undefined : attempt(() => unpackBaselines({ layout, numbers }));
    if (baselines === undefined && layout !== '') {
      notices.push(`What was remembered of ${target} is damaged; counting starts anew there.`);
    }
    targets.set(target, { baselines, layout: baselines === undefined ? '' : layout, forwarding });
  }
  const carries = new Map(stored.carries.map((entry) => [accountId(entry), unpackCarries(entry.carries)]));
  const accounts = stored.counts.map(({ box, destination, counts }): [string, Account] => {
    const id = accountId({ box, destination });
    return [id, { box, destination, counts, carries: carries.get(id) ?? new Map<string, Carry>() }];
  });
  const state = {
    targets,
    requests: new Map(stored.requests.map((record) => [record.id, record])),
    accounts: new Map(accounts),
    duplicates: stored.duplicates,
    duplicatesEver: stored.duplicatesEver,
  };
  return { state, notices };
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    // The caller says what is lost by it.
    return undefined;
  }
}
