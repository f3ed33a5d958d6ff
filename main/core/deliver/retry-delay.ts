const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

/** `Retry-After` as seconds or as an HTTP date, in ms from now, capped at an hour; undefined when absent or unreadable. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), 3_600_000);
}

/** Exponential with full jitter on its upper half: 0.5–1 s, 1–2 s, … up to five minutes. `random` is in [0, 1). */
export function backoffMs(failuresInARow: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failuresInARow - 1, 20));
  return ceiling * (0.5 + random / 2);
}
