import type { DropReason, SkipReason } from './point.ts';

/** Points by what became of them, of one box. `produced = delivered + queued + dropped` at every commit. */
export interface LedgerCounts {
  readonly produced: number;
  readonly delivered: number;
  readonly queued: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
}

/** A request whose answer was never seen: the destination may have counted it already. */
export interface PossibleDuplicate {
  /** SHA-256 of the uncompressed body, hexadecimal. */
  readonly sha256: string;
  readonly atMs: number;
  readonly points: number;
}
