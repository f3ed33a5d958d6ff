import type { Grammar } from './grammar.ts';

const TAB = 9;
const BLANK = 32;

/** The first position at or behind `at` that is neither blank nor tab. */
export function skipBlanks(line: string, at: number): number {
  let next = at;
  while (isBlank(line.charCodeAt(next))) next += 1;
  return next;
}

/** Behind the blanks that may stand here; the exact grammar has none. */
export function skipOptional(line: string, at: number, grammar: Grammar): number {
  return grammar.exact ? at : skipBlanks(line, at);
}

/** Behind the blanks that part two tokens; undefined when the exact grammar's one blank is missing. */
export function skipSeparator(line: string, at: number, grammar: Grammar): number | undefined {
  if (!grammar.exact) return skipBlanks(line, at);
  return line.charCodeAt(at) === BLANK ? at + 1 : undefined;
}

/** The first position at or behind `at` where a blank, a tab or the end of the line is. */
export function endOfToken(line: string, at: number): number {
  let next = at;
  while (next < line.length && !isBlank(line.charCodeAt(next))) next += 1;
  return next;
}

/** Behind the letters, digits and underscores (with `colons`, colons too) of a name; `at` when there is none. */
export function endOfName(line: string, at: number, colons: boolean): number {
  let next = at;
  while (isNameUnit(line.charCodeAt(next), colons) || (next > at && isDigit(line.charCodeAt(next)))) next += 1;
  return next;
}

/** Undoes `\\`, `\n` and, with `quotes`, `\"`; any other backslash stands for itself. */
export function unescapeText(text: string, quotes: boolean): string {
  if (!text.includes('\\')) return text;
  return text.replace(quotes ? /\\([\\n"])/g : /\\([\\n])/g, (_, escaped: string) =>
    escaped === 'n' ? '\n' : escaped,
  );
}

function isBlank(unit: number): boolean {
  return unit === BLANK || unit === TAB;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function isNameUnit(unit: number, colons: boolean): boolean {
  const letter = unit | 32;
  return (letter >= 97 && letter <= 122) || unit === 95 || (colons && unit === 58);
}
