import type { WholeState } from '../../preload/contract/view.ts';

export type StateShape =
  'ring' | 'dot' | 'triangle' | 'arc' | 'cross' | 'question' | 'exclamation' | 'pause' | 'gap' | 'plus' | 'slash';

export interface StateLook {
  /** One word for the pill. */
  readonly word: string;
  /** A shape beside the word, for those who cannot tell the colours apart. */
  readonly shape: StateShape;
  /** Ends a sentence that begins with the box's name. */
  readonly headline: string;
  readonly tone: 'calm' | 'fine' | 'pressure' | 'work' | 'broken';
}

/** How a state looks and reads, everywhere on the screen. */
export function stateLook(state: WholeState): StateLook {
  switch (state) {
    case 'starting':
      return { word: 'Starting', shape: 'ring', headline: 'is being asked', tone: 'calm' };
    case 'fine':
      return { word: 'Fine', shape: 'dot', headline: 'is fine', tone: 'fine' };
    case 'busy':
      return { word: 'Busy', shape: 'triangle', headline: 'is filling up', tone: 'pressure' };
    case 'loading':
      return { word: 'Loading', shape: 'arc', headline: 'is loading', tone: 'work' };
    case 'alert':
      return { word: 'Alert', shape: 'exclamation', headline: 'needs a look', tone: 'broken' };
    case 'paused':
      return { word: 'Paused', shape: 'pause', headline: 'is paused', tone: 'calm' };
    case 'offline':
      return { word: 'Offline', shape: 'gap', headline: 'cannot be reached from here', tone: 'calm' };
    case 'no_box':
      return { word: 'No box yet', shape: 'plus', headline: 'is to be set up', tone: 'calm' };
    case 'away':
      return { word: 'Monitor away', shape: 'slash', headline: 'is not being watched', tone: 'calm' };
    case 'down':
      return { word: 'Down', shape: 'cross', headline: 'does not answer', tone: 'broken' };
    case 'not_nim':
      return { word: 'Not a NIM', shape: 'question', headline: 'is not a NIM', tone: 'broken' };
  }
}
