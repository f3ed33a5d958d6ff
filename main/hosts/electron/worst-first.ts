import { WORST_FIRST } from '../../app/states/box-state.ts';
import type { BoxView } from '../../../preload/contract/view.ts';

/** The boxes by their states, the worst first; those that are equally bad keep their order. */
export function worstFirst(boxes: readonly BoxView[]): readonly BoxView[] {
  const order = (box: BoxView) => WORST_FIRST.indexOf(box.state);
  return [...boxes].sort((a, b) => order(a) - order(b));
}
