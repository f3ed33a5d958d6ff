import type { Labels } from '../model/sample.ts';
import { sortLabels } from '../model/series-key.ts';
import type { Grammar } from './grammar.ts';
import { endOfName, skipOptional, unescapeText } from './scan.ts';

/**
 * Labels, a metric name that stood in quotes among them, and where the text goes on behind the brace;
 * or where it failed and what was expected there.
 */
type LabelsResult =
  | { readonly ok: true; readonly name: string | undefined; readonly labels: Labels; readonly end: number }
  | { readonly ok: false; readonly name: string | undefined; readonly at: number; readonly expected: string };

/** Text that stood in quotes, its escapes undone, and where the line goes on; or where it failed. */
type QuotedResult =
  | { readonly ok: true; readonly text: string; readonly end: number }
  | { readonly ok: false; readonly at: number; readonly expected: string };

type Pair = readonly [name: string, value: string];

const QUOTE = 34;
const COMMA = 44;
const EQUALS = 61;
const CLOSING_BRACE = 125;
/** Up to here a walk through the labels is quicker than a set of their names. */
const FEW_LABELS = 16;

/** Reads `{name="value",…}` whose opening brace stands at `open`; `{"metric.name",…}` names the metric inside. */
export function parseLabels(line: string, open: number, grammar: Grammar): LabelsResult {
  const reader = new LabelReader(line, open + 1, grammar);
  const expected = reader.readAll();
  const { name, at } = reader;
  if (expected !== undefined) return { ok: false, name, at, expected };
  return { ok: true, name, labels: reader.labels(), end: at };
}

/** Reads a text in quotes, the first of which stands at `open`. */
export function parseQuoted(line: string, open: number, grammar: Grammar): QuotedResult {
  const start = open + 1;
  let end = line.indexOf('"', start);
  if (end < 0) return { ok: false, at: open, expected: 'a closing quote' };
  const plain = line.slice(start, end);
  if (!plain.includes('\\')) return { ok: true, text: plain, end: end + 1 };
  end = start;
  while (end < line.length && line[end] !== '"') end += line[end] === '\\' ? 2 : 1;
  if (end >= line.length) return { ok: false, at: open, expected: 'a closing quote' };
  const written = line.slice(start, end);
  const wrong = grammar.looseEscapes ? -1 : wrongEscape(written);
  if (wrong >= 0) return { ok: false, at: start + wrong, expected: '\\\\, \\" or \\n' };
  return { ok: true, text: unescapeText(written, true), end: end + 1 };
}

/** Where a backslash stands that begins none of the three escapes; -1 when none does. */
function wrongEscape(text: string): number {
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
    if (!'\\"n'.includes(text.charAt(at + 1))) return at;
  }
  return -1;
}

/** Walks through the braces. Each step moves `at`, or says what was expected there. */
class LabelReader {
  at: number;
  name: string | undefined;
  readonly #line: string;
  readonly #grammar: Grammar;
  readonly #pairs: Pair[] = [];
  #sorted = true;
  #many: Set<string> | undefined;

  constructor(line: string, at: number, grammar: Grammar) {
    this.#line = line;
    this.#grammar = grammar;
    this.at = at;
  }

  readAll(): string | undefined {
    this.#move(this.at);
    while (this.#here() !== CLOSING_BRACE) {
      const expected = this.#readEntry() ?? this.#readComma();
      if (expected !== undefined) return expected;
    }
    this.at += 1;
    return undefined;
  }

  labels(): Labels {
    return this.#sorted ? this.#pairs : sortLabels(this.#pairs);
  }

  /** A label; or, in quotes and alone, the name of the metric. */
  #readEntry(): string | undefined {
    const start = this.at;
    const quoted = this.#here() === QUOTE;
    const name = quoted ? this.#readQuoted() : this.#readName();
    if (name === undefined) return this.#failure;
    if (this.#here() === EQUALS) return this.#readValue(name, start);
    if (!quoted) return '"=" after the label name';
    if (this.#here() !== COMMA && this.#here() !== CLOSING_BRACE) return '"=", "," or "}"';
    if (this.name !== undefined || name === '') return this.#fail(start, name === '' ? 'a name' : 'one metric name');
    this.name = name;
    return undefined;
  }

  #readValue(name: string, start: number): string | undefined {
    if (name === '__name__' || name === '') return this.#fail(start, 'another label name');
    if (this.#isKnown(name)) return this.#fail(start, `label "${name}" only once`);
    this.#move(this.at + 1);
    if (this.#here() !== QUOTE) return 'a label value in quotes';
    const value = this.#readQuoted();
    if (value === undefined) return this.#failure;
    const last = this.#pairs[this.#pairs.length - 1];
    if (last !== undefined && last[0] > name) this.#sorted = false;
    this.#pairs.push([name, value]);
    return undefined;
  }

  /** A comma may stand before the brace, but not in the exact grammar. */
  #readComma(): string | undefined {
    if (this.#here() !== COMMA) return this.#here() === CLOSING_BRACE ? undefined : '"," or "}"';
    this.#move(this.at + 1);
    return this.#grammar.exact && this.#here() === CLOSING_BRACE ? 'a label name' : undefined;
  }

  #readName(): string | undefined {
    const end = endOfName(this.#line, this.at, false);
    if (end === this.at) {
      this.#failure = 'a label name or "}"';
      return undefined;
    }
    const name = this.#line.slice(this.at, end);
    this.#move(end);
    return name;
  }

  #readQuoted(): string | undefined {
    const result = parseQuoted(this.#line, this.at, this.#grammar);
    if (!result.ok) {
      this.#failure = this.#fail(result.at, result.expected);
      return undefined;
    }
    this.#move(result.end);
    return result.text;
  }

  #isKnown(name: string): boolean {
    if (this.#many === undefined && this.#pairs.length < FEW_LABELS)
      return this.#pairs.some(([other]) => other === name);
    this.#many ??= new Set(this.#pairs.map(([other]) => other));
    if (this.#many.has(name)) return true;
    this.#many.add(name);
    return false;
  }

  /** What was expected where a name or a text in quotes failed. */
  #failure = '';

  #fail(at: number, expected: string): string {
    this.at = at;
    return expected;
  }

  #here(): number {
    return this.#line.charCodeAt(this.at);
  }

  #move(at: number): void {
    this.at = skipOptional(this.#line, at, this.#grammar);
  }
}
