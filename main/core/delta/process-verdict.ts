import type { ProcessMemory } from '../model/baselines.ts';

/** Who answered, compared with the last good scrape. `unknown`: the target does not tell, or the clocks disagree. */
export type Verdict = 'same' | 'new' | 'other' | 'unknown';

/** What one answer tells of its process. */
export interface ProcessSign {
  readonly startSeconds: number | undefined;
  /** The answer's `Date` header, ms; undefined when it is missing or an `Age` or `Via` header stands beside it. */
  readonly dateMs: number | undefined;
  /** Our clock at the answer, ms since the Unix epoch. */
  readonly observedMs: number;
}

/** Both the start time and the `Date` header are rounded to seconds by most servers. */
const ROUNDING_MS = 2_000;
const CLOCK_DISAGREEMENT_MS = 5_000;
const REMEMBERED_STARTS = 16;

/** Judges by the target's own clock, never by ours. */
export function processVerdict(memory: ProcessMemory, sign: ProcessSign): Verdict {
  const { startSeconds, dateMs } = sign;
  if (startSeconds === undefined || memory.startSeconds === undefined) return 'unknown';
  if (dateMs === undefined || memory.dateMs === undefined) return 'unknown';
  const drift = dateMs - memory.dateMs - (sign.observedMs - memory.observedMs);
  if (Math.abs(drift) > CLOCK_DISAGREEMENT_MS) return 'unknown';
  if (startSeconds === memory.startSeconds) return 'same';
  if (startSeconds * 1000 < memory.dateMs - ROUNDING_MS) return 'other';
  return memory.earlierStarts.includes(startSeconds) ? 'other' : 'new';
}

/** The memory after this answer; a changed start time moves the old one among the earlier ones. */
export function rememberProcess(memory: ProcessMemory | undefined, sign: ProcessSign): ProcessMemory {
  const old = memory?.startSeconds;
  const earlier = memory?.earlierStarts ?? [];
  const changed = old !== undefined && sign.startSeconds !== undefined && sign.startSeconds !== old;
  return {
    startSeconds: sign.startSeconds ?? old,
    dateMs: sign.dateMs,
    observedMs: sign.observedMs,
    earlierStarts: changed ? [...earlier, old].slice(-REMEMBERED_STARTS) : earlier,
  };
}
