import type { PostAnswer } from './outcome.ts';

const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;
const LONGEST_WISH_MS = 3_600_000;

type Hints = Pick<Extract<PostAnswer, { kind: 'answer' }>, 'retryAfter' | 'rateLimitReset' | 'date'>;

/**
 * When the destination wants to be asked again, in ms from now, capped at an hour; undefined when it does not say, or
 * wants it at once, which would be no pause at all. `Retry-After` is in seconds or an HTTP date. `X-RateLimit-Reset`
 * is Dynatrace's, in microseconds since the Unix epoch (https://docs.dynatrace.com/docs/shortlink/api-access-limit);
 * others write seconds there, or other clocks, and a time that is not within the next hour is not believed.
 * Times are compared with the answer's own `Date`, since our clock may be wrong.
 */
export function wishedDelayMs({ retryAfter, rateLimitReset, date }: Hints, nowMs: number): number | undefined {
  const theirs = Date.parse(date ?? '');
  const theirNowMs = Number.isNaN(theirs) ? nowMs : theirs;
  const afterMs = delayOf(retryAfter ?? '', theirNowMs);
  if (afterMs > 0) return Math.min(afterMs, LONGEST_WISH_MS);
  const resetMs = Number(rateLimitReset ?? 'none') / 1000 - theirNowMs;
  return resetMs > 0 && resetMs <= LONGEST_WISH_MS ? Math.ceil(resetMs) : undefined;
}

/** NaN when it cannot be read. */
function delayOf(retryAfter: string, theirNowMs: number): number {
  const text = retryAfter.trim();
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - theirNowMs;
}

/** Exponential with full jitter on its upper half: 0.5–1 s, 1–2 s, … up to five minutes. `random` is in [0, 1). */
export function backoffMs(failuresInARow: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failuresInARow - 1, 20));
  return ceiling * (0.5 + random / 2);
}
