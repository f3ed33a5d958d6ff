import type { AlertReading, AlertRule, AlertState, WindowEntry } from '../model/alert.ts';
import { signalsOf } from './measure.ts';
import { QUIET_ALERT } from './evaluate.ts';

/** JSON has no Infinity. */
const INFINITE = 'infinite';

/**
 * A state as a line of text, for a store. What the rule measures is written with it: to a rule that was edited, an
 * older window and count say nothing.
 */
export function writeState(rule: AlertRule, state: AlertState): string {
  return JSON.stringify({ measured: measured(rule), state }, (_, value: unknown) =>
    value === Infinity ? INFINITE : value,
  );
}

/** What `writeState` wrote for this rule; `QUIET_ALERT` when it was another rule, or the text is damaged. */
export function readState(rule: AlertRule, text: string): AlertState {
  const stored = parse(text);
  if (!isRecord(stored) || stored['measured'] !== measured(rule) || !isRecord(stored['state'])) return QUIET_ALERT;
  const { phase, told, window, ...rest } = stored['state'];
  if (!isPhase(phase) || typeof told !== 'boolean' || !Array.isArray(window)) return QUIET_ALERT;
  const entries = (window as readonly unknown[]).flatMap((entry) => entryOf(entry, signalsOf(rule).length) ?? []);
  if (entries.length !== window.length) return QUIET_ALERT;
  const number = (name: Numbers): number | undefined => numberOf(rest[name]);
  return {
    ...{ phase, told, window: entries, sinceMs: number('sinceMs'), lastMs: number('lastMs') },
    ...{ value: number('value'), worst: number('worst'), toldMs: number('toldMs') },
    // What is pending has been so for some time, if only for none.
    heldMs: number('heldMs') ?? (phase === 'pending' ? 0 : undefined),
    snoozedUntilMs: number('snoozedUntilMs'),
  };
}

type Numbers = 'sinceMs' | 'heldMs' | 'lastMs' | 'value' | 'worst' | 'snoozedUntilMs' | 'toldMs';

function measured({ when, windowMs }: AlertRule): string {
  return JSON.stringify([when, windowMs]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPhase(value: unknown): value is AlertState['phase'] {
  return value === 'inactive' || value === 'pending' || value === 'firing';
}

function numberOf(value: unknown): number | undefined {
  if (value === INFINITE) return Infinity;
  return typeof value === 'number' ? value : undefined;
}

function entryOf(value: unknown, width: number): WindowEntry | undefined {
  if (!isRecord(value) || !Array.isArray(value['readings'])) return undefined;
  const [atMs, durationMs] = [numberOf(value['atMs']), numberOf(value['durationMs'])];
  const readings = (value['readings'] as readonly unknown[]).flatMap((reading) => readingOf(reading) ?? []);
  if (atMs === undefined || durationMs === undefined || readings.length !== width) return undefined;
  return { atMs, durationMs, readings };
}

function readingOf(value: unknown): AlertReading | undefined {
  if (value === 'gap' || value === 'no_data' || value === 'not_told') return value;
  return numberOf(value);
}
