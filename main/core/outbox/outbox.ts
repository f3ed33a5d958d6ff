import type { TargetBaselines } from '../model/baselines.ts';
import type { DeadLetter, LedgerCounts, LedgerSummary } from '../model/ledger.ts';
import type { DropReason, LimitReason, SkipReason } from '../model/point.ts';
import type { SentDelta, SentPoint } from '../model/sent-point.ts';

/** A finished request to be stored. */
export interface NewRequest {
  /** `ExportMetricsServiceRequest` in protobuf, not compressed. */
  readonly body: Uint8Array;
  readonly points: number;
  /** How many of the points are gauges. */
  readonly gauges: number;
  /** Time of its oldest point, ms since the Unix epoch. */
  readonly oldestMs: number;
}

/** A request that was handed out to be sent: it is durably marked as in flight. */
export interface StoredRequest {
  readonly id: number;
  readonly box: string;
  readonly body: Uint8Array;
  readonly points: number;
}

/** One tick of one target: committed together or not at all. */
export interface Tick {
  readonly target: string;
  readonly box: string;
  /** OTLP base URL that these points are owed to; empty while none is known, then the first one known gets them. */
  readonly destination: string;
  /** Undefined leaves them as they are: the scrape failed. */
  readonly baselines: TargetBaselines | undefined;
  readonly requests: readonly NewRequest[];
  /** Carries whose values are in the requests, as `carries` handed them out. */
  readonly joined: ReadonlyMap<string, SentDelta>;
  /** Points given up in encoding; they are counted as produced too. */
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** What is forwarded of this target, as its pipeline writes it; after a restart it is handed back. */
  readonly forwarding: string;
  readonly atMs: number;
}

/** Whether it is on the disk; if not, why, in words. Then nothing of it happened. */
export type Stored = { readonly kind: 'stored' } | { readonly kind: 'failed'; readonly reason: string };

/** How a request in flight ended. */
export type Settlement =
  /** More rejected than it held is clamped. */
  | { readonly kind: 'delivered'; readonly rejectedPoints: number }
  /** It waits again. `unseen`: no answer was seen, so the destination may have it already. */
  | { readonly kind: 'waiting'; readonly unseen: boolean }
  /** Kept for the user to read, resend or discard; still counted as queued. */
  | { readonly kind: 'dead'; readonly reason: string }
  /** Answer 413: it becomes two; a single point is given up. */
  | { readonly kind: 'too_large' };

/** How requests are read and made. Lent, because the outbox does not know the format. */
export interface RequestCodec {
  /** The points of a request. Throws when the bytes are no request. */
  readonly decode: (body: Uint8Array) => readonly SentPoint[];
  /** Requests within the limits, and the points that fit in none. */
  readonly encode: (points: readonly SentPoint[]) => {
    readonly requests: readonly NewRequest[];
    readonly dropped: Readonly<Partial<Record<LimitReason, number>>>;
  };
}

/**
 * Baselines and requests, committed together, and the ledger over them. Where the disk fails, nothing throws: what could
 * not be stored did not happen, `problem` says why, and the next call tries again.
 */
export interface Outbox {
  /** In words why the last write failed; undefined when it did not. */
  readonly problem: string | undefined;
  /** What the user should know of this store, such as that a damaged one was set aside. Oldest first. */
  readonly notices: readonly string[];
  /** Of all stored requests, dead letters too. */
  readonly queuedBytes: number;
  baselines(target: string): TargetBaselines | undefined;
  /** What the last stored tick of this target said of forwarding; undefined before the first. */
  forwarding(target: string): string | undefined;
  /** Folded deltas by `sentKey`, for the next tick of this box to add to its own. */
  carries(box: string, destination: string): ReadonlyMap<string, SentDelta>;
  /** On failure no baseline has advanced and nothing may be sent; the gauges are counted as `no_commit` afterwards. */
  commit(tick: Tick): Stored;
  /**
   * The next request for this destination: the newest and the oldest in turn. It is durably marked in flight before it
   * is handed out. Requests that are too old to be sent are folded before; where none is left, carries go out.
   */
  take(nowMs: number, destination: string): StoredRequest | undefined;
  /** If it cannot be stored it is kept, and nothing is handed out until it is. */
  settle(request: StoredRequest, settlement: Settlement, nowMs: number): void;
  deadLetters(): readonly DeadLetter[];
  /** The points in it; none when there is no such letter. */
  readLetter(id: number): readonly SentPoint[];
  /** It waits to be sent again. */
  resend(id: number): Stored;
  /** Its points are given up. */
  discard(id: number): Stored;
  /** Of one box, all destinations added up. */
  ledger(box: string): LedgerCounts;
  summary(): LedgerSummary;
}
