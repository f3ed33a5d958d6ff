import type { DeadLetter, LedgerSummary } from '../core/model/ledger.ts';
import type { DeliveryState, WatchedTarget } from '../core/pipeline.ts';

/** What a running monitor knows of itself now: for its own metrics, its readiness and a bug report. */
export interface MonitorFacts {
  readonly ledger: LedgerSummary;
  readonly deadLetters: readonly DeadLetter[];
  /** All stored requests, bytes. */
  readonly queueBytes: number;
  readonly store: StoreFacts;
  readonly delivery: DeliveryState;
  readonly targets: readonly Pick<WatchedTarget, 'settings' | 'state'>[];
}

export interface StoreFacts {
  /** Whether what is committed survives the end of this process. */
  readonly durable: boolean;
  /** Why the last write failed, in words; undefined when it did not. */
  readonly problem: string | undefined;
  /** What the user should know of the store, the oldest first. */
  readonly notices: readonly string[];
}
