import type { DropReason, SkipReason } from './point.ts';

/** Points by what became of them. `produced = delivered + queued + dropped` at every commit. */
export interface LedgerCounts {
  /** Less what was folded; `produced + folded` only grows. */
  readonly produced: number;
  readonly delivered: number;
  readonly queued: number;
  /** Points taken back into their series' next delta, ever. */
  readonly folded: number;
  /** How many of these wait there now. */
  readonly carried: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
}

/** The numbers of one box for one destination. */
export interface BoxLedger extends LedgerCounts {
  readonly box: string;
  /** OTLP base URL; empty for what was counted before any destination was known. */
  readonly destination: string;
  /** Time of the oldest point that is queued or carried, ms since the Unix epoch; undefined when none is. */
  readonly oldestMs: number | undefined;
}

/** Sums over all boxes and destinations, and each of them. */
export interface LedgerSummary extends LedgerCounts {
  readonly oldestMs: number | undefined;
  /** The newest ones, oldest first. */
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  /** How many there have been that are listed no longer. */
  readonly unlistedDuplicates: number;
  readonly boxes: readonly BoxLedger[];
}

/** A request whose answer was never seen: the destination may have counted it already. Once for each attempt. */
export interface PossibleDuplicate {
  /** SHA-256 of the uncompressed body, hexadecimal. */
  readonly sha256: string;
  readonly box: string;
  readonly atMs: number;
  readonly points: number;
}

/** A request that the destination refused and that is kept for the user to read, resend or discard. */
export interface DeadLetter {
  readonly id: number;
  readonly box: string;
  readonly destination: string;
  /** When it was refused, ms since the Unix epoch. */
  readonly atMs: number;
  readonly points: number;
  /** What the destination said. */
  readonly reason: string;
}
