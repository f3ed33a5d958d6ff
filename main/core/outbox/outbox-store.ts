import type { LedgerCounts, PossibleDuplicate } from '../model/ledger.ts';

/** All that is known of a stored request but its bytes. */
export interface RequestRecord {
  /** Later ones are larger. */
  readonly id: number;
  readonly box: string;
  /** Empty while no destination is known. */
  readonly destination: string;
  /** When it was stored, ms since the Unix epoch. */
  readonly storedMs: number;
  /** Time of its oldest point, ms since the Unix epoch. */
  readonly oldestMs: number;
  readonly points: number;
  readonly bytes: number;
  readonly state: 'waiting' | 'in_flight' | 'dead';
  /** The destination may have it: an answer was not seen. Once true it stays. */
  readonly unseen: boolean;
  /** Why it is dead, and since when (ms); empty and 0 otherwise. */
  readonly reason: string;
  readonly refusedMs: number;
}

/** What is stored of a target: its layout changes seldom, its numbers at each tick. */
export interface PackedTarget {
  readonly target: string;
  /** Empty when there are no baselines. */
  readonly layout: string;
  readonly numbers: Float64Array;
  readonly forwarding: string;
}

/** One box for one destination. */
export interface AccountKey {
  readonly box: string;
  readonly destination: string;
}

/** All but the bodies. */
export interface StoredLedger {
  readonly targets: readonly PackedTarget[];
  /** By ascending id. */
  readonly requests: readonly RequestRecord[];
  readonly counts: readonly (AccountKey & { readonly counts: LedgerCounts })[];
  readonly carries: readonly (AccountKey & { readonly carries: string })[];
  /** The newest, oldest first. */
  readonly duplicates: readonly PossibleDuplicate[];
  /** How many there have been, ever. */
  readonly duplicatesEver: number;
  /** What was left out because the disk gave back other bytes than were stored, in words. */
  readonly notices: readonly string[];
}

/** What is written together. */
export interface Changes {
  readonly targets: readonly (Pick<PackedTarget, 'target'> & Partial<PackedTarget>)[];
  readonly inserted: readonly { readonly record: RequestRecord; readonly body: Uint8Array }[];
  readonly updated: readonly RequestRecord[];
  readonly removed: readonly number[];
  /** Undefined: this account is no more. */
  readonly counts: readonly (AccountKey & { readonly counts: LedgerCounts | undefined })[];
  /** Undefined: there are none. */
  readonly carries: readonly (AccountKey & { readonly carries: string | undefined })[];
  readonly duplicates: readonly PossibleDuplicate[];
}

/** How many possible duplicates are listed; older ones are only counted. */
export const MOST_DUPLICATES = 10_000;

/** Where an outbox keeps things. It knows no rule: `LedgerOutbox` has them, once for all stores. */
export interface OutboxStore {
  /** Throws `StoreFailure`. */
  load(): StoredLedger;
  /** Undefined when there is none, or when the disk gives back other bytes. Throws `StoreFailure`. */
  body(id: number): Uint8Array | undefined;
  /** All of it durably, or nothing and a `StoreFailure`. */
  apply(changes: Changes): void;
  close(): void;
}

/** The store cannot read or write. The message is for the user. */
export class StoreFailure extends Error {
  /** All that was stored is set aside, and the store is empty now. */
  readonly startedAfresh: boolean;
  /** The disk is full: the same may work later. */
  readonly isFull: boolean;

  constructor(message: string, startedAfresh: boolean, isFull = false) {
    super(message);
    this.name = 'StoreFailure';
    this.startedAfresh = startedAfresh;
    this.isFull = isFull;
  }
}
