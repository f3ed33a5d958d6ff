import type { TargetBaselines } from '../model/baselines.ts';
import type { LedgerCounts, PossibleDuplicate } from '../model/ledger.ts';
import type { DropReason, SkipReason } from '../model/point.ts';

/** A finished request to be stored. */
export interface NewRequest {
  readonly body: Uint8Array;
  readonly points: number;
}

/** A stored request; it waits, is in flight, or is kept as a dead letter. */
export interface StoredRequest extends NewRequest {
  readonly id: number;
  readonly box: string;
  readonly storedAtMs: number;
}

/** One tick of one target: committed together or not at all. */
export interface Tick {
  readonly target: string;
  readonly box: string;
  readonly baselines: TargetBaselines;
  readonly requests: readonly NewRequest[];
  /** Points given up in encoding; they are counted as produced too. */
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly atMs: number;
}

/** How a request in flight ended. */
export type Settlement =
  | { readonly kind: 'delivered'; readonly rejectedPoints: number }
  /** It waits again. `unseen`: no answer was seen, so the destination may have it already. */
  | { readonly kind: 'waiting'; readonly unseen: boolean }
  /** Kept for the user to read, resend or discard; still counted as queued. */
  | { readonly kind: 'dead'; readonly reason: string };

/** Baselines and requests, committed together, and the ledger over them. */
export interface Outbox {
  baselines(target: string): TargetBaselines | undefined;
  /** False when nothing could be stored: then no baseline has advanced and nothing may be sent. */
  commit(tick: Tick): boolean;
  /** The oldest waiting request; it is marked in flight before it is handed out. */
  take(nowMs: number): StoredRequest | undefined;
  settle(request: StoredRequest, settlement: Settlement, nowMs: number): void;
  ledger(box: string): LedgerCounts;
  possibleDuplicates(): readonly PossibleDuplicate[];
}
