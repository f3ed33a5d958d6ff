import type { SignalNow } from './box-now.ts';

/** The known values of the last `withinMs`, oldest first; at least the newest entry is looked at. */
export function recent({ history, intervalMs }: SignalNow, withinMs: number): readonly number[] {
  const entries = Math.max(1, Math.floor(withinMs / intervalMs) + 1);
  return history.slice(-entries).filter((entry): entry is number => entry !== null);
}

/** How far the newest value lies above the oldest of the last `withinMs`; 0 where it is not also the highest. */
export function growth(signal: SignalNow, withinMs: number): number {
  const values = recent(signal, withinMs);
  const [first, last] = [values[0], values[values.length - 1]];
  if (first === undefined || last === undefined || signal.value === null) return 0;
  return last >= Math.max(...values) ? last - first : 0;
}

/** What a rate came to in the last `withinMs`. */
export function counted(rate: SignalNow, withinMs: number): number {
  const perInterval = rate.intervalMs / 1000;
  const entries = Math.max(1, Math.floor(withinMs / rate.intervalMs));
  const known = rate.history.slice(-entries).filter((entry): entry is number => entry !== null);
  // Counts come back from rates: 20 must not be 19.999….
  return Number(known.reduce((sum, entry) => sum + entry * perInterval, 0).toPrecision(12));
}

/** The value to which a code changed last, other than 0, and how long ago; undefined where its history shows none. */
export function lastChange({
  history,
  intervalMs,
}: SignalNow): { readonly code: number; readonly agoMs: number } | undefined {
  let before: number | undefined;
  let found: { readonly code: number; readonly agoMs: number } | undefined;
  for (const [at, entry] of history.entries()) {
    if (entry === null) continue;
    const changed = before !== undefined && entry !== before;
    if (changed) found = entry === 0 ? undefined : { code: entry, agoMs: (history.length - 1 - at) * intervalMs };
    before = entry;
  }
  return found;
}

/** For how long the newest values have all been 0, gaps not asked, ms; undefined where the newest is not 0. */
export function zeroForMs({ history, intervalMs }: SignalNow): number | undefined {
  if (history[history.length - 1] !== 0) return undefined;
  let entries = 0;
  for (const entry of [...history].reverse()) {
    if (entry !== null && entry !== 0) break;
    entries += 1;
  }
  return (entries - 1) * intervalMs;
}
