import { LineCounter, parseDocument, type Document, type YAMLError } from 'yaml';
import { ConfigProblem } from './config-problem.ts';

/** A text whose places can be told, though its lines may have been indented by us before they were parsed. */
export interface PlacedText {
  readonly file: string;
  readonly text: string;
  /** Columns that were put before each line; empty when the text is as it was. */
  readonly indents: readonly number[];
}

export interface YamlText {
  readonly document: Document.Parsed;
  /** The problem of a place, given as an offset into the text. */
  readonly problemAt: (offset: number, message: string) => ConfigProblem;
}

export type YamlResult =
  { readonly ok: true; readonly yaml: YamlText } | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Characters; real ones have a few thousand. */
const LONGEST = 200_000;
const DEEPEST = 100;
const MOST_PROBLEMS = 100;

/** Parses without giving types to scalars: each reader knows what it expects. Problems are mistakes against YAML itself. */
export function parseYaml(source: PlacedText): YamlResult {
  const lineCounter = new LineCounter();
  const problemAt = (offset: number, message: string): ConfigProblem => {
    const { line, col } = lineCounter.linePos(offset);
    const column = Math.max(1, col - (source.indents[line - 1] ?? 0));
    return new ConfigProblem(source.file, Math.max(1, line), column, message);
  };
  const refused = (message: string): YamlResult => ({
    ok: false,
    problems: [new ConfigProblem(source.file, 1, 1, message)],
  });
  if (source.text.length > LONGEST) return refused('the file is too long for a configuration');
  if (isDeep(source.text)) return refused(`lists and mappings are nested more than ${String(DEEPEST)} deep`);
  const document = parseDocument(source.text, {
    lineCounter,
    schema: 'failsafe',
    prettyErrors: false,
    // Told by our readers, with the name of the key.
    uniqueKeys: false,
  });
  const problems = document.errors
    .slice(0, MOST_PROBLEMS)
    .map((error) => problemAt(error.pos[0], syntaxMessage(error)));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, yaml: { document, problemAt } };
}

/** The parser is recursive; a hostile text must not exhaust its stack. */
function isDeep(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    else if (character === ']' || character === '}') open -= 1;
    if (open > DEEPEST) return true;
  }
  return /(?:[-?:][ \t]+){50}/.test(text) || /^ {200}/m.test(text);
}

function syntaxMessage(error: YAMLError): string {
  if (error.code === 'TAB_AS_INDENT') return 'a tab stands here; YAML is indented with spaces';
  if (error.code === 'MULTIPLE_DOCS') return 'a second document begins here (---); a configuration is one';
  return `this is not valid YAML: ${error.message.replace(/\s+/g, ' ')}`;
}
