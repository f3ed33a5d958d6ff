import type { BoxLedger, DeadLetter, LedgerCounts, LedgerSummary } from '../model/ledger.ts';
import { accountId, type Account, type LedgerState } from './ledger-state.ts';
import { addCounts, NO_COUNTS } from './tally.ts';

/** Of one box, all destinations added up. */
export function countsOf(state: LedgerState, box: string): LedgerCounts {
  const own = [...state.accounts.values()].filter((account) => account.box === box);
  return own.reduce((sum, { counts }) => addCounts(sum, counts), NO_COUNTS);
}

/** Everything that a user may want to know of the ledger. */
export function summarize(state: LedgerState): LedgerSummary {
  const oldest = oldestByAccount(state);
  const boxes = Array.from(state.accounts, ([id, { box, destination, counts }]): BoxLedger => {
    return { box, destination, ...counts, oldestMs: oldest.get(id) };
  });
  const sums = boxes.reduce<LedgerCounts>((sum, counts) => addCounts(sum, counts), NO_COUNTS);
  return {
    ...sums,
    oldestMs: oldest.size === 0 ? undefined : Math.min(...oldest.values()),
    possibleDuplicates: state.duplicates,
    unlistedDuplicates: state.duplicatesEver - state.duplicates.length,
    boxes,
  };
}

/** What was refused and is kept for the user, the oldest first. */
export function deadLettersOf(state: LedgerState): readonly DeadLetter[] {
  const dead = [...state.requests.values()].filter((record) => record.state === 'dead');
  return dead.map(({ id, box, destination, refusedMs, points, reason }) => {
    return { id, box, destination, atMs: refusedMs, points, reason };
  });
}

/** A request counts by its oldest point, a carry by where its interval begins. Only accounts where something waits. */
function oldestByAccount(state: LedgerState): Map<string, number> {
  const oldest = new Map<string, number>();
  const note = (id: string, ms: number): void => {
    oldest.set(id, Math.min(ms, oldest.get(id) ?? ms));
  };
  for (const record of state.requests.values()) note(accountId(record), record.oldestMs);
  for (const account of state.accounts.values()) noteCarries(account, note);
  return oldest;
}

function noteCarries(account: Account, note: (id: string, ms: number) => void): void {
  const id = accountId(account);
  for (const { delta } of account.carries.values()) note(id, delta.startMs);
}
