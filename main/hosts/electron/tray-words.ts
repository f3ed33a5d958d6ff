import type { BoxState, WishKind } from '../../../preload/contract/view.ts';
import type { Snooze } from '../../../preload/contract/api.ts';

/** The texts of tray and menu. The same words as on the page, which this program cannot import. */
export const TRAY_WORDS = {
  open: 'Open NIM Glance',
  noBox: 'NIM Glance: no box yet',
  away: 'The monitor cannot be reached',
  forward: 'Forward to Dynatrace',
  pause: 'Pause',
  resume: 'Resume',
  snooze: 'Snooze',
  endSnooze: 'End snooze',
  tellMeWhen: 'Tell me when',
  openWindow: 'Open in a window',
  settings: 'Settings',
  copyDiagnostics: 'Copy diagnostics',
  startAtLogin: 'Start at login',
  about: 'About NIM Glance',
  quit: 'Quit',
} as const;

/** One word for each state, as on the page. */
export const STATE_WORDS: Readonly<Record<BoxState, string>> = {
  ...{ starting: 'Starting', fine: 'Fine', busy: 'Busy', alert: 'Alert', loading: 'Loading', down: 'Down' },
  ...{ not_nim: 'No metrics', paused: 'Paused' },
};

/** How long an alert can be snoozed, in the order of the menu. */
export const SNOOZE_WORDS: readonly (readonly [Snooze['lasting'], string])[] = [
  ['15m', 'For 15 minutes'],
  ['1h', 'For 1 hour'],
  ['4h', 'For 4 hours'],
  ['tomorrow', 'Until tomorrow, 8:00'],
];

/** What can be waited for, after the box's name or "Tell me when". */
export const WISH_WORDS: Readonly<Record<Exclude<WishKind['kind'], 'below'>, string>> = {
  ready: 'It is ready',
  idle: 'Nobody asks any more',
  queue_empty: 'Its queue is empty',
  back: 'It answers again',
};

export function boxLine(name: string, state: string): string {
  return `${name}: ${state}`;
}

export function moreBoxes(count: number): string {
  return `${count} more`;
}

export function snoozedAlert(alert: string): string {
  return `${alert} (snoozed)`;
}

export function awayFrom(computer: string): string {
  return `The monitor on ${computer} cannot be reached`;
}

export function allFine(count: number): string {
  return `All ${count} boxes are fine`;
}

export function othersFine(count: number): string {
  return count === 1 ? 'the other is fine' : `${count} others are fine`;
}
