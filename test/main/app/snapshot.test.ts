import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_RULES } from '../../../main/app/alert-rules/default-rules.ts';
import type { SignalId } from '../../../main/app/dialects/signals.ts';
import { FLOWING, type ForwardingFacts } from '../../../main/app/forwarding-view.ts';
import { NO_PAST } from '../../../main/app/sentences/target-past.ts';
import { takeSnapshot, type BoxFacts, type WholeFacts } from '../../../main/app/snapshot.ts';
import { boxNowOf } from '../../../main/app/watch/box-now-of.ts';
import { makeWish } from '../../../main/app/wish/wish.ts';
import type { Alert } from '../../../main/core/alert-book.ts';
import { QUIET_ALERT } from '../../../main/core/alerts/evaluate.ts';
import type { SignalView } from '../../../main/core/model/signal.ts';
import { UNKNOWN_TARGET, type TargetState } from '../../../main/core/model/target-state.ts';
import type { WatchedTarget } from '../../../main/core/pipeline.ts';
import type { BoxView, WholeState } from '../../../preload/contract/view.ts';
import { fakeSettings } from '../../fakes/target-settings.ts';

const FINE: TargetState = {
  ...UNKNOWN_TARGET,
  health: 'ready',
  models: ['m'],
  good: 3,
  failed: 1,
  lastGoodMs: 900,
  verdict: 'same',
};
const FORWARDING: ForwardingFacts = {
  on: true,
  endpoint: 'https://abc.example/otlp',
  hasToken: true,
  tokenGiven: undefined,
  keychainProblem: '',
  delivery: { kind: 'sending' },
  rejections: [],
  ledger: {
    produced: 5,
    delivered: 3,
    queued: 1,
    folded: 0,
    carried: 0,
    dropped: { expired: 1 },
    skipped: { baseline: 2 },
  },
};

type Values = Partial<Record<SignalId, number>>;
const SPARK = fakeSettings({ address: { scheme: 'http', host: 'dgx-lab', port: 8000, path: undefined } });

const known = (value: number | null, why: SignalView['why'] = null): SignalView => ({
  ...{ value, why, above: null, history: [value], families: [] },
});
const target = (
  state: Partial<TargetState>,
  values: Values = {},
  over: Partial<WatchedTarget> = {},
): WatchedTarget => ({
  settings: SPARK,
  state: { ...FINE, ...state },
  signal: (id) => known(values[id as SignalId] ?? 0),
  ...over,
});
const box = (state: Partial<TargetState> = {}, values: Values = {}, over: Partial<WatchedTarget> = {}): BoxFacts => ({
  ...boxOf([target(state, values, over)]),
});
const HERE: WholeFacts = { network: undefined, offline: false, paused: false, notes: [] };

/** Whose targets have failed twice where they have failed. */
function boxOf(targets: readonly WatchedTarget[]): BoxFacts {
  const pastOf = ({ state }: WatchedTarget) => ({ ...NO_PAST, failedInARow: state.lastFailure === '' ? 0 : 2 });
  const about = { nowMs: 1_000, name: 'spark', forwarding: FLOWING, networkTrouble: undefined };
  const now = boxNowOf({ ...about, targets, pastOf });
  const rest = { alerts: [], wishes: [], rules: DEFAULT_RULES, stateSinceMs: () => undefined, named: false };
  return { now, targets, forwarding: FORWARDING, ...rest };
}

function viewOf(facts: BoxFacts): BoxView {
  const [view] = takeSnapshot([facts], HERE, 1_000).boxes;
  assert.ok(view);
  return view;
}

const UNHEARD: Partial<TargetState> = { health: 'unknown', good: 0, failed: 0, lastGoodMs: undefined };
const REFUSED = 'it refuses the connection';
const DOWN = { health: 'down', lastFailure: REFUSED } as const;

