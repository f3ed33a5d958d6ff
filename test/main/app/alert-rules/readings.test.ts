import assert from 'node:assert/strict';
import test from 'node:test';
import { observeBox, observeTarget, readingOf } from '../../../../main/app/alert-rules/readings.ts';
import type { BoxNow, SignalNow, TargetNow } from '../../../../main/app/sentences/box-now.ts';
import { NO_PAST } from '../../../../main/app/sentences/target-past.ts';
import type { AlertReading } from '../../../../main/core/model/alert.ts';
import { UNKNOWN_TARGET, type TargetState } from '../../../../main/core/model/target-state.ts';

const signal = (over: Partial<SignalNow>): SignalNow => ({
  ...{ value: null, above: null, why: null, families: [], history: [], intervalMs: 10_000 },
  ...over,
});
const target = (state: Partial<TargetState>): TargetNow => ({
  address: 'dgx:8000',
  state: { ...UNKNOWN_TARGET, good: 1, health: 'ready', verdict: 'same', ...state },
  past: NO_PAST,
  timeoutMs: 1,
});
const box = (targets: readonly TargetNow[], over: Partial<BoxNow> = {}): BoxNow => ({
  ...{ nowMs: 0, name: 'dgx', targets, networkTrouble: undefined },
  signal: (id) => (id === 'kvCache' ? signal({ value: 0.5 }) : signal({ why: 'no_family' })),
  forwarding: { blockedBy: undefined, reason: '', sinceMs: undefined },
  ...over,
});
const READY = target({});
const DOWN = target({ lastFailure: 'no answer', health: 'down' });
const LOADING = target({ lastFailure: 'answered 503', health: 'loading' });
const NO_METRICS = target({ lastFailure: 'answered 500' });
const UNHEARD = target({ good: 0, health: 'unknown' });
const OFFLINE = { networkTrouble: 'This computer is offline.' };

test('a signal without a value is a gap, no data, or not told', () => {
  const of = (why: SignalNow['why']): AlertReading => readingOf({ value: null, why });
  assert.deepEqual([of('no_scrape'), of('no_difference'), of(null)], ['gap', 'gap', 'gap']);
  assert.deepEqual([of('no_traffic'), of('not_a_number'), of('unequal_bounds')], ['no_data', 'no_data', 'no_data']);
  assert.deepEqual([of('no_family'), of('other_type'), of('not_supported')], ['not_told', 'not_told', 'not_told']);
  assert.deepEqual([readingOf({ value: 0, why: null }), readingOf({ value: Infinity, why: null })], [0, Infinity]);
});

test('a box is observed with its signals and facts', () => {
  const blocked = { forwarding: { blockedBy: 'token', reason: '', sinceMs: 0 } } as const;
  const { readings, intervalMs, restarted } = observeBox(box([READY], blocked), ['kvCache', 'waiting'], 10_000);
  assert.deepEqual(Object.fromEntries(readings), {
    kvCache: 0.5,
    waiting: 'not_told',
    answers: 1,
    forwardingBlocked: 1,
  });
  assert.deepEqual([intervalMs, restarted], [10_000, false]);
  assert.equal(observeBox(box([READY]), [], 1).readings.get('forwardingBlocked'), 0);
});

const ANSWERS: readonly (readonly [string, readonly TargetNow[], AlertReading])[] = [
  ['nothing heard', [UNHEARD], 'gap'],
  ['down', [DOWN], 0],
  ['down and not heard', [DOWN, UNHEARD], 0],
  ['one of two', [DOWN, READY], 1],
  ['loading', [LOADING], 1],
  ['without metrics', [NO_METRICS], 1],
];
for (const [name, targets, wanted] of ANSWERS) {
  test(`whether a box answers: ${name}`, () => {
    assert.equal(observeBox(box(targets), [], 1).readings.get('answers'), wanted);
  });
}

const GOOD: readonly (readonly [string, readonly TargetNow[], AlertReading])[] = [
  ['good', [READY], 1],
  ['without metrics', [NO_METRICS], 0],
  ['down beside one that answers', [DOWN, READY], 0],
  ['down with its whole box', [DOWN], 'gap'],
  ['loading', [LOADING], 'gap'],
  ['nothing heard', [UNHEARD], 'gap'],
];
for (const [name, [first = READY, ...others], wanted] of GOOD) {
  test(`whether a scrape was good: ${name}`, () => {
    const observed = observeTarget(first, box([first, ...others]), [['x', signal({ value: 3 })]], 1);
    assert.deepEqual(Object.fromEntries(observed.readings), { x: 3, scrapeGood: wanted });
  });
}

test('while our own network is gone all is a gap', () => {
  const away = box([DOWN], OFFLINE);
  assert.deepEqual(new Set(observeBox(away, ['kvCache'], 1).readings.values()), new Set(['gap']));
  assert.deepEqual(new Set(observeTarget(DOWN, away, [], 1).readings.values()), new Set(['gap']));
});

test('a new process is a restart; another one behind a balancer is not, nor is the last one that answered', () => {
  const restarted = (state: Partial<TargetState>): boolean => observeBox(box([READY, target(state)]), [], 1).restarted;
  assert.deepEqual([restarted({ verdict: 'new' }), restarted({ verdict: 'other' })], [true, false]);
  assert.equal(restarted({ verdict: 'new', lastFailure: 'no answer' }), false);
  assert.equal(observeTarget(target({ verdict: 'new' }), box([READY]), [], 1).restarted, true);
});
