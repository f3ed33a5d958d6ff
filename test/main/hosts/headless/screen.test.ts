import assert from 'node:assert/strict';
import test from 'node:test';
import { drawScreen, ledgerLine, noticeLine } from '../../../../main/hosts/headless/screen.ts';
import type {
  AlertView,
  BoxState,
  BoxView,
  ForwardingState,
  LedgerView,
  NoticeView,
  Tile,
} from '../../../../preload/contract/view.ts';
import { fakeTiles } from '../../../fakes/snapshot.ts';

const tile = (value: number | null, ...history: (number | null)[]): Tile => ({
  value,
  above: null,
  why: value === null ? 'why' : null,
  history,
});
const LEDGER: LedgerView = {
  ...{ produced: 1_204, delivered: 1_180, queued: 24, folded: 0, carried: 0 },
  dropped: {},
  skipped: { baseline: 31 },
};
const BOX: BoxView = {
  ...fakeTiles(),
  name: 'spark-01',
  nameAssumed: false,
  address: 'dgx-lab:8000',
  state: 'busy',
  stateSinceMs: null,
  sentence: '2 requests waiting, KV cache at 91 %.',
  notes: [],
  targets: [],
  ...{ alerts: [], wishes: [], wishable: [] },
  models: ['meta/llama3-8b-instruct'],
  kvCache: tile(0.905, 0.5, 0.905),
  running: tile(8, 4, 8),
  waiting: tile(2, 0, null, 2),
  maximum: tile(2_048),
  firstToken: { p50: tile(0.1234), p95: tile(1.25, 1.25) },
  tokensOut: tile(1_403.6, 1_403.6),
  scrapes: { good: 3, failed: 0, lastGoodMs: 1 },
  forwarding: {
    state: 'on',
    reason: '',
    heldBy: null,
    endpoint: 'https://abc.example/otlp',
    tokenStored: true,
    tokenGiven: null,
    ledger: LEDGER,
    refusals: [],
  },
};
const draw = (over: Partial<BoxView> = {}) =>
  drawScreen({
    takenAtMs: 0,
    state: 'busy',
    network: null,
    demo: false,
    attached: null,
    notes: [],
    boxes: [{ ...BOX, ...over }],
  });
const forwarding = (over: Partial<BoxView['forwarding']>) => draw({ forwarding: { ...BOX.forwarding, ...over } });

test('a whole box', () => {
  assert.deepEqual(draw(), [
    '',
    '  spark-01  meta/llama3-8b-instruct                          ▲ busy',
    '  2 requests waiting, KV cache at 91 %.',
    '',
    '  KV cache                   91 %                               ▅▇',
    '  Running              8 of 2,048                               ▅█',
    '  Waiting                       2                              ▁ █',
    '  First token      123 ms / 1.3 s                                █  p50 / p95',
    '  Tokens out             1,404 /s                                █',
    '',
    '  Forwarding to https://abc.example/otlp',
    '  1,204 points = 1,180 sent + 24 queued + 0 dropped, skipped 31 baseline',
    '',
  ]);
});

test('what is not known is a dash, and no line is longer than 78 characters', () => {
  const none = tile(null, ...Array.from({ length: 40 }, () => 1));
  const lines = draw({
    ...{ kvCache: none, running: none, waiting: none, maximum: none, tokensOut: none, models: [] },
    firstToken: { p50: none, p95: none },
  });
  assert.match(lines[1] ?? '', /^ {2}spark-01 {2}model not known yet +▲ busy$/);
  const values = lines.slice(4, 9).map((line) => line.slice(15, 33).trim());
  assert.deepEqual(values, ['–', '– of –', '–', '– / –', '– /s']);
  for (const line of lines) assert.ok(line.length <= 78, line);
});

test('boxes stand below each other', () => {
  const lines = drawScreen({
    takenAtMs: 0,
    state: 'busy',
    network: null,
    demo: false,
    attached: null,
    notes: [],
    boxes: [BOX, { ...BOX, name: 'other' }],
  });
  assert.equal(lines.length, 2 * draw().length);
  assert.match(lines[draw().length + 1] ?? '', /^ {2}other /);
  assert.deepEqual(
    drawScreen({ takenAtMs: 0, state: 'no_box', network: null, demo: false, attached: null, notes: [], boxes: [] }),
    [],
  );
});

const STATES: Readonly<Record<BoxState, string>> = {
  starting: '○ asking',
  fine: '● fine',
  busy: '▲ busy',
  loading: '◌ loading',
  down: '✕ down',
  not_nim: '✕ no metrics',
  alert: '! alert',
  paused: '‖ paused',
};

for (const [state, words] of Object.entries(STATES) as [BoxState, string][]) {
  test(`a box that is ${state}`, () => {
    assert.ok(draw({ state })[1]?.endsWith(` ${words}`));
  });
}

