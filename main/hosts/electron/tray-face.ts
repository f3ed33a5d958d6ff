import type { WholeState, BoxView, Snapshot } from '../../../preload/contract/view.ts';

export type TrayFace = 'fine' | 'busy' | 'down';

/** Windows cuts a tooltip there, counting the end mark. */
const maxTooltipChars = 127;

/** Which icon a state shows. */
export function trayFace(state: WholeState): TrayFace {
  switch (state) {
    case 'fine':
    case 'starting':
    case 'paused':
    case 'no_box':
      return 'fine';
    case 'busy':
    case 'loading':
      return 'busy';
    case 'alert':
    case 'down':
    case 'offline':
    case 'away':
    case 'not_nim':
      return 'down';
  }
}

/** The box in the snapshot's state, or what makes it idle to ask for one, in one line. */
export function trayTooltip(snapshot: Snapshot): string {
  const box = snapshot.boxes.find((one) => one.state === snapshot.state) ?? snapshot.boxes[0];
  const ofBox = box === undefined ? 'NIM Glance: no box yet' : `${box.name}: ${box.sentence}`;
  const text = snapshot.state === 'offline' ? (snapshot.network ?? ofBox) : ofBox;
  return text.length <= maxTooltipChars ? text : `${text.slice(0, maxTooltipChars - 1)}…`;
}

/** Whether the menu's forwarding box is ticked: it is switched on, even while something is missing for it. */
export function isForwarding(box: BoxView | undefined): boolean {
  return box !== undefined && box.forwarding.state !== 'off';
}