test('state and sentence are those of the facts', () => {
  const shown = [box(UNHEARD), box({}, { running: 2 }), box({}, { waiting: 3, kvCache: 0.5 }), box(DOWN)].map(viewOf);
  assert.deepEqual(
    shown.map(({ state, sentence }) => [state, sentence]),
    [
      ['starting', 'Asking for the first time.'],
      ['fine', '2 requests running, none waiting.'],
      ['busy', '3 requests waiting, KV cache at 50 %.'],
      ['down', `No metrics: ${REFUSED}.`],
    ],
  );
});

test('one failed scrape is not down', () => {
  const targets = [target(DOWN)];
  const past = { ...NO_PAST, failedInARow: 1, failingSinceMs: 1_000 };
  const about = { nowMs: 1_000, name: 'spark', forwarding: FLOWING, networkTrouble: undefined };
  const once = { ...box(), targets, now: boxNowOf({ ...about, targets, pastOf: () => past }) };
  assert.equal(viewOf(once).state, 'fine');
});

const ALERT: Alert = {
  rule: DEFAULT_RULES.find(({ id }) => id === 'gpu_hot') ?? assert.fail(),
  subject: { box: 'spark', target: undefined },
  state: { ...QUIET_ALERT, phase: 'firing', sinceMs: 600, value: 88, worst: 91 },
  snoozed: false,
};

test('an alert that fires is shown with its value, and makes the state; a snoozed one is shown alone', () => {
  const firing = viewOf({ ...box(), alerts: [ALERT] });
  assert.deepEqual(
    [firing.state, firing.alerts.map(({ rule, value, worst }) => [rule, value, worst])],
    ['alert', [['gpu_hot', 88, 91]]],
  );
  const snoozed = viewOf({ ...box(), alerts: [{ ...ALERT, snoozed: true }] });
  assert.deepEqual([snoozed.state, snoozed.alerts.length], ['fine', 1]);
});

test('what is waited for, and what could be', () => {
  const wish = makeWish('spark', { kind: 'idle' }, 5);
  const busy = viewOf({ ...box({}, { running: 2, waiting: 1 }), wishes: [wish] });
  assert.deepEqual(busy.wishes, [{ until: { kind: 'idle' }, madeMs: 5, expiresMs: wish.expiresMs }]);
  assert.deepEqual(busy.wishable, ['idle', 'queue_empty']);
  assert.deepEqual(viewOf(box(DOWN)).wishable, ['back']);
});

const WHOLE: readonly (readonly [string, readonly BoxFacts[], Partial<WholeFacts>, WholeState])[] = [
  ['no box', [], {}, 'no_box'],
  ['the worst box', [box(), box(DOWN), box({}, { waiting: 1 })], {}, 'down'],
  ['our network is gone', [box(DOWN), box()], { offline: true, network: 'It is gone.' }, 'offline'],
];

for (const [name, boxes, over, state] of WHOLE) {
  test(`all together, ${name}: ${state}`, () => {
    const shown = takeSnapshot(boxes, { ...HERE, ...over }, 77);
    assert.deepEqual([shown.state, shown.network, shown.takenAtMs], [state, over.network ?? null, 77]);
  });
}

test('what concerns no box is told', () => {
  const notes = ['a full disk'];
  assert.deepEqual(takeSnapshot([], { ...HERE, notes }, 0).notes, notes);
});

test('how it is forwarded', () => {
  assert.deepEqual([viewOf(box()).forwarding.state, viewOf(box()).forwarding.endpoint], ['on', FORWARDING.endpoint]);
});

const TILES: readonly (readonly [string, SignalView, number | null, string | null])[] = [
  ['a value', known(0.5), 0.5, null],
  ['a zero is a value', known(0), 0, null],
  ['a failed scrape', known(null, 'no_scrape'), null, 'the last scrape failed'],
  ['not told', known(null, 'no_family'), null, 'this target does not tell it'],
  ['no traffic', known(null, 'no_traffic'), null, 'no request in the last minute'],
];

