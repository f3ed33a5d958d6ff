import type { Exemplar, Labels, Sample } from '../model/sample.ts';
import type { Grammar } from './grammar.ts';
import { badLine, type Line } from './line.ts';
import { parseComment } from './parse-comment.ts';
import { parseLabels } from './parse-labels.ts';
import { parseNumber, parseSecondsAsMs, parseTimestampMs } from './parse-number.ts';
import { endOfName, endOfToken, skipOptional, skipSeparator } from './scan.ts';

interface Failure {
  readonly at: number;
  readonly expected: string;
}

/** A value with its time, of a sample or of an exemplar. */
interface Measurement {
  readonly value: number;
  readonly timestampMs: number | undefined;
  /** Where the next token begins; undefined at the end of the line. */
  readonly next: number | undefined;
}

const HASH = 35;
const OPENING_BRACE = 123;
const NO_LABELS: Labels = [];

/** Reads one line without its newline. */
export function parseLine(line: string, grammar: Grammar): Line {
  const start = skipOptional(line, 0, grammar);
  if (start === line.length) return grammar.exact ? badLine(0, 'no empty line', undefined) : { kind: 'blank' };
  return line.charCodeAt(start) === HASH ? parseComment(line, start, grammar) : parseSample(line, start, grammar);
}

function parseSample(line: string, start: number, grammar: Grammar): Line {
  const nameEnd = endOfName(line, start, true);
  let name = nameEnd > start ? line.slice(start, nameEnd) : undefined;
  let labels = NO_LABELS;
  let at = nameEnd;
  const open = skipOptional(line, nameEnd, grammar);
  if (line.charCodeAt(open) === OPENING_BRACE) {
    const result = parseLabels(line, open, grammar);
    if (!result.ok) return badLine(result.at, result.expected, name ?? result.name);
    if (name !== undefined && result.name !== undefined) return badLine(open, 'one metric name', name);
    name ??= result.name;
    labels = result.labels;
    at = result.end;
  }
  if (name === undefined) return badLine(start, 'a metric name', undefined);
  const tail = parseTail(line, at, grammar);
  if ('expected' in tail) return badLine(tail.at, tail.expected, name);
  return {
    kind: 'sample',
    sample: { name, labels, value: tail.value, timestampMs: tail.timestampMs, exemplar: tail.exemplar },
  };
}

/** Value, time and exemplar, up to the end of the line. */
function parseTail(line: string, from: number, grammar: Grammar): Failure | Omit<Sample, 'name' | 'labels'> {
  const measured = parseMeasurement(line, from, grammar);
  if ('expected' in measured) return measured;
  const { value, timestampMs, next } = measured;
  if (next === undefined) return { value, timestampMs, exemplar: undefined };
  if (!isExemplar(line, next, grammar)) return { at: next, expected: 'the end of the line' };
  const exemplar = parseExemplar(line, next, grammar);
  return 'expected' in exemplar ? exemplar : { value, timestampMs, exemplar };
}

function parseMeasurement(line: string, from: number, grammar: Grammar): Failure | Measurement {
  const at = skipSeparator(line, from, grammar);
  if (at === undefined) return { at: from, expected: 'one blank' };
  const end = endOfToken(line, at);
  const value = parseNumber(line.slice(at, end));
  if (value === undefined) return { at, expected: 'a number' };
  const timeAt = nextToken(line, end, grammar);
  if (typeof timeAt === 'object') return timeAt;
  if (timeAt === undefined || isExemplar(line, timeAt, grammar)) return { value, timestampMs: undefined, next: timeAt };
  const timeEnd = endOfToken(line, timeAt);
  const timestampMs = parseTime(line.slice(timeAt, timeEnd), grammar);
  if (timestampMs === undefined) return { at: timeAt, expected: timeIn(grammar) };
  const next = nextToken(line, timeEnd, grammar);
  return typeof next === 'object' ? next : { value, timestampMs, next };
}

/** Where the token behind one that ended at `end` begins; undefined at the end of the line. */
function nextToken(line: string, end: number, grammar: Grammar): number | Failure | undefined {
  if (end === line.length) return undefined;
  const at = skipSeparator(line, end, grammar);
  if (at === undefined) return { at: end, expected: 'one blank' };
  if (at < line.length) return at;
  return grammar.exact ? { at: end, expected: 'the end of the line' } : undefined;
}

function isExemplar(line: string, at: number, grammar: Grammar): boolean {
  return grammar.format === 'openmetrics' && line.charCodeAt(at) === HASH;
}

/** Reads `# {name="value",…} value [time]`, whose `#` stands at `at`. */
function parseExemplar(line: string, at: number, grammar: Grammar): Failure | Exemplar {
  const open = skipSeparator(line, at + 1, grammar);
  if (open === undefined || line.charCodeAt(open) !== OPENING_BRACE) {
    return { at: open ?? at + 1, expected: 'the labels of an exemplar in braces' };
  }
  const result = parseLabels(line, open, grammar);
  if (!result.ok) return result;
  if (result.name !== undefined) return { at: open, expected: 'no metric name in an exemplar' };
  const measured = parseMeasurement(line, result.end, grammar);
  if ('expected' in measured) return measured;
  if (measured.next !== undefined) return { at: measured.next, expected: 'the end of the line' };
  return { labels: result.labels, value: measured.value, timestampMs: measured.timestampMs };
}

function parseTime(text: string, grammar: Grammar): number | undefined {
  return grammar.format === 'text' ? parseTimestampMs(text) : parseSecondsAsMs(text);
}

function timeIn(grammar: Grammar): string {
  return grammar.format === 'text' ? 'a time in ms' : 'a time in seconds';
}
