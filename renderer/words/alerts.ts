import type { Snooze } from '../../preload/contract/api.ts';
import type { RuleUnit, RuleView } from '../../preload/contract/rules.ts';
import type { WishKind } from '../../preload/contract/view.ts';

type Lasting = Exclude<Snooze['lasting'], 'end'>;

const SNOOZES: Readonly<Record<Lasting, string>> = {
  '15m': '15 minutes',
  '1h': '1 hour',
  '4h': '4 hours',
  tomorrow: 'Until tomorrow, 8:00',
};

const WISHES: Readonly<Record<Exclude<WishKind['kind'], 'below'>, string>> = {
  ready: 'ready',
  idle: 'idle',
  queue_empty: 'queue empty',
  back: 'back',
};

const UNITS: Readonly<Record<RuleUnit, string>> = { percent: '%', seconds: 's', celsius: '°C', number: '' };

const NO_DATA: Readonly<Record<RuleView['noData'], string>> = {
  hold: 'It stays as it is',
  clear: 'All is well',
  fire: 'Something is wrong',
};

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

/** What fires, what fired, and the rules for it. */
export const alerts = {
  title: 'Alerts',
  open: 'Alerts',
  failed: 'This did not work. Try again.',

  line: {
    since: (time: string): string => `since ${time}`,
    lasting: (time: string): string => `for ${time}`,
    snoozed: (time: string): string => `Snoozed until ${time}`,
    target: (target: string): string => `${target}: `,
    snooze: 'Snooze',
    snoozeOf: (name: string): string => `Snooze ${name}`,
    wake: 'End snooze',
    wakeOf: (name: string): string => `End snooze of ${name}`,
    choices: SNOOZES,
  },

  wish: {
    label: 'Tell me when',
    group: (box: string): string => `Tell me when ${box} is`,
    kinds: WISHES,
    below: (share: string): string => `KV cache below ${share}`,
    make: 'You are told once.',
    takeBack: 'You will be told once. Click to take it back.',
  },

  firing: {
    title: 'Firing now',
    none: 'Nothing fires.',
  },

  history: {
    title: 'History',
    none: 'Nothing has fired yet. What does is listed here, with its worst value.',
    today: 'Today',
    yesterday: 'Yesterday',
    still: 'still firing',
    more: (count: number): string => `Show ${count} more`,
  },

  rules: {
    title: 'Rules',
    changed: 'changed',
    own: 'your own',
    reading: 'Reading the rules.',
    switchOf: (name: string): string => `Watch for: ${name}`,
  },

  hidden: {
    label: 'Also notify me when this tab is hidden',
    denied: 'Your browser blocks notifications of this page. Allow them in its settings for this address.',
  },

  rule: {
    gone: 'There is no such rule any more.',
    above: 'Fires above',
    below: 'Fires below',
    overBelow: 'Over below',
    overAbove: 'Over above',
    forMs: 'For at least',
    clearForMs: 'Over after',
    windowMs: 'Looks back over',
    repeatMs: 'Tells again after',
    severity: 'Severity',
    severities: { warning: 'Warning', critical: 'Critical' },
    noData: 'Without numbers',
    noDatas: NO_DATA,
    boxes: 'Boxes',
    allBoxes: 'All boxes',
    quietHours: 'Quiet hours',
    quietNone: 'You are told at any time.',
    quietFrom: 'from',
    quietTo: 'to',
    addHours: 'Add quiet hours',
    removeHours: (from: string, to: string): string => `Remove ${from} to ${to}`,
    units: UNITS,
    timeUnits: { s: 's', min: 'min', h: 'h' },
    unitOf: (label: string): string => `${label}: unit`,
    notANumber: 'Enter a number.',
    notATime: 'Enter a number from 0 on.',
    notHours: 'Enter both times.',
    save: 'Save',
    saving: 'Saving',
    toDefault: 'Back to default',
    remove: 'Delete rule',
  },

  preview: {
    title: 'With these numbers',
    reading: 'Looking through what was recorded.',
    failed: 'The monitor does not say when it would have fired. It is asked again.',
    would: (lasting: string, count: number): string => `In the last ${lasting} it would have fired ${times(count)}:`,
    wouldNot: (lasting: string): string => `In the last ${lasting} it would not have fired.`,
    nothing: 'Nothing was recorded yet. Come back when your boxes have been asked for a while.',
    since: (time: string): string => `Recorded since ${time}. It begins anew when the program starts.`,
    unknown: 'Correct what is marked to see when it would have fired.',
    lasting: (time: string): string => `for ${time}`,
    still: 'still firing',
    now: 'now',
    more: (count: number): string => (count === 1 ? 'and 1 more' : `and ${count} more`),
  },

  notice: {
    region: 'Notices',
    close: (title: string): string => `Close: ${title}`,
    show: 'Show',
  },
} as const;
