import type { TargetState } from '../../core/model/target-state.ts';
import type { TargetPast } from './box-now.ts';

/** Before the first scrape. */
export const NO_PAST: TargetPast = {
  failedInARow: 0,
  failingSinceMs: undefined,
  loadingSinceMs: undefined,
  tookMs: undefined,
};

/** The past of a target after a scrape that took `tookMs` and left it in `state`. To be called once for each scrape. */
export function remember(past: TargetPast, state: TargetState, tookMs: number, nowMs: number): TargetPast {
  const failed = state.lastFailure !== '';
  return {
    failedInARow: failed ? past.failedInARow + 1 : 0,
    failingSinceMs: failed ? (past.failingSinceMs ?? nowMs) : undefined,
    loadingSinceMs: state.health === 'loading' ? (past.loadingSinceMs ?? nowMs) : undefined,
    tookMs,
  };
}
