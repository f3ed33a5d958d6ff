import type { MonitorApi } from '../../preload/contract/api.ts';

/**
 * Whether the monitor is heard. `away`: it was, or may be again; the page goes on trying. `refused`: this page is not let
 * in, and trying again is of no use.
 */
export type Link = 'connecting' | 'here' | 'away' | 'refused';

/** What carries the calls of the screen. */
export interface Transport {
  readonly kind: 'bridge' | 'socket';
  readonly api: MonitorApi;
  /** Calls `listener` with the present state, and at each change. */
  readonly onLink: (listener: (link: Link) => void) => void;
}
