import type { WholeState } from '../../preload/contract/view.ts';
import { states } from '../words/states.ts';

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
  return { ...LOOKS[state], ...states[state] };
}

const LOOKS: Readonly<Record<WholeState, Pick<StateLook, 'shape' | 'tone'>>> = {
  starting: { shape: 'ring', tone: 'calm' },
  fine: { shape: 'dot', tone: 'fine' },
  busy: { shape: 'triangle', tone: 'pressure' },
  loading: { shape: 'arc', tone: 'work' },
  alert: { shape: 'exclamation', tone: 'broken' },
  paused: { shape: 'pause', tone: 'calm' },
  offline: { shape: 'gap', tone: 'calm' },
  no_box: { shape: 'plus', tone: 'calm' },
  away: { shape: 'slash', tone: 'calm' },
  down: { shape: 'cross', tone: 'broken' },
  not_nim: { shape: 'question', tone: 'broken' },
};
