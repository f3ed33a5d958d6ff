import type { FamilyPreset } from '../../preload/contract/destination.ts';

/** The settings and the editor of their text. */
export const settings = {
  title: 'Settings',
  loading: 'Reading the settings.',
  unread: 'The settings cannot be read now.',
  again: 'Try again',
  failed: 'The monitor did not answer, so nothing was changed. Try again.',

  file: 'Configuration file',
  fileAbout: 'The command line uses it too. What you change in an editor applies at once.',
  noFile: 'Started with an address: what you change here is gone when the program ends.',
  copy: 'Copy path',
  copied: 'Copied',
  edit: 'Edit as text',

  interval: 'Ask every box',
  otherInterval: 'Other',
  seconds: 'Seconds between two looks',
  set: 'Set',

  sent: 'What is sent',
  quantiles: 'Quantiles of summaries',
  quantilesAbout: 'Dynatrace takes no summaries. Their quantiles can go out as gauges.',

  textTitle: 'Configuration',
  text: 'The configuration as a text',
  textAbout: 'In the form of Prometheus’ own file.',
  secrets:
    'Each <secret-1> stands for a token or a password that is not shown. Leave it, or write another in its place.',
  save: 'Save',
  saving: 'Saving',
  saved: 'Saved',
  discard: 'Discard',
  unsaved: 'Save or discard your changes first.',
} as const;

export const intervalWords: Readonly<Record<number, string>> = {
  5_000: '5 s',
  10_000: '10 s',
  30_000: '30 s',
  60_000: '1 min',
};

/** As on the page of a box's forwarding. */
export const presetWords = {
  default: { name: 'Usual', about: 'All but what an exporter tells of itself.' },
  dashboards: { name: 'Dashboards', about: 'What Dynatrace’s page for NIM lists, and what else is understood here.' },
  everything: { name: 'All', about: 'Every metric that is there.' },
} satisfies Record<FamilyPreset, { name: string; about: string }>;

/** Beside the interval. */
export function ownIntervals(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? 'One address has an interval of its own in the file.'
    : `${String(count)} addresses have an interval of their own in the file.`;
}

export function atLine(line: number): string {
  return `Line ${String(line)}`;
}
