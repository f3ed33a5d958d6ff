import type { Labels } from '../model/sample.ts';
import { sortLabels } from '../model/series-key.ts';

/** Labels and where the text goes on behind the brace; or where it failed and what was expected there. */
export type LabelsResult =
  | { readonly ok: true; readonly labels: Labels; readonly end: number }
  | { readonly ok: false; readonly at: number; readonly expected: string };

const LABEL_NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;

/** Reads `{name="value",…}` whose opening brace stands at `open`. A trailing comma is allowed. */
export function parseLabels(line: string, open: number): LabelsResult {
  const pairs: (readonly [string, string])[] = [];
  const names = new Set<string>();
  let at = skipBlanks(line, open + 1);
  while (line[at] !== '}') {
    const name = nameAt(line, at);
    if (name === undefined) return { ok: false, at, expected: 'a label name or "}"' };
    if (names.has(name)) return { ok: false, at, expected: `label "${name}" only once` };
    names.add(name);
    at = skipBlanks(line, at + name.length);
    if (line[at] !== '=') return { ok: false, at, expected: '"=" after the label name' };
    at = skipBlanks(line, at + 1);
    if (line[at] !== '"') return { ok: false, at, expected: 'a label value in quotes' };
    const value = valueAt(line, at + 1);
    if (value === undefined) return { ok: false, at, expected: 'a closing quote' };
    pairs.push([name, value.text]);
    at = skipBlanks(line, value.end);
    if (line[at] === ',') at = skipBlanks(line, at + 1);
    else if (line[at] !== '}') return { ok: false, at, expected: '"," or "}"' };
  }
  return { ok: true, labels: sortLabels(pairs), end: at + 1 };
}

/** The first position at or behind `at` that is neither blank nor tab. */
export function skipBlanks(line: string, at: number): number {
  let next = at;
  while (line[next] === ' ' || line[next] === '\t') next += 1;
  return next;
}

function nameAt(line: string, at: number): string | undefined {
  LABEL_NAME.lastIndex = at;
  return LABEL_NAME.exec(line)?.[0];
}

/** Text up to the closing quote; `\\`, `\"` and `\n` are escapes, any other backslash stands for itself. */
function valueAt(line: string, start: number): { readonly text: string; readonly end: number } | undefined {
  const plainEnd = line.indexOf('"', start);
  if (plainEnd < 0) return undefined;
  const plain = line.slice(start, plainEnd);
  if (!plain.includes('\\')) return { text: plain, end: plainEnd + 1 };
  let at = start;
  while (at < line.length && line[at] !== '"') at += line[at] === '\\' ? 2 : 1;
  return at < line.length ? { text: unescapeText(line.slice(start, at), true), end: at + 1 } : undefined;
}

/** Undoes the escapes of a label value (`quotes`) or of a HELP text, which escapes no quotes. */
export function unescapeText(text: string, quotes: boolean): string {
  return text.replace(quotes ? /\\([\\n"])/g : /\\([\\n])/g, (_, escaped: string) =>
    escaped === 'n' ? '\n' : escaped,
  );
}
