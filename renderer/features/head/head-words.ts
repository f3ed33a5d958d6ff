import type { BoxView, Snapshot } from '../../../preload/contract/view.ts';
import { formatClock } from '../../ui/format.ts';
import { stateLook } from '../../ui/state-look.ts';
import { awayTitle } from '../../words/attach.ts';
import { english } from '../../words/english.ts';
import { afterOffline } from '../../words/head.ts';

/** What the head says: one sentence, and one line below it. */
export interface HeadWords {
  readonly title: string;
  readonly line: string;
}

const words = english.head;

/** `worst` is the box that wants to be looked at first; `counted`: how many boxes are in each state. */
export function headWords(whole: Snapshot, worst: BoxView | undefined, counted: string): HeadWords {
  switch (whole.state) {
    case 'no_box':
      return { title: words.noBox, line: words.noBoxLine };
    case 'offline':
      return offlineWords(whole);
    case 'away':
      return { title: whole.attached === null ? words.away : awayTitle(whole.attached), line: awayLine(whole) };
    case 'paused':
      return { title: words.paused, line: words.pausedLine };
    case 'starting':
      return whole.boxes.length > 1 ? { title: words.startingAll, line: counted } : ofWorst(whole, worst, counted);
    case 'fine':
    case 'busy':
    case 'alert':
    case 'loading':
    case 'down':
    case 'not_nim':
      return ofWorst(whole, worst, counted);
  }
}

/** "This computer" is that of the monitor. */
function offlineWords({ network, attached }: Snapshot): HeadWords {
  if (attached !== null && !attached.sameComputer)
    return { title: words.offlineThere(attached.computer), line: words.offlineLine };
  return { title: words.offline, line: network === null ? words.offlineLine : afterOffline(network) };
}

function awayLine({ boxes, takenAtMs, attached }: Snapshot): string {
  if (boxes.length === 0) return words.awayNever;
  return (attached === null ? words.lostSince : words.awaySince)(formatClock(takenAtMs));
}

/** The sentence about our network, where the head does not say it already; empty otherwise. */
export function networkNote({ state, network, attached }: Snapshot): string {
  if (state === 'offline' || state === 'away' || network === null) return '';
  return attached === null || attached.sameComputer ? network : `${attached.computer}: ${network}`;
}

/** Alerts that fire and are not snoozed, of all boxes. */
export function countFiring({ boxes }: Snapshot): number {
  return boxes.flatMap(({ alerts }) => alerts).filter(({ snoozedUntilMs }) => snoozedUntilMs === null).length;
}

function ofWorst(whole: Snapshot, worst: BoxView | undefined, counted: string): HeadWords {
  if (worst === undefined) return { title: words.noBox, line: words.noBoxLine };
  const title = `${worst.name} ${stateLook(worst.state).headline}`;
  return { title, line: whole.boxes.length > 1 ? counted : worst.address };
}
