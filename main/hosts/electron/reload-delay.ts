/** After this time a crash counts no more, ms. */
const MEMORY_MS = 300_000;
/** One that dies at once, again and again, must not keep the processor busy. */
const DELAYS_MS = [0, 1_000, 5_000];
const LAST_DELAY_MS = 60_000;

/** How long to wait before a page that crashed is loaded again, ms; `crashesMs` are the times of all, the last one now. */
export function reloadDelayMs(crashesMs: readonly number[], nowMs: number): number {
  const recent = crashesMs.filter((atMs) => nowMs - atMs < MEMORY_MS);
  return DELAYS_MS[recent.length - 1] ?? LAST_DELAY_MS;
}
