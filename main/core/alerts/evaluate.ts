import type {
  AlertObservation,
  AlertRule,
  AlertState,
  AlertTransition,
  Comparison,
  Condition,
} from '../model/alert.ts';
import { judge, type Truth } from './judge.ts';
import { measuresOf, signalsOf, take, type Lookback } from './measure.ts';

/** In intervals: scrapes that come late are no break; sleep and a closed program are. */
const LONGEST_STEP = 2.5;

/** Before the first observation. */
export const QUIET_ALERT: AlertState = {
  phase: 'inactive',
  sinceMs: undefined,
  heldMs: undefined,
  lastMs: undefined,
  window: [],
  value: undefined,
  worst: undefined,
  snoozedUntilMs: undefined,
  told: false,
  toldMs: undefined,
};

export interface AlertStep {
  readonly state: AlertState;
  readonly transition: AlertTransition | undefined;
}

/** One observation, as the phases see it. */
interface Seen {
  readonly nowMs: number;
  readonly truth: Truth;
  /** Observed time since the observation before; undefined after a break, which counts nothing. */
  readonly stepMs: number | undefined;
  readonly value: number | undefined;
}

/**
 * Holds a rule against one more observation. Pure: the same arguments give the same step.
 *
 * inactive → pending when the condition holds → firing when it has held for `forMs` → inactive (resolved) when it has
 * not held for `clearForMs`. A gap stops the count where it stands. After a break (sleep, a closed program, a clock
 * that was set) the count goes on from where it stood, and the first observation neither fires nor resolves. When
 * another process answers, a count towards firing begins anew; what fires goes on until its condition is over.
 */
export function evaluate(rule: AlertRule, state: AlertState, observation: AlertObservation, nowMs: number): AlertStep {
  const stepMs = observedMs(state.lastMs, nowMs, observation.intervalMs);
  const anew = observation.restarted && state.phase === 'pending';
  const known = anew ? begin(state, 'inactive', nowMs) : state;
  const lookback = look(rule, state, observation, nowMs, stepMs ?? 0);
  const truth = judge(rule, lookback, known.phase === 'firing');
  const seen = { nowMs, truth, stepMs, value: valueOf(rule, lookback) };
  const next: AlertState = { ...known, lastMs: nowMs, window: lookback.entries, sinceMs: known.sinceMs ?? nowMs };
  return known.phase === 'firing' ? goOn(rule, next, seen) : rise(rule, next, seen);
}

function observedMs(lastMs: number | undefined, nowMs: number, intervalMs: number): number | undefined {
  const stepMs = nowMs - (lastMs ?? -Infinity);
  return stepMs > 0 && stepMs <= intervalMs * LONGEST_STEP ? stepMs : undefined;
}

/** Inactive or pending: towards firing. */
function rise(rule: AlertRule, state: AlertState, seen: Seen): AlertStep {
  const { truth, stepMs, nowMs } = seen;
  const valued = { ...state, value: seen.value ?? state.value };
  if (truth === 'false' && state.phase === 'pending') return still(begin(valued, 'inactive', nowMs));
  if (truth !== 'true') return still(valued);
  const pending = state.phase === 'pending' ? count(valued, stepMs) : begin(valued, 'pending', nowMs);
  if (stepMs === undefined || (pending.heldMs ?? 0) < rule.forMs) return still(pending);
  const { value } = pending;
  const firing = { ...begin(pending, 'firing', nowMs), heldMs: undefined, worst: value };
  return { state: firing, transition: { kind: 'fired', atMs: nowMs, value } };
}

/** Firing: on, or towards its end. */
function goOn(rule: AlertRule, state: AlertState, seen: Seen): AlertStep {
  const { truth, stepMs, nowMs } = seen;
  if (truth === 'unknown') return still(state);
  if (truth === 'true') return renew(rule, { ...state, heldMs: undefined }, seen);
  const ending = state.heldMs === undefined ? { ...state, heldMs: 0 } : count(state, stepMs);
  const valued = { ...ending, value: seen.value ?? state.value };
  if (stepMs === undefined || (ending.heldMs ?? 0) < rule.clearForMs) return still(valued);
  const over = { ...begin(valued, 'inactive', nowMs), worst: undefined };
  return { state: over, transition: { kind: 'resolved', atMs: nowMs, value: state.worst } };
}

/** After a break the new value is left for the next observation, which may tell of it. */
function renew(rule: AlertRule, state: AlertState, { stepMs, value, nowMs }: Seen): AlertStep {
  if (stepMs === undefined || value === undefined) return still(state);
  const first = firstComparison(rule.when);
  if (first?.of.kind !== 'change') return still({ ...state, value, worst: worse(first, state.worst, value) });
  const next = { ...state, value, worst: value };
  const renewed = value !== 0 && value !== state.value;
  return renewed ? { state: next, transition: { kind: 'renewed', atMs: nowMs, value } } : still(next);
}

function still(state: AlertState): AlertStep {
  return { state, transition: undefined };
}

function begin(state: AlertState, phase: AlertState['phase'], nowMs: number): AlertState {
  return { ...state, phase, sinceMs: nowMs, heldMs: phase === 'pending' ? 0 : undefined };
}

function count(state: AlertState, stepMs: number | undefined): AlertState {
  return { ...state, heldMs: (state.heldMs ?? 0) + (stepMs ?? 0) };
}

/** The window with the new entry. Of what lies before the window one entry stays: what was there when it began. */
function look(
  rule: AlertRule,
  { window }: AlertState,
  { readings, intervalMs, restarted }: AlertObservation,
  nowMs: number,
  durationMs: number,
): Lookback {
  const signals = signalsOf(rule);
  const { windowMs } = rule;
  // A code is the machine's, not the process's. A clock that was set back leaves nothing to look back on.
  const kept = restarted && !measuresOf(rule.when).some(({ kind }) => kind === 'change') ? [] : window;
  const past = kept.filter(({ atMs }) => atMs < nowMs);
  const within = past.filter(({ atMs }) => atMs > nowMs - windowMs);
  const before = past.slice(0, past.length - within.length).slice(-1);
  const newest = { atMs: nowMs, durationMs, readings: signals.map((signal) => readings.get(signal) ?? 'not_told') };
  return { signals, entries: [...before, ...within, newest], windowMs, intervalMs };
}

function firstComparison(condition: Condition): Comparison | undefined {
  if (!('parts' in condition)) return condition;
  const [first] = condition.parts;
  return first === undefined ? undefined : firstComparison(first);
}

function valueOf(rule: AlertRule, lookback: Lookback): number | undefined {
  const first = firstComparison(rule.when);
  const reading = first === undefined ? undefined : take(first.of, lookback);
  return typeof reading === 'number' ? reading : undefined;
}

function worse(first: Comparison | undefined, a: number | undefined, b: number): number {
  if (a === undefined) return b;
  return first?.kind === 'below' ? Math.min(a, b) : Math.max(a, b);
}