for (const [name, view, value, why] of TILES) {
  test(`a tile, ${name}`, () => {
    const { p95 } = viewOf(box({}, {}, { signal: () => view })).firstToken;
    assert.deepEqual(p95, { value, above: null, why, history: [value] });
  });
}

test('a tile beyond the buckets names the largest bound instead of a number', () => {
  const signal = (): SignalView => ({ ...known(Infinity), above: 10 });
  const { value, above, why } = viewOf(box({}, {}, { signal })).firstToken.p95;
  assert.deepEqual([value, above, why], [null, 10, 'above the largest bucket']);
});

test('a history keeps its gaps and has no infinities', () => {
  const signal = (): SignalView => ({ ...known(1), history: [1, null, Infinity, 0] });
  assert.deepEqual(viewOf(box({}, {}, { signal })).kvCache.history, [1, null, null, 0]);
});

test('of several targets the worst makes the box, and each tile comes from the one that knows it', () => {
  const dcgm = fakeSettings({ address: { scheme: 'http', host: 'dgx-lab', port: 9400, path: undefined } });
  const nothing = () => known(null, 'no_family');
  const down = { health: 'down', lastFailure: REFUSED, good: 1, failed: 2, lastGoodMs: 950, models: [] } as const;
  const targets = [target(down, {}, { settings: dcgm, signal: nothing }), target({}, { kvCache: 0.3 })];
  const view = viewOf(boxOf(targets));
  assert.deepEqual([view.state, view.sentence], ['down', `No metrics from dgx-lab:9400: ${REFUSED}.`]);
  assert.deepEqual([view.kvCache.value, view.address], [0.3, 'dgx-lab:9400, dgx-lab:8000']);
  assert.deepEqual(view.scrapes, { good: 4, failed: 3, lastGoodMs: 950 });
  assert.deepEqual(
    view.targets.map(({ address, failure }) => [address, failure]),
    [
      ['dgx-lab:9400', REFUSED],
      ['dgx-lab:8000', ''],
    ],
  );
});

test('warnings, another dialect and unread lines are notes', () => {
  const dialectChange = { before: 'nim-1', after: 'vllm-v1', atMs: 1 };
  const { notes } = viewOf(box({ warnings: ['Nobody checks its certificate.'], dialectChange, parseIssues: 2 }));
  assert.equal(notes.length, 3);
  assert.equal(notes[0], 'Nobody checks its certificate.');
  assert.match(notes[1] ?? '', /vLLM V1.*NIM 1\.x/);
  assert.equal(notes[2], '2 lines of the last scrape could not be read.');
});

test('each tile shows its own signal, and the scrapes are counted', () => {
  const values = { kvCache: 0.1, running: 2, waiting: 3, maximum: 4, firstTokenP50: 5, firstTokenP95: 6, tokensOut: 7 };
  const view = viewOf(box({}, values));
  const { kvCache, running, waiting, maximum, firstToken, tokensOut } = view;
  const tiles = [kvCache, running, waiting, maximum, firstToken.p50, firstToken.p95, tokensOut];
  assert.deepEqual(
    tiles.map(({ value }) => value),
    [0.1, 2, 3, 4, 5, 6, 7],
  );
  assert.deepEqual([view.name, view.address, view.models], ['spark', 'dgx-lab:8000', ['m']]);
  assert.deepEqual(view.scrapes, { good: 3, failed: 1, lastGoodMs: 900 });
  assert.equal(viewOf(box(UNHEARD)).scrapes.lastGoodMs, null);
});

test('a name is assumed where nobody gave it and every address is a loopback one', () => {
  const at = (host: string): WatchedTarget =>
    target({}, {}, { settings: { ...SPARK, address: { ...SPARK.address, host } } });
  const assumed = (hosts: readonly string[], named = false) => viewOf({ ...boxOf(hosts.map(at)), named }).nameAssumed;
  assert.deepEqual(
    [assumed(['127.0.0.1', 'localhost']), assumed(['127.0.0.1'], true), assumed(['127.0.0.1', 'dgx'])],
    [true, false, false],
  );
});
