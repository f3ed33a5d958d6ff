import type { Sample } from '../model/sample.ts';
import { parseLabels, skipBlanks, unescapeText } from './parse-labels.ts';
import { parseNumber, parseTimestampMs } from './parse-number.ts';

/** What one line of an exposition is. */
export type Line =
  | { readonly kind: 'blank' }
  | { readonly kind: 'sample'; readonly sample: Sample }
  | { readonly kind: 'help'; readonly name: string; readonly text: string }
  | { readonly kind: 'type'; readonly name: string; readonly type: MetricType }
  | { readonly kind: 'bad'; readonly column: number; readonly expected: string; readonly name: string | undefined };

export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';

const TYPES: ReadonlySet<string> = new Set(['counter', 'gauge', 'histogram', 'summary', 'untyped']);
const METRIC_NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;

/**
 * Reads one line of the Prometheus text format 0.0.4, without its newline.
 * Source: prometheus.io/docs/instrumenting/exposition_formats.
 */
export function parseLine(line: string): Line {
  const start = skipBlanks(line, 0);
  if (start === line.length) return { kind: 'blank' };
  return line[start] === '#' ? parseComment(line, start) : parseSample(line, start);
}

function parseComment(line: string, start: number): Line {
  const match = /^#[ \t]+(HELP|TYPE)[ \t]+([a-zA-Z_:][a-zA-Z0-9_:]*)(?:[ \t](.*))?$/.exec(line.slice(start));
  if (!match) return { kind: 'blank' };
  const [, keyword, name = '', rest = ''] = match;
  if (keyword === 'HELP') return { kind: 'help', name, text: unescapeText(rest, false) };
  const type = rest.trim();
  if (isMetricType(type)) return { kind: 'type', name, type };
  return bad(line.length - rest.length, 'counter, gauge, histogram, summary or untyped', name);
}

function isMetricType(text: string): text is MetricType {
  return TYPES.has(text);
}

function parseSample(line: string, start: number): Line {
  METRIC_NAME.lastIndex = start;
  const name = METRIC_NAME.exec(line)?.[0];
  if (name === undefined) return bad(start, 'a metric name', undefined);
  let at = skipBlanks(line, start + name.length);
  let labels: Sample['labels'] = [];
  if (line[at] === '{') {
    const result = parseLabels(line, at);
    if (!result.ok) return bad(result.at, result.expected, name);
    labels = result.labels;
    at = skipBlanks(line, result.end);
  }
  return parseValue(line, at, name, labels);
}

function parseValue(line: string, at: number, name: string, labels: Sample['labels']): Line {
  const [valueText = '', timeText, extra] = line
    .slice(at)
    .trimEnd()
    .split(/[ \t]+/);
  const value = parseNumber(valueText);
  if (value === undefined) return bad(at, 'a number', name);
  if (timeText === undefined) return { kind: 'sample', sample: { name, labels, value, timestampMs: undefined } };
  const timestampMs = parseTimestampMs(timeText);
  if (timestampMs === undefined) return bad(line.indexOf(timeText, at + valueText.length), 'a time in ms', name);
  if (extra !== undefined) return bad(line.lastIndexOf(extra), 'the end of the line', name);
  return { kind: 'sample', sample: { name, labels, value, timestampMs } };
}

function bad(at: number, expected: string, name: string | undefined): Line {
  return { kind: 'bad', column: at + 1, expected, name };
}
