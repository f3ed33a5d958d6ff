import type { BoxView, Snapshot } from '../../../preload/contract/view.ts';
import { STATE_ORDER } from '../../ui/state-order.ts';

/** The box that wants to be looked at first; undefined where there is none. */
export function worstBox({ boxes }: Snapshot): BoxView | undefined {
  const worst = Math.min(...boxes.map(({ state }) => STATE_ORDER[state]));
  return boxes.find(({ state }) => STATE_ORDER[state] === worst);
}

/**
 * The box to show open: the one that the user chose, else the worst. Among boxes that are equally bad the one that
 * was open before, or else the screen would jump to and fro.
 */
export function openBox(snapshot: Snapshot, chosen: string | null, before: string | null): BoxView | undefined {
  const worst = worstBox(snapshot);
  return (
    snapshot.boxes.find(({ name }) => name === chosen) ??
    snapshot.boxes.find(({ name, state }) => name === before && state === worst?.state) ??
    worst
  );
}
