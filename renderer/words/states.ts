import type { WholeState } from '../../preload/contract/view.ts';

export interface StateWords {
  /** For the pill. */
  readonly word: string;
  /** Ends a sentence that begins with the box's name. */
  readonly headline: string;
}

/** How each state reads, everywhere on the screen. */
export const states: Readonly<Record<WholeState, StateWords>> = {
  starting: { word: 'Starting', headline: 'is being asked' },
  fine: { word: 'Fine', headline: 'is fine' },
  busy: { word: 'Busy', headline: 'is busy' },
  loading: { word: 'Loading', headline: 'is loading' },
  alert: { word: 'Alert', headline: 'needs a look' },
  paused: { word: 'Paused', headline: 'is paused' },
  offline: { word: 'Offline', headline: 'cannot be reached from here' },
  no_box: { word: 'No box yet', headline: 'is to be set up' },
  away: { word: 'Monitor away', headline: 'is not being watched' },
  down: { word: 'Down', headline: 'does not answer' },
  not_nim: { word: 'No metrics', headline: 'answers without metrics' },
};
