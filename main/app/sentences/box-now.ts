import type { SignalView } from '../../core/model/signal.ts';
import type { TargetState } from '../../core/model/target-state.ts';

/** All that is known of a box at one moment, as plain facts: sentences and states are made of nothing else. */
export interface BoxNow {
  /** Ms since the Unix epoch. */
  readonly nowMs: number;
  readonly name: string;
  /** At least one. */
  readonly targets: readonly TargetNow[];
  /** Of the first target that knows it; signals are those of the catalogue. */
  readonly signal: (id: string) => SignalNow;
  readonly forwarding: ForwardingNow;
  /** What to say where it is our own network that is gone; undefined where it is not. */
  readonly networkTrouble: string | undefined;
}

export interface TargetNow {
  /** As host:port. */
  readonly address: string;
  readonly state: TargetState;
  readonly past: TargetPast;
  /** How long a scrape of it may take, ms. */
  readonly timeoutMs: number;
}

/** What only whoever watches a target knows. Times are ms since the Unix epoch. */
export interface TargetPast {
  /** Scrapes that failed without a good one in between. */
  readonly failedInARow: number;
  /** When the first of these failed; undefined while there is none. */
  readonly failingSinceMs: number | undefined;
  /** Since when the model loads; undefined while it does not. */
  readonly loadingSinceMs: number | undefined;
  /** How long the last scrape took, ms; undefined before the first. */
  readonly tookMs: number | undefined;
}

export interface SignalNow extends SignalView {
  /** Between two entries of its history, ms. */
  readonly intervalMs: number;
}

/** How forwarding of a box stands. */
export interface ForwardingNow {
  /** What keeps points back; undefined while nothing does, or the switch is off. */
  readonly blockedBy:
    'token' | 'endpoint' | 'network' | 'requests' | 'no_token' | 'no_destination' | 'answers' | undefined;
  /** In words; empty where nothing is blocked. */
  readonly reason: string;
  /** Since when it is blocked, ms since the Unix epoch; undefined where nothing is. */
  readonly sinceMs: number | undefined;
}
