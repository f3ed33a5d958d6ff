import type { BoxView, Snapshot, WholeState } from './view.ts';

/** The nine shapes of tray icon and popover, told apart at 16 pixels in one colour. */
export type MarkShape = 'fine' | 'busy' | 'alert' | 'loading' | 'down' | 'offline' | 'paused' | 'no_box' | 'away';

/** In how many steps a mark fills. The first is drawn of an empty cache, too: a chip without a sign says nothing. */
export const MARK_LEVELS = 6;

export interface Mark {
  readonly shape: MarkShape;
  /** From 1 to MARK_LEVELS: how full the KV cache is, where the shape tells it; 0 where it does not. */
  readonly level: number;
}

/** What icon and popover draw of a snapshot: one function, so that they never differ. */
export function markOf({ state, boxes }: Pick<Snapshot, 'state' | 'boxes'>): Mark {
  const shape = shapeOf(state);
  return {
    shape,
    level: shape === 'fine' || shape === 'busy' ? fullest(boxes.filter((box) => box.state === state)) : 0,
  };
}

function shapeOf(state: WholeState): MarkShape {
  switch (state) {
    // Something is going on, and nobody knows yet how it ends.
    case 'starting':
      return 'loading';
    // Nothing can be seen of it, as of one that is down.
    case 'not_nim':
      return 'down';
    case 'fine':
    case 'busy':
    case 'alert':
    case 'loading':
    case 'down':
    case 'offline':
    case 'paused':
    case 'no_box':
    case 'away':
      return state;
  }
}

function fullest(boxes: readonly BoxView[]): number {
  const ratio = Math.max(0, ...boxes.map(({ kvCache }) => kvCache.value ?? 0));
  return Math.min(MARK_LEVELS, Math.max(1, Math.ceil(ratio * MARK_LEVELS)));
}
