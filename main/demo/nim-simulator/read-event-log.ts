import { readFileSync } from 'node:fs';
import type { LogEntry } from './log-entry.ts';
import { truthOf } from './truth.ts';
import type { Truth } from './truth.ts';

const LINE_END = 0x0a;
/** Each unsettled answer doubles the truths that are possible; a log with more of them proves nothing. */
const MOST_UNSETTLED = 10;

export interface EventLogFile {
  readonly entries: readonly LogEntry[];
  /** Length of the file without half a line at its end, which a killed process may leave. */
  readonly wholeBytes: number;
}

/** Reads an event log that a simulator has written or is writing. Throws when the file is missing or is no such log. */
export function readEventLog(file: string): EventLogFile {
  const bytes = readFileSync(file);
  const wholeBytes = bytes.lastIndexOf(LINE_END) + 1;
  const lines = bytes.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  return { entries: lines.map((line) => JSON.parse(line) as LogEntry), wholeBytes };
}

/** The truth of a log's file, in which answers whose end is unknown count as not whole. */
export function readTruth(file: string): Truth {
  return truthOf(readEventLog(file).entries);
}

/**
 * Every truth that the file allows. A simulator that was killed does not say whether its last answer left whole, so
 * there is one truth for either case of each such answer; the first one is that of `readTruth`.
 */
export function readPossibleTruths(file: string): readonly Truth[] {
  const { entries } = readEventLog(file);
  const { unsettled } = truthOf(entries);
  if (unsettled.length > MOST_UNSETTLED) {
    throw new Error(`The event log does not say how ${unsettled.length} answers ended; that is too many to compare.`);
  }
  return Array.from({ length: 2 ** unsettled.length }, (_, choice) => {
    const ends = unsettled.map(({ life, number }, bit): LogEntry => {
      return { kind: 'answer', life, number, whole: ((choice >> bit) & 1) === 1 };
    });
    return truthOf([...entries, ...ends]);
  });
}
