import type { TargetBaselines } from '../model/baselines.ts';
import type { LedgerCounts, PossibleDuplicate } from '../model/ledger.ts';
import type { SentDelta } from '../model/sent-point.ts';
import type { AccountKey, RequestRecord } from './outbox-store.ts';

/** Folded deltas of one series. */
export interface Carry {
  readonly delta: SentDelta;
  /** How many folded points are in it. */
  readonly points: number;
  /** When the last one was added, ms since the Unix epoch. */
  readonly foldedMs: number;
}

/** One box for one destination: what is counted, and what was folded, by `sentKey`. */
export interface Account extends AccountKey {
  readonly counts: LedgerCounts;
  readonly carries: ReadonlyMap<string, Carry>;
}

export interface TargetRecord {
  readonly baselines: TargetBaselines | undefined;
  /** Of the baselines, as it is stored; empty when there are none. */
  readonly layout: string;
  readonly forwarding: string;
}

/** All that is stored but the bodies of requests. A value: a `Draft` makes the next one. */
export interface LedgerState {
  readonly targets: ReadonlyMap<string, TargetRecord>;
  /** In the order of their ids. */
  readonly requests: ReadonlyMap<number, RequestRecord>;
  /** By `accountId`. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** The newest, oldest first; and how many there have been, ever. */
  readonly duplicates: readonly PossibleDuplicate[];
  readonly duplicatesEver: number;
}

export function accountId({ box, destination }: AccountKey): string {
  return JSON.stringify([destination, box]);
}
