import assert from 'node:assert/strict';
import test from 'node:test';
import { readState, writeState } from '../../../../main/core/alerts/alert-memory.ts';
import { Player, ruleOf } from './rules.ts';
import { QUIET_ALERT } from '../../../../main/core/alerts/evaluate.ts';

const RULE = ruleOf();
const { state } = new Player(RULE).play(1, 'gap', 'no_data', 'not_told', Infinity, 20);

test('what was written is read again, infinite values too', () => {
  const full = { ...state, worst: Infinity, snoozedUntilMs: 5, told: true, toldMs: 4, heldMs: 3 };
  assert.deepEqual(readState(RULE, writeState(RULE, full)), full);
  assert.deepEqual(readState(RULE, writeState(RULE, QUIET_ALERT)), QUIET_ALERT);
});

test('a rule that measures something else begins anew; one that is only told otherwise goes on', () => {
  const text = writeState(RULE, state);
  assert.deepEqual(readState(ruleOf({ windowMs: 1 }), text), QUIET_ALERT);
  const when = { kind: 'above', of: { kind: 'latest', signal: 'x' }, threshold: 9, clear: 5 } as const;
  assert.deepEqual(readState(ruleOf({ when }), text), QUIET_ALERT);
  assert.deepEqual(readState(ruleOf({ forMs: 1, severity: 'critical', repeatMs: 7 }), text), state);
});

const MEASURED = JSON.stringify([RULE.when, RULE.windowMs]);
const DAMAGED: readonly unknown[] = [
  null,
  [],
  { measured: MEASURED },
  { measured: MEASURED, state: null },
  { measured: MEASURED, state: { ...state, phase: 'burning' } },
  { measured: MEASURED, state: { ...state, told: 'yes' } },
  { measured: MEASURED, state: { ...state, window: 1 } },
  { measured: MEASURED, state: { ...state, window: [null] } },
  { measured: MEASURED, state: { ...state, window: [{ atMs: 1, durationMs: 1, readings: [] }] } },
  { measured: MEASURED, state: { ...state, window: [{ atMs: 1, durationMs: 1, readings: ['lots'] }] } },
  { measured: MEASURED, state: { ...state, window: [{ atMs: '1', durationMs: 1, readings: [1] }] } },
];

test('what is damaged begins anew', () => {
  for (const stored of DAMAGED)
    assert.deepEqual(readState(RULE, JSON.stringify(stored)), QUIET_ALERT, JSON.stringify(stored));
  assert.deepEqual(readState(RULE, writeState(RULE, state).slice(0, -1)), QUIET_ALERT);
});

test('numbers that are none are left out', () => {
  const text = JSON.stringify({
    measured: MEASURED,
    state: { phase: 'pending', told: false, window: [], lastMs: 'now' },
  });
  assert.deepEqual(readState(RULE, text), { ...QUIET_ALERT, phase: 'pending', heldMs: 0 });
});
