import type { WholeState } from '../../preload/contract/view.ts';

export interface StateWords {
  /** For the pill. */
  readonly word: string;
  /** After a number of boxes. */
  readonly counted: string;
  /** Ends a sentence that begins with the box's name. */
  readonly headline: string;
}

/** How each state reads, everywhere on the screen. */
export const states: Readonly<Record<WholeState, StateWords>> = {
  starting: { word: 'Starting', counted: 'starting', headline: 'is being asked' },
  fine: { word: 'Fine', counted: 'fine', headline: 'is fine' },
  busy: { word: 'Busy', counted: 'busy', headline: 'is busy' },
  loading: { word: 'Loading', counted: 'loading', headline: 'is loading' },
  alert: { word: 'Alert', counted: 'alerting', headline: 'needs a look' },
  paused: { word: 'Paused', counted: 'paused', headline: 'is paused' },
  offline: { word: 'Offline', counted: 'offline', headline: 'cannot be reached from here' },
  no_box: { word: 'No box yet', counted: 'to set up', headline: 'is to be set up' },
  away: { word: 'Monitor away', counted: 'not watched', headline: 'is not being watched' },
  down: { word: 'Down', counted: 'down', headline: 'does not answer' },
  not_nim: { word: 'No metrics', counted: 'without metrics', headline: 'gives no metrics' },
};
