import type { FamilyPlan, SendPlan, TestStepView } from '../../preload/contract/destination.ts';
import type { ForwardingView, LedgerView } from '../../preload/contract/view.ts';
import { formatCount, formatLarge } from '../ui/format.ts';
import { asSentence } from './as-sentence.ts';

/** Forwarding of a box: the foot of the overview, and its page. */
export const forwarding = {
  switchName: (box: string) => `Forward ${box} to Dynatrace`,
  open: (box: string) => `Where ${box} is forwarded, and what is sent`,
  failed: 'This did not work. Try again.',
  nothingYet: 'Its metrics stay on this computer.',
  setUp: 'Set up',
  enterToken: 'Enter a token',
  newToken: 'New token',
  change: 'Change',

  page: (box: string) => `Forward ${box}`,
  about: 'Its metrics go to Dynatrace, each point once.',
  gone: 'This box is not watched any more.',
  oneMachine:
    'Let one machine alone forward a box: two would send everything twice. To watch it from several, run nim-glance on the box and attach to that.',

  nameTitle: 'Which machine is this?',
  nameAbout: 'Every machine is 127.0.0.1 to itself. In Dynatrace the name alone tells this box from others.',
  name: 'Name of the box',
  nameSave: 'Use this name',

  sent: 'What is sent',
  notYet: 'Known after the first scrape.',
  perScrape: (points: number) => `${points === 1 ? 'point' : 'points'} per scrape`,
  perMonth: 'per month',
  find: 'Find a metric',
  noneFound: 'No metric is called like that.',
  preset: 'Which metrics are sent',
  chosen: 'switched by you',

  destination: 'Destination',
  address: 'Address of your environment',
  addressExample: 'abc12345.live.dynatrace.com',
  addressForms: 'Its id, or any address of it.',
  token: 'API token',
  tokenExample: 'dt0c01.…',
  tokenKept: 'Known. Leave it empty to keep it',
  tokenStored: 'The token is stored and never shown again.',
  tokenFrom: {
    environment:
      'At each start the token comes from the environment: DT_API_TOKEN, DT_API_TOKEN_FILE or a systemd credential.',
    file: 'At each start the token comes from the configuration file.',
  },
  tokenUntilStart: {
    environment:
      'What you enter holds until NIM Glance is started again. Then the environment’s token counts (DT_API_TOKEN, DT_API_TOKEN_FILE or a systemd credential): change it there, too.',
    file: 'What you enter holds until NIM Glance is started again. Then the configuration file’s token counts: change it there, too.',
  },
  tokenHome: (computer: string) => `It will live in the keychain of ${computer}, not on this computer.`,
  scopes: 'It needs the scope metrics.ingest and no other; a platform token openpipeline:metrics:ingest.',
  create: 'Create one in Dynatrace: Access tokens, Generate new token, Ingest metrics.',
  test: 'Test',
  testing: 'Testing',
  save: 'Save and forward',
  saving: 'Saving',
  saveFailed: 'This could not be saved. Check both fields and try again.',
  testFailed: 'This could not be tested. Try again.',
  steps: 'Result of the test',
  stepNames: { address: 'Address', token: 'Token', ingest: 'Metrics' } satisfies Record<TestStepView['name'], string>,
  verdicts: {
    good: 'good',
    refused: 'refused',
    unknown: 'not known',
    skipped: 'skipped',
  } satisfies Record<TestStepView['verdict'], string>,
  asking: 'asking',

  soFar: 'So far',
  counts: { sent: 'Sent', held: 'Held back', folded: 'Folded', refused: 'Refused or given up', skipped: 'Skipped' },
  refusals: 'What Dynatrace said',
} as const;

/** What forwarding is doing, as a title. */
export function forwardingTitle({ state, endpoint, heldBy }: ForwardingView): string {
  switch (state) {
    case 'off':
      return endpoint === '' ? 'Not forwarded yet' : 'Forwarding is off';
    case 'no_destination':
      return 'Where should it go?';
    case 'no_token':
      return 'A token is missing';
    case 'on':
      return 'Forwarding to Dynatrace';
    case 'retrying':
      return 'Trying again to forward';
    case 'held':
      return heldBy === 'token' ? 'The token is refused' : 'Forwarding is held';
  }
}