const URL = 'https://abc.example/otlp';
const FORWARDINGS: readonly (readonly [ForwardingState, string, string])[] = [
  ['off', '', 'Forwarding is off'],
  ['no_destination', '', 'Forwarding has no destination: add --forward URL'],
  ['no_token', '', 'Forwarding has no token: set DT_API_TOKEN'],
  ['on', '', `Forwarding to ${URL}`],
  ['retrying', 'answered 503', `Forwarding tries again to ${URL}: answered 503`],
  ['held', 'no scope', `Forwarding is held to ${URL}: no scope`],
];

for (const [state, reason, line] of FORWARDINGS) {
  test(`forwarding that is ${state}`, () => {
    assert.equal(forwarding({ state, reason })[10], `  ${line}`);
  });
}

const NOTHING: LedgerView = { ...LEDGER, produced: 0, delivered: 0, queued: 0, dropped: {}, skipped: {} };
const LEDGERS: readonly (readonly [string, Partial<LedgerView>, string])[] = [
  ['nothing', {}, '0 points = 0 sent + 0 queued + 0 dropped'],
  ['dropped for two reasons', { produced: 5_000, delivered: 1, dropped: { expired: 4_000, evicted: 999 } }, '5,000 points = 1 sent + 0 queued + 4,999 dropped, dropped 4,000 expired, 999 evicted'],
  ['dropped and skipped', { produced: 1, dropped: { rejected: 1 }, skipped: { reset: 2 } }, '1 points = 0 sent + 0 queued + 1 dropped, dropped 1 rejected, skipped 2 reset'],
]; // prettier-ignore

for (const [name, over, line] of LEDGERS) {
  test(`the ledger: ${name}`, () => {
    assert.equal(ledgerLine({ ...NOTHING, ...over }), line);
  });
}

/** Escape, bell, line break, delete and the one-byte CSI. */
const HOSTILE = 'a\u001b[2J\u0007\n\r\u007f\u009b31mb';
const BLANKS = 'a [2J     31mb';

test('what a target says does not steer the terminal: control characters become blanks', () => {
  const lines = [
    ...draw({ models: [HOSTILE], sentence: HOSTILE }),
    ...forwarding({ state: 'held', reason: HOSTILE }),
    ...draw({ name: HOSTILE }),
  ];
  for (const line of lines) assert.doesNotMatch(line, /\p{Cc}/u);
  assert.equal(lines.filter((line) => line.includes(BLANKS)).length, 4);
});

test('what concerns no box stands first; what the destination refused stands below its numbers', () => {
  const notes = ['Nothing can be stored now: the disk is full'];
  const refusals = [
    { metric: 'c_total', code: 'VALUE_INVALID', sentence: 'Its value is no number.' },
    { metric: '', code: '', sentence: 'Something else.' },
  ];
  const box = { ...BOX, forwarding: { ...BOX.forwarding, refusals } };
  const lines = drawScreen({
    takenAtMs: 0,
    state: 'busy',
    network: null,
    demo: false,
    attached: null,
    notes,
    boxes: [box],
  });
  assert.equal(lines[0], '  Nothing can be stored now: the disk is full');
  assert.deepEqual(lines.slice(-3), ['  c_total VALUE_INVALID: Its value is no number.', '  Something else.', '']);
});

const ALERT: AlertView = {
  ...{ rule: 'gpu_hot', target: null, name: 'GPU hot', text: 'A GPU is at 88 °C', severity: 'warning' },
  ...{ sinceMs: 5, value: 88, worst: 88, snoozedUntilMs: null },
};

test('what fires stands below the sentence, with its target, and whether it is snoozed', () => {
  const alerts = [ALERT, { ...ALERT, target: 'dgx:9400', snoozedUntilMs: 9 }];
  assert.deepEqual(draw({ alerts }).slice(2, 6), [
    '  2 requests waiting, KV cache at 91 %.',
    '  ! GPU hot: A GPU is at 88 °C',
    '  ! GPU hot (dgx:9400): A GPU is at 88 °C (snoozed)',
    '',
  ]);
});

const NOTICE: NoticeView = {
  ...{ atMs: new Date(2026, 10, 24, 7, 5).getTime(), kind: 'fired', box: 'dgx', rule: 'gpu_hot', target: null },
  ...{ severity: 'warning', title: 'dgx: GPU hot', text: 'A GPU is at 88 °C.' },
};

test('a notice is one line with its time; what is over has another mark', () => {
  assert.equal(noticeLine(NOTICE), '  ! 07:05  dgx: GPU hot: A GPU is at 88 °C.');
  assert.equal(noticeLine({ ...NOTICE, kind: 'resolved', text: HOSTILE }), `  ✓ 07:05  dgx: GPU hot: ${BLANKS}`);
});
