import { isAlias, isMap, isScalar, parseDocument, visit, type Document } from 'yaml';
import { printBlock, printInline, settle } from './print-yaml.ts';
import { isNothing, isSame } from './yaml-nodes.ts';
import { styleOf, YamlPlaces } from './yaml-places.ts';
import { UneditableError, YamlSplices, type Splice } from './yaml-splices.ts';

export type EditedText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** As configurations are read: without types, duplicates told by our readers. */
const OPTIONS = { schema: 'failsafe', uniqueKeys: false, keepSourceTokens: true } as const;

/**
 * A YAML text, changed: `edit` changes its document, and only the lines that say something else than before are written
 * anew. Comments, blank lines, quotes, order, indentation and line ends of all others stay as they are. Where that
 * cannot be done it says so and nothing is changed.
 */
export function editYaml(text: string, edit: (document: Document) => void): EditedText {
  try {
    return { ok: true, text: edited(text, edit) };
  } catch (error) {
    const why = error instanceof UneditableError ? error.message : 'it is written in an unusual way';
    return { ok: false, reason: `This cannot be changed here: ${why}. Change it in an editor` };
  }
}

function edited(text: string, edit: (document: Document) => void): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const eol = /\r\n/.test(text) ? '\r\n' : '\n';
  const body = text.slice(mark.length);
  const whole = body === '' || body.endsWith('\n') ? body : body + eol;
  const plain = withPlainIndents(whole);
  const after = parseDocument(plain, OPTIONS);
  dropEmptyValues(after);
  edit(after);
  const contents = settle(after.contents, after);
  const next = applied(whole, splicesFor(plain, contents), eol);
  const check = parseDocument(withPlainIndents(next), OPTIONS);
  if (check.errors.length > 0 || !isSame(check.contents, contents)) throw new Error('it would say something else');
  return mark + (whole === body ? next : next.replace(/\r?\n$/, ''));
}

/** `forward:` with nothing behind it is no text, which could not be given an endpoint. */
function dropEmptyValues(document: Document): void {
  visit(document, {
    Pair: (_, pair) => {
      if (isScalar(pair.value) && pair.value.anchor === undefined && isNothing(pair.value)) pair.value = null;
    },
  });
}

/** Web pages indent by no-break spaces, which are none to YAML. All offsets stay the same. */
function withPlainIndents(text: string): string {
  return text.replace(/^[ \u00a0]+/gm, (indent) => ' '.repeat(indent.length));
}

function splicesFor(text: string, after: unknown): readonly Splice[] {
  const document = parseDocument(text, OPTIONS);
  const before = document.contents;
  if (isSame(before, after)) return [];
  const places = new YamlPlaces(text);
  const style = styleOf(document, places);
  if (!isMap(after) || after.items.length === 0) throw new UneditableError('nothing would be left');
  if (before === null || isNothing(before)) return [beginning(text, printBlock(after, 0, style))];
  if (!isMap(before)) throw new UneditableError('it is no mapping');
  const isEmpty = before.items.length === 0;
  if (isEmpty || before.flow === true) {
    const lines = !isEmpty ? printInline(after, style) : printBlock(after, 0, style);
    return [{ start: places.startOf(before), end: places.endOf(before), text: lines }];
  }
  const splices = new YamlSplices(places, style, sharedAnchors(document));
  if (!splices.map(before, after, true)) throw new UneditableError('all of it would be something else');
  return splices.found;
}

/** The first of a text that said nothing yet: below its comments. */
function beginning(text: string, lines: string): Splice {
  const apart = text === '' || /\n[ \t]*\r?\n$/.test(text) ? '' : '\n';
  return { start: text.length, end: text.length, text: `${apart}${lines}\n` };
}

function applied(text: string, splices: readonly Splice[], eol: string): string {
  return splices.reduce((left, { start, end, text: instead }) => {
    return left.slice(0, start) + instead.replace(/\n/g, eol) + left.slice(end);
  }, text);
}

function sharedAnchors(document: Document): ReadonlySet<string> {
  const shared = new Set<string>();
  visit(document, (_, node) => {
    if (isAlias(node)) shared.add(node.source);
  });
  return shared;
}
