import type { Grammar } from './grammar.ts';
import { badLine, type Line } from './line.ts';
import { parseQuoted } from './parse-labels.ts';
import { endOfName, endOfToken, skipBlanks, skipSeparator, unescapeText } from './scan.ts';

/** A name in a line of metadata, and where it ends; or what is wrong with it. */
interface Named {
  readonly name: string;
  readonly end: number;
}

/**
 * Reads a line whose first character, at `start`, is `#`.
 * The text format takes what is no metadata as a comment; the exact grammar of OpenMetrics has no comments.
 */
export function parseComment(line: string, start: number, grammar: Grammar): Line {
  const at = skipSeparator(line, start + 1, grammar);
  const end = at === undefined ? start : endOfToken(line, at);
  const keyword = at === undefined || at === start + 1 ? '' : line.slice(at, end);
  if (keyword === 'HELP' || keyword === 'TYPE') return parseMetadata(line, end, keyword, grammar);
  if (grammar.format === 'openmetrics') {
    if (keyword === 'UNIT') return parseMetadata(line, end, keyword, grammar);
    if (keyword === 'EOF' && (grammar.exact ? end : skipBlanks(line, end)) === line.length) return { kind: 'eof' };
  }
  return grammar.exact ? badLine(start, '# HELP, # TYPE, # UNIT or # EOF', undefined) : { kind: 'blank' };
}

function parseMetadata(line: string, keywordEnd: number, keyword: 'HELP' | 'TYPE' | 'UNIT', grammar: Grammar): Line {
  const nameAt = skipSeparator(line, keywordEnd, grammar) ?? line.length;
  if (nameAt === line.length && !grammar.exact) return { kind: 'blank' };
  const named = nameAt < line.length ? readName(line, nameAt, grammar) : undefined;
  if (named === undefined) return badLine(nameAt, 'a metric name', undefined);
  const { name, end } = named;
  const restAt = grammar.format === 'text' ? skipBlanks(line, end) : behindOneBlank(line, end, grammar);
  if (restAt === end && (grammar.exact || end < line.length)) return badLine(end, 'a blank behind the name', name);
  switch (keyword) {
    case 'HELP':
      return parseHelp(line, restAt, name, grammar);
    case 'TYPE':
      return parseType(line, restAt, name, grammar);
    case 'UNIT':
      return parseUnit(line, restAt, name, grammar);
  }
}

function readName(line: string, at: number, grammar: Grammar): Named | undefined {
  if (line[at] !== '"') {
    const end = endOfName(line, at, true);
    return end > at ? { name: line.slice(at, end), end } : undefined;
  }
  const quoted = parseQuoted(line, at, grammar);
  return quoted.ok && quoted.text !== '' ? { name: quoted.text, end: quoted.end } : undefined;
}

/** OpenMetrics parts the name from the rest by one blank; what follows belongs to the text. */
function behindOneBlank(line: string, at: number, grammar: Grammar): number {
  return line[at] === ' ' || (line[at] === '\t' && !grammar.exact) ? at + 1 : at;
}

function parseHelp(line: string, at: number, name: string, grammar: Grammar): Line {
  const written = line.slice(at);
  const quote = grammar.exact ? written.search(/(?<!\\)(?:\\\\)*"/) : -1;
  if (quote >= 0) return badLine(at + written.indexOf('"', quote), '\\" for a quote', name);
  return { kind: 'help', name, text: unescapeText(written, grammar.format === 'openmetrics') };
}

function parseType(line: string, at: number, name: string, grammar: Grammar): Line {
  const word = line.slice(at);
  const type = grammar.types.get(grammar.exact ? word : word.trim());
  return type === undefined ? badLine(at, [...grammar.types.keys()].join(', '), name) : { kind: 'type', name, type };
}

function parseUnit(line: string, at: number, name: string, grammar: Grammar): Line {
  const unit = grammar.exact ? line.slice(at) : line.slice(at).trim();
  if (grammar.exact && !/^[a-zA-Z0-9_:]*$/.test(unit)) return badLine(at, 'a unit', name);
  return { kind: 'unit', name, unit };
}
