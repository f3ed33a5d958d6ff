import type { BoxState } from '../../preload/contract/view.ts';

export interface StateLook {
  /** One word for the pill. */
  readonly word: string;
  /** A shape beside the word, for those who cannot tell the colours apart. */
  readonly shape: string;
  /** Ends a sentence that begins with the box's name. */
  readonly headline: string;
  readonly tone: 'calm' | 'fine' | 'pressure' | 'work' | 'broken';
}

/** How a state looks and reads, everywhere on the screen. */
export function stateLook(state: BoxState): StateLook {
  switch (state) {
    case 'starting':
      return { word: 'Starting', shape: '○', headline: 'is being asked', tone: 'calm' };
    case 'fine':
      return { word: 'Fine', shape: '●', headline: 'is fine', tone: 'fine' };
    case 'busy':
      return { word: 'Busy', shape: '▲', headline: 'is filling up', tone: 'pressure' };
    case 'loading':
      return { word: 'Loading', shape: '◔', headline: 'is loading', tone: 'work' };
    case 'down':
      return { word: 'Down', shape: '✕', headline: 'does not answer', tone: 'broken' };
    case 'not_nim':
      return { word: 'Not a NIM', shape: '?', headline: 'is not a NIM', tone: 'broken' };
  }
}
