import assert from 'node:assert/strict';
import test from 'node:test';
import type { SignalId } from '../../../main/app/dialects/signals.ts';
import { takeSnapshot, type BoxFacts, type ForwardingFacts } from '../../../main/app/snapshot.ts';
import type { SignalView } from '../../../main/core/model/signal.ts';
import { UNKNOWN_TARGET, type TargetState } from '../../../main/core/model/target-state.ts';
import type { WatchedTarget } from '../../../main/core/pipeline.ts';
import type { BoxState, BoxView, ForwardingState } from '../../../preload/contract/view.ts';
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
  name: 'spark',
  targets: [target(state, values, over)],
  forwarding: FORWARDING,
});
function viewOf(facts: BoxFacts): BoxView {
  const [view] = takeSnapshot([facts], [], 1_000).boxes;
  assert.ok(view);
  return view;
}

const UNHEARD: Partial<TargetState> = { health: 'unknown', good: 0, failed: 0, lastGoodMs: undefined };
const REFUSED = 'it refuses the connection';

const STATES: readonly (readonly [string, Partial<TargetState>, Values, BoxState, string])[] = [
  ['nothing heard yet', UNHEARD, {}, 'starting', 'Asking for the first time.'],
  ['idle', {}, {}, 'fine', 'Nobody is asking.'],
  ['one request', {}, { running: 1 }, 'fine', '1 request running, none waiting.'],
  ['two requests', {}, { running: 2, kvCache: 0.899 }, 'fine', '2 requests running, none waiting.'],
  ['a cache that is nearly full', {}, { running: 2, kvCache: 0.9 }, 'busy', 'KV cache at 90 %: the next requests may have to wait.'],
  ['a request waits', {}, { kvCache: 0.416, waiting: 1 }, 'busy', '1 request waiting, KV cache at 42 %.'],
  ['requests wait', {}, { kvCache: 1, waiting: 12 }, 'busy', '12 requests waiting, KV cache at 100 %.'],
  ['the model loads', { health: 'loading', lastFailure: 'answered 503' }, {}, 'loading', 'The model is loading.'],
  ['the model loads from the first answer on', { ...UNHEARD, failed: 1, health: 'loading' }, {}, 'loading', 'The model is loading.'],
  ['no answer', { health: 'down', lastFailure: REFUSED }, { waiting: 3 }, 'down', `No metrics: ${REFUSED}.`],
  ['no answer from the beginning', { ...UNHEARD, failed: 1, lastFailure: REFUSED }, {}, 'down', `No metrics: ${REFUSED}.`],
  ['healthy, but no metrics', { lastFailure: 'answered 500' }, {}, 'down', 'No metrics: answered 500.'],
  ['another server', { health: 'not_nim', lastFailure: 'answered 404' }, {}, 'not_nim', 'Something answers, but it is not a NIM: answered 404.'],
]; // prettier-ignore

for (const [name, target, values, state, sentence] of STATES) {
  test(`${name}: ${state}`, () => {
    const view = viewOf(box(target, values));
    assert.deepEqual([view.state, view.sentence], [state, sentence]);
  });
}

const BY_STATE: Readonly<Record<BoxState, BoxFacts>> = {
  down: box({ health: 'down', lastFailure: 'x' }),
  not_nim: box({ health: 'not_nim', lastFailure: 'x' }),
  busy: box({}, { waiting: 1 }),
  loading: box({ health: 'loading' }),
  starting: box(UNHEARD),
  fine: box(),
};
const WORST_FIRST = ['down', 'not_nim', 'busy', 'loading', 'starting', 'fine'] as const;

test('the worst box makes the whole', () => {
  WORST_FIRST.forEach((state, at) => {
    const boxes = WORST_FIRST.slice(at).map((other) => BY_STATE[other]);
    assert.equal(takeSnapshot(boxes, [], 0).state, state);
    assert.equal(takeSnapshot(boxes.reverse(), [], 0).state, state, 'in any order');
  });
});

test('no box at all is a start; the time is ours', () => {
  const notes = ['a full disk'];
  assert.deepEqual(takeSnapshot([], notes, 77), { takenAtMs: 77, state: 'starting', boxes: [], notes });
});

const RETRYING = { kind: 'retrying', reason: 'answered 503', untilMs: 0 } as const;
const HELD = { kind: 'held', reason: 'the token is not accepted (401)', setting: 'token', untilMs: 0 } as const;

const FORWARDINGS: readonly (readonly [string, Partial<ForwardingFacts>, ForwardingState, string])[] = [
  ['all is well', {}, 'on', ''],
  ['switched off, whatever else', { on: false, endpoint: '', hasToken: false, delivery: HELD }, 'off', ''],
  ['neither destination nor token', { endpoint: '', hasToken: false, delivery: RETRYING }, 'no_destination', ''],
  ['no token', { hasToken: false, delivery: HELD }, 'no_token', ''],
  ['a locked keychain', { hasToken: false, keychainProblem: 'It is locked.' }, 'no_token', 'It is locked.'],
  ['it catches up', { delivery: { kind: 'catching_up' } }, 'on', ''],
  ['it tries again', { delivery: RETRYING }, 'retrying', RETRYING.reason],
  ['it is held', { delivery: HELD }, 'held', HELD.reason],
];

for (const [name, over, state, reason] of FORWARDINGS) {
  test(`forwarding, ${name}: ${state}`, () => {
    const facts = { ...FORWARDING, ...over };
    const { endpoint, ledger } = facts;
    const { forwarding } = viewOf({ ...box(), forwarding: facts });
    assert.deepEqual(forwarding, { state, reason, endpoint, tokenStored: facts.hasToken, ledger, refusals: [] });
  });
}

test('why the destination refused points is told', () => {
  const refusal = { metric: 'c_total', code: 'VALUE_INVALID', sentence: 'No number.' };
  const rejections = [{ ...refusal, answers: 3, lastMs: 5 }];
  const { forwarding } = viewOf({ ...box(), forwarding: { ...FORWARDING, rejections } });
  assert.deepEqual(forwarding.refusals, [refusal]);
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

test('a cache that is not told is a dash in the sentence', () => {
  const signal = (id: string): SignalView => (id === 'kvCache' ? known(null, 'no_family') : known(2));
  assert.equal(viewOf(box({}, {}, { signal })).sentence, '2 requests waiting, KV cache at –.');
});

test('of several targets the worst makes the box, and each tile comes from the one that knows it', () => {
  const dcgm = fakeSettings({ address: { scheme: 'http', host: 'dgx-lab', port: 9400, path: undefined } });
  const nothing = () => known(null, 'no_family');
  const down = { health: 'down', lastFailure: REFUSED, good: 1, failed: 2, lastGoodMs: 950, models: [] } as const;
  const targets = [target(down, {}, { settings: dcgm, signal: nothing }), target({}, { kvCache: 0.3 })];
  const view = viewOf({ ...box(), targets });
  assert.deepEqual([view.state, view.sentence], ['down', `No metrics: ${REFUSED}.`]);
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
