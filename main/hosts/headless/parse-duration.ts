import { readGoDuration } from '../../app/config/quantities.ts';
import { UsageError } from './usage-error.ts';

/** The longest time a timer of Node takes: about 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** `30s`, `500ms`, `2m`, `1h30m` as milliseconds, 1 or more. */
export function parseDuration(option: string, text: string): number {
  const ms = readGoDuration(text) ?? NaN;
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
