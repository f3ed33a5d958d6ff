import { UsageError } from './usage-error.ts';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** The longest time a timer of Node takes: about 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** `30s`, `500ms`, `2m`, `1h` as milliseconds, as Prometheus writes durations. */
export function parseDuration(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  const ms = Number(match?.[1]) * (UNIT_MS[match?.[2] ?? ''] ?? NaN);
  if (!(ms >= 1 && ms <= LONGEST_MS))
    throw new UsageError(`${option} takes a duration such as 30s or 2m, at most 596h, not "${text}"`);
  return ms;
}

/** A TCP port, 0 for any free one. */
export function parsePort(option: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new UsageError(`${option} takes a port from 0 to 65535, not "${text}"`);
  return port;
}