function pointsOf(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'point' : 'points'}`;
}

/** The three numbers of the ledger, in one line. */
function ledgerLine(ledger: LedgerView): string {
  const refused = sumOf(ledger.dropped);
  const sent = `${pointsOf(ledger.delivered)} sent`;
  const queued = ledger.queued === 0 ? 'none held back' : `${formatCount(ledger.queued)} held back`;
  return `${sent}, ${queued}, ${refused === 0 ? 'none' : formatCount(refused)} refused`;
}

/** Below the title: the three numbers, once there are any. */
export function footLine({ state, ledger }: Pick<ForwardingView, 'state' | 'ledger'>): string {
  return state === 'off' && ledger.produced === 0 ? forwarding.nothingYet : ledgerLine(ledger);
}

/** What the destination said about metrics, in one line; the rest stands on the page. */
export function refusalLine({ refusals, ledger }: Pick<ForwardingView, 'refusals' | 'ledger'>): string {
  const [first] = refusals;
  if (first === undefined) return '';
  const { metric, sentence } = first;
  const metrics = new Set(refusals.map((refusal) => refusal.metric)).size;
  const what = metrics === 1 ? metric : `${metrics} metrics`;
  const verb = (ledger.dropped['rejected'] ?? 0) > 0 ? 'refused' : 'changed';
  return `Dynatrace ${verb} ${what === '' ? 'points' : what}: ${asSentence(sentence)}`;
}

/** Why, in words, and how many points; null where it is not about a number. */
export interface LedgerReason {
  readonly words: string;
  readonly points: number | null;
}

/** A sum with what it is made of, for the page. */
export interface LedgerLine {
  readonly label: string;
  readonly points: number;
  readonly reasons: readonly LedgerReason[];
}

/** How many of the first sums are told even when they are zero. */
const ALWAYS_TOLD = 2;

/** All that became of the points of a box; what is zero and needs no telling is left out. */
export function ledgerLines(ledger: LedgerView): readonly LedgerLine[] {
  const { counts } = forwarding;
  const { delivered, queued, folded, carried, dropped, skipped } = ledger;
  const joined = [
    { words: 'Added to the next value of their series.', points: null },
    ...(carried > 0 ? [{ words: 'Waiting for that value.', points: carried }] : []),
  ];
  const lines: readonly LedgerLine[] = [
    { label: counts.sent, points: delivered, reasons: [] },
    { label: counts.held, points: queued, reasons: [] },
    { label: counts.folded, points: folded, reasons: joined },
    { label: counts.refused, points: sumOf(dropped), reasons: reasonsOf(dropped) },
    { label: counts.skipped, points: sumOf(skipped), reasons: reasonsOf(skipped) },
  ];
  return lines.filter(({ points }, index) => points > 0 || index < ALWAYS_TOLD);
}

const REASONS: Readonly<Record<string, string>> = {
  rejected: 'refused by Dynatrace. What it said stands below',
  expired: 'held back for almost an hour, beyond which Dynatrace takes no gauge',
  evicted: 'the store was full. Look why nothing goes out',
  discarded: 'discarded by you',
  damaged: 'the disk gave back other bytes than were stored. Check it',
  'limit:size': 'larger than a whole request may be. Leave the metric out',
  'limit:no_sum': 'histograms without a sum, which Dynatrace refuses',
  'limit:metric_key': 'the name is longer than 255 characters. Rename the metric with metric_relabel_configs',
  'limit:characters': 'a name without a letter that Dynatrace takes. Rename it with metric_relabel_configs',
  'limit:dimensions': 'more than 50 labels. Drop some with metric_relabel_configs',
  'limit:dimension_key': 'a label’s name is longer than 100 characters. Rename it with metric_relabel_configs',
  'limit:dimension_value': 'a label’s value is longer than 255 characters. Shorten it with metric_relabel_configs',
  baseline: 'seen for the first time: there is nothing to compare them with',
  reset: 'a counter fell while its process went on. Counting starts there',
  other_process: 'another process answers at this address. Give each one its own target',
  bounds_changed: 'a histogram has other buckets than before. Counting starts there',
  max_gap: 'silent for more than 7 days',
  gap: 'seen again after a gap',
  not_a_number: 'no number, such as NaN',
  no_commit: 'could not be stored. Look at the disk',
};

function reasonsOf(counts: Readonly<Record<string, number>>): readonly LedgerReason[] {
  return Object.entries(counts)
    .filter(([, points]) => points > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, points]) => ({ words: asSentence(REASONS[reason] ?? reason.replaceAll('_', ' ')), points }));
}

/** How many of the metrics are sent. */
export function sentCount({ families }: SendPlan): string {
  const sent = families.filter((family) => family.sent).length;
  return `${formatCount(sent)} of ${formatCount(families.length)} metrics`;
}

/** What stands below a metric's name. */
export function familyLine({ type, series, pointsPerScrape, chosen }: FamilyPlan): string {
  const amount = pointsOf(pointsPerScrape);
  const of = series === pointsPerScrape ? '' : ` of ${formatCount(series)} series`;
  return `${type}, ${amount}${of}${chosen ? `, ${forwarding.chosen}` : ''}`;
}

/** Points per month, short. */
export function monthly({ pointsPerMonth }: SendPlan): string {
  return formatLarge(pointsPerMonth);
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, one) => total + one, 0);
}
