import type { Outcome } from './deliver/outcome.ts';

/** How the last request to a destination went. Times are ms since the Unix epoch. */
export interface DestinationAnswer {
  readonly atMs: number;
  /** Why nothing could be sent, in words; empty where the destination took it, or refused this request alone. */
  readonly failure: string;
  /** Since when nothing can be sent; undefined while it can. */
  readonly failingSinceMs: number | undefined;
}

/** After one more outcome. */
export function answeredNow(before: DestinationAnswer | undefined, outcome: Outcome, nowMs: number): DestinationAnswer {
  const failed = outcome.kind === 'retry' || outcome.kind === 'hold';
  return {
    atMs: nowMs,
    failure: failed ? outcome.reason : '',
    failingSinceMs: failed ? (before?.failingSinceMs ?? nowMs) : undefined,
  };
}
