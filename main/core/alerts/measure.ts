import type { AlertReading, AlertRule, Condition, Measure, WindowEntry } from '../model/alert.ts';

/** The signals that a rule looks at, each once, in the order of their first mention. */
export function signalsOf(rule: AlertRule): readonly string[] {
  return [...new Set(measuresOf(rule.when).flatMap(namesOf))];
}

/** Every measure of a condition, in the order in which it is written. */
export function measuresOf(condition: Condition): readonly Measure[] {
  return 'parts' in condition ? condition.parts.flatMap(measuresOf) : [condition.of];
}

function namesOf(measure: Measure): readonly string[] {
  return measure.kind === 'share' ? [measure.signal, measure.per] : [measure.signal];
}

/** What measures are taken of: the window of one rule, oldest entry first, the newest one being now. */
export interface Lookback {
  /** As `signalsOf` orders them: the readings of each entry. */
  readonly signals: readonly string[];
  /** The first may lie before the window: what was there when it began. */
  readonly entries: readonly WindowEntry[];
  readonly windowMs: number;
  readonly intervalMs: number;
}

/** One measure over a window that holds at least one entry. */
export function take(measure: Measure, lookback: Lookback): AlertReading {
  const series = seriesOf(measure.signal, lookback);
  const newest = series[series.length - 1]?.reading ?? 'not_told';
  if (newest === 'not_told' || measure.kind === 'latest') return newest;
  switch (measure.kind) {
    case 'mean':
      return meanOf(inWindow(series, lookback), lookback);
    case 'rise':
      return riseOf(inWindow(series, lookback), lookback);
    case 'share':
      return shareOf(measure, inWindow(series, lookback), lookback);
    case 'change':
      return changeOf(series, lookback);
  }
}

interface Told {
  readonly atMs: number;
  readonly durationMs: number;
  readonly reading: AlertReading;
}

interface Known extends Told {
  readonly reading: number;
}

function seriesOf(signal: string, { signals, entries }: Lookback): readonly Told[] {
  const at = signals.indexOf(signal);
  return entries.map(({ atMs, durationMs, readings }) => ({ atMs, durationMs, reading: readings[at] ?? 'not_told' }));
}

function startOf({ entries, windowMs }: Lookback): number {
  return (entries[entries.length - 1]?.atMs ?? 0) - windowMs;
}

function inWindow(series: readonly Told[], lookback: Lookback): readonly Told[] {
  const startMs = startOf(lookback);
  return series.filter(({ atMs }) => atMs > startMs);
}

function isKnown(told: Told): told is Known {
  return typeof told.reading === 'number';
}

function total(parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}

/** Scrapes come a little early and late. */
function isWhole(series: readonly Told[], { windowMs, intervalMs }: Lookback): boolean {
  return total(series.map(({ durationMs }) => durationMs)) >= windowMs - intervalMs / 2;
}

function meanOf(series: readonly Told[], lookback: Lookback): AlertReading {
  const known = series.filter(isKnown);
  const knownMs = total(known.map(({ durationMs }) => durationMs));
  if (!isWhole(series, lookback) || knownMs * 2 < lookback.windowMs) return 'gap';
  return total(known.map(({ reading, durationMs }) => (durationMs === 0 ? 0 : reading * durationMs))) / knownMs;
}

function riseOf(series: readonly Told[], lookback: Lookback): AlertReading {
  const middleMs = startOf(lookback) + lookback.windowMs / 2;
  const known = series.filter(isKnown);
  const earlier = known.filter(({ atMs }) => atMs <= middleMs).map(({ reading }) => reading);
  const later = known.filter(({ atMs }) => atMs > middleMs).map(({ reading }) => reading);
  if (!isWhole(series, lookback) || earlier.length === 0 || later.length === 0) return 'gap';
  return Math.min(...later) - Math.max(...earlier);
}

function shareOf(
  { per, least }: Measure & { kind: 'share' },
  parts: readonly Told[],
  lookback: Lookback,
): AlertReading {
  const wholes = inWindow(seriesOf(per, lookback), lookback);
  if (wholes[wholes.length - 1]?.reading === 'not_told') return 'not_told';
  const pairs = parts.flatMap((part, index) => {
    const whole = wholes[index];
    return whole !== undefined && isKnown(part) && isKnown(whole) ? [{ part, whole }] : [];
  });
  if (pairs.length === 0) return 'gap';
  // Counts come back from rates: 20 requests must not be 19.999….
  const round = (value: number): number => Number(value.toPrecision(12));
  const count = (told: Known): number => (told.reading * told.durationMs) / 1000;
  const whole = round(total(pairs.map((pair) => count(pair.whole))));
  if (whole < least || whole <= 0) return 'no_data';
  return round(total(pairs.map((pair) => count(pair.part))) / whole);
}

function changeOf(series: readonly Told[], lookback: Lookback): AlertReading {
  const startMs = startOf(lookback);
  const known = series.filter(isKnown);
  if (known.length === 0) return 'gap';
  const changes = known.filter(
    ({ atMs, reading }, index) => index > 0 && atMs > startMs && reading !== 0 && reading !== known[index - 1]?.reading,
  );
  return changes[changes.length - 1]?.reading ?? 0;
}
