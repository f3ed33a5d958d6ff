import { asSentence } from './as-sentence.ts';

/** The head of the overview. */
export const head = {
  noBox: 'No box yet',
  noBoxLine: 'Add one to see what it does.',
  offline: 'This computer is offline',
  offlineLine: 'What your boxes do is not known now.',
  away: 'The monitor is away',
  awaySince: (clock: string) => `Since ${clock}`,
  /** Where the way of this page to it is lost. */
  lostSince: (clock: string) => `Since ${clock}. This page goes on trying.`,
  awayNever: 'It was not reached yet',
  offlineThere: (computer: string) => `${computer} is offline`,
  paused: 'Paused',
  pausedLine: 'Nothing is asked now.',
  startingAll: 'Your boxes are being asked',
  more: 'More',
  alerts: 'Alerts',
  addBox: 'Add a box',
  pause: 'Pause',
  resume: 'Resume',
  settings: 'Settings',
  failed: 'The monitor did not answer. Try again.',
} as const;

/** On the bell. */
export function firingAlerts(count: number): string {
  if (count === 0) return head.alerts;
  return count === 1 ? `${head.alerts}: 1 fires` : `${head.alerts}: ${String(count)} fire`;
}

/** What the monitor says of our network, below the title that has said already that this computer is offline. */
export function afterOffline(sentence: string): string {
  const said = `${head.offline}: `;
  if (!sentence.startsWith(said)) return sentence;
  return asSentence(sentence.slice(said.length));
}
