import type { BoxView, Tile, WholeState } from '../../../preload/contract/view.ts';
import type { Shown } from '../../ui/format.ts';
import { formatAgo, formatLasting } from '../../ui/format.ts';
import { stateLook } from '../../ui/state-look.ts';
import { STATE_ORDER } from '../../ui/state-order.ts';
import { english } from '../../words/english.ts';

const words = english.overview;

/** How many boxes are in each state: `1 busy, 2 fine`. */
export function countStates(boxes: readonly BoxView[]): string {
  const states = [...new Set(boxes.map(({ state }) => state))].sort((a, b) => STATE_ORDER[a] - STATE_ORDER[b]);
  return states
    .map((state) => `${boxes.filter((box) => box.state === state).length} ${english.states[state].counted}`)
    .join(', ');
}

/** Models without their publishers: `llama-3.1-8b-instruct`. */
export function shortModels({ models }: BoxView): string {
  return models.map((model) => model.slice(model.lastIndexOf('/') + 1)).join(', ');
}

/** Whether it tells numbers now, so that they say more than its state. */
export function isAnswering({ state, kvCache }: BoxView): boolean {
  return state === 'fine' || state === 'busy' || kvCache.value !== null;
}

/** Its state, unless our own network hides it: what does not answer then may well be fine. */
export function shownState({ state }: BoxView, offline: boolean): WholeState {
  return offline && state === 'down' ? 'offline' : state;
}

/** Beside a closed box's name and models: its state, where that says more than its numbers and the head; empty otherwise. */
export function stateBeside(box: BoxView, offline: boolean): string {
  return isAnswering(box) || shownState(box, offline) === 'offline' ? '' : stateLook(box.state).headline;
}

/** When a box without numbers was last heard; empty where it never was. */
export function lastHeard({ scrapes }: BoxView, nowMs: number): string {
  return scrapes.lastGoodMs === null ? '' : formatAgo(nowMs - scrapes.lastGoodMs);
}

/** Beside a closed box without numbers: for how long it has been as is said beside it; else when it was last heard. */
export function howLong(box: BoxView, nowMs: number, offline: boolean): string {
  if (box.stateSinceMs === null || stateBeside(box, offline) === '') return lastHeard(box, nowMs);
  return formatLasting(nowMs - box.stateSinceMs);
}

/** Whether a tile has anything to show, now or in its past. */
export function isKnown(tile: Tile | null): boolean {
  return tile !== null && (tile.value !== null || tile.above !== null || tile.history.some((entry) => entry !== null));
}

/** Whether it was ever seen to serve requests; otherwise its tiles would be dashes alone. */
export function serves({ kvCache, running, waiting, firstToken, tokensOut, requests }: BoxView): boolean {
  return [kvCache, running, waiting, firstToken.p95, tokensOut, requests].some(isKnown);
}

/** What a line shows, for those who cannot see it. */
export function lineLabel(name: string, tile: Tile, show: (tile: Tile) => Shown): string {
  const known = tile.history.flatMap((entry) => entry ?? []);
  if (known.length === 0) return words.nothingKnown(name);
  const said = (value: number): string => {
    const { text, unit } = show({ value, above: null, why: null, history: [] });
    return `${text} ${unit}`.trim();
  };
  return words.range(name, said(Math.min(...known)), said(Math.max(...known)));
}

/** A sentence in pieces, of which the shares in percent can be made to stand out. */
export function sentencePieces(sentence: string): readonly { readonly text: string; readonly isShare: boolean }[] {
  return sentence
    .split(/(\d+(?:\.\d+)?[ \u00a0]%)/)
    .map((text, at) => ({ text, isShare: at % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
