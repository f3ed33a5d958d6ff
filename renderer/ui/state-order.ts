import type { BoxState } from '../../preload/contract/view.ts';

/** What wants to be looked at first has the lowest number. */
export const STATE_ORDER: Readonly<Record<BoxState, number>> = {
  ...{ down: 0, alert: 1, not_nim: 2, busy: 3, loading: 4, starting: 5, fine: 6, paused: 7 },
};
