/** The kernel tells a process' start in hundredths of a second. */
const RESOLUTION_MS = 10;

/**
 * The start of a simulated process in ms: not after `nowMs` but for the two cases below, never a whole second, so that
 * a reader who rounds is found out, and always later than the previous life's start, however fast restarts follow.
 */
export function nextStartMs(nowMs: number, previousStartMs: number | undefined): number {
  let startMs = Math.floor(nowMs / RESOLUTION_MS) * RESOLUTION_MS;
  if (previousStartMs !== undefined && startMs <= previousStartMs) startMs = previousStartMs + RESOLUTION_MS;
  return startMs % 1000 === 0 ? startMs + RESOLUTION_MS : startMs;
}
