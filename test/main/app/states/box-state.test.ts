import assert from 'node:assert/strict';
import test from 'node:test';
import type { BoxNow, TargetNow } from '../../../../main/app/sentences/box-now.ts';
import { NO_PAST } from '../../../../main/app/sentences/target-past.ts';
import {
  boxCondition,
  wholeCondition,
  WORST_FIRST,
  type BoxCondition,
  type WholeCondition,
} from '../../../../main/app/states/box-state.ts';
import { UNKNOWN_TARGET, type TargetState } from '../../../../main/core/model/target-state.ts';

type Given = Partial<TargetState> & { readonly failedInARow?: number };

const target = ({ failedInARow = 0, ...state }: Given): TargetNow => ({
  address: 'dgx:8000',
  state: { ...UNKNOWN_TARGET, good: 5, health: 'ready', ...state },
  past: { ...NO_PAST, failedInARow },
  timeoutMs: 10_000,
});

const box = (targets: readonly Given[], values: Readonly<Record<string, number>> = {}): BoxNow => ({
  nowMs: 0,
  name: 'dgx',
  targets: targets.map(target),
  signal: (id) => ({ value: values[id] ?? null, above: null, why: null, families: [], history: [], intervalMs: 1 }),
  forwarding: { blockedBy: undefined, reason: '', sinceMs: undefined },
  networkTrouble: undefined,
});

const FINE: Given = {};
const UNHEARD: Given = { good: 0, health: 'unknown' };
const LOADING: Given = { health: 'loading', lastFailure: 'answered 503', failed: 9, failedInARow: 9 };
const ONCE: Given = { lastFailure: 'no answer', failed: 1, failedInARow: 1, health: 'down' };
const DOWN: Given = { ...ONCE, failed: 2, failedInARow: 2 };
const NOT_NIM: Given = { ...DOWN, health: 'not_nim' };
const SECRET = { lastFailure: 'answered 500', failed: 2, failedInARow: 2 } as const;

const calm = { paused: false, alert: false };
const alarmed = { paused: false, alert: true };

const ROWS: readonly (readonly [string, BoxNow, typeof calm, BoxCondition])[] = [
  ['nothing heard yet', box([UNHEARD]), calm, 'starting'],
  ['it answers', box([FINE]), calm, 'fine'],
  ['the cache is nearly full', box([FINE], { kvCache: 0.9 }), calm, 'busy'],
  ['not quite', box([FINE], { kvCache: 0.899, waiting: 0 }), calm, 'fine'],
  ['requests wait', box([FINE], { waiting: 1 }), calm, 'busy'],
  ['pressure with an alert', box([FINE], { waiting: 1 }), alarmed, 'alert'],
  ['an alert without pressure', box([FINE]), alarmed, 'alert'],
  ['the model loads', box([LOADING]), calm, 'loading'],
  ['it loads, and the GPU is hot', box([LOADING]), alarmed, 'alert'],
  ['one scrape failed', box([ONCE]), calm, 'fine'],
  ['two scrapes failed', box([DOWN]), calm, 'down'],
  ['the first scrape failed', box([{ ...ONCE, good: 0 }]), calm, 'down'],
  ['down, and an alert says so', box([DOWN]), alarmed, 'down'],
  ['another server', box([NOT_NIM]), calm, 'not_nim'],
  ['well, but without metrics', box([SECRET]), calm, 'not_nim'],
  ['of two targets the worse', box([FINE, DOWN]), calm, 'down'],
  ['of two targets the worse, in any order', box([DOWN, LOADING]), calm, 'down'],
  ['pressure while a target loads', box([FINE, LOADING], { waiting: 1 }), calm, 'busy'],
  ['an alert at another server', box([NOT_NIM]), alarmed, 'alert'],
  ['paused, whatever else', box([DOWN], { waiting: 1 }), { paused: true, alert: true }, 'paused'],
];

for (const [name, facts, circumstances, condition] of ROWS) {
  test(`${name}: ${condition}`, () => {
    assert.equal(boxCondition(facts, circumstances), condition);
  });
}

const here = { away: false, offline: false };
const offline = { away: false, offline: true };

const WHOLE: readonly (readonly [string, readonly BoxCondition[], typeof here, WholeCondition])[] = [
  ['no box', [], here, 'no_box'],
  ['no box, offline', [], offline, 'no_box'],
  ['no box, monitor away', [], { away: true, offline: true }, 'away'],
  ['offline', ['down', 'fine'], offline, 'offline'],
  ['offline, but all is paused', ['paused', 'paused'], offline, 'paused'],
  ['all paused', ['paused', 'paused'], here, 'paused'],
  ['one paused', ['paused', 'fine'], here, 'fine'],
  ['a box that is down before an alert', ['fine', 'alert', 'down'], here, 'down'],
];

for (const [name, boxes, surroundings, condition] of WHOLE) {
  test(`${name}: ${condition}`, () => {
    assert.equal(wholeCondition(boxes, surroundings), condition);
  });
}

test('the worst box makes the whole, in any order', () => {
  WORST_FIRST.forEach((condition, at) => {
    const boxes = WORST_FIRST.slice(at);
    assert.equal(wholeCondition(boxes, here), condition);
    assert.equal(wholeCondition([...boxes].reverse(), here), condition);
  });
});
