import type { BoxView, Snapshot } from '../../../preload/contract/view.ts';
import { worstFirst } from './worst-first.ts';
import { allFine, awayFrom, boxLine, othersFine, TRAY_WORDS } from './tray-words.ts';

/** Windows cuts a tooltip there, counting the end mark. Source: Microsoft, NOTIFYICONDATA, `szTip`. */
const MOST_CHARS = 127;
const BETWEEN = ' · ';

/** What is to be known first stands first; what does not fit is left out, never the first. */
export function trayTooltip(snapshot: Snapshot): string {
  const [first = TRAY_WORDS.noBox, ...others] = factsOf(snapshot).map(onOneLine);
  const whole = others.reduce((text, fact) => {
    const longer = text + BETWEEN + fact;
    return longer.length <= MOST_CHARS ? longer : text;
  }, cut(first));
  return whole;
}

function factsOf({ state, network, attached, boxes, notes }: Snapshot): readonly string[] {
  if (state === 'away') {
    if (attached === null) return [TRAY_WORDS.away];
    return [awayFrom(attached.computer), attached.why, network ?? ''].filter((fact) => fact !== '');
  }
  const told = network === null ? [] : [attached === null ? network : boxLine(attached.computer, network)];
  // While our own network is gone, nothing is known of the boxes.
  if (state === 'offline') return [...told, ...notes];
  return [...boxFacts(boxes), ...notes, ...told];
}

function boxFacts(boxes: readonly BoxView[]): readonly string[] {
  const sorted = worstFirst(boxes);
  const troubled = sorted.filter(({ state }) => state !== 'fine');
  const fine = sorted.length - troubled.length;
  const facts = troubled.map(({ name, sentence }) => boxLine(name, sentence));
  if (fine === 0) return facts;
  if (troubled.length > 0) return [...facts, othersFine(fine)];
  return sorted.length === 1 ? sorted.map(({ name, sentence }) => boxLine(name, sentence)) : [allFine(fine)];
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Never through the middle of a character that takes two places. */
function cut(text: string): string {
  if (text.length <= MOST_CHARS) return text;
  return `${text.slice(0, MOST_CHARS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
