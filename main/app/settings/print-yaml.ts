import { Document, isCollection, isMap, isNode, isScalar, isSeq, stringify } from 'yaml';
import type { Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isNothing } from './yaml-nodes.ts';

/** How a file is indented. */
export interface YamlStyle {
  /** Columns from a key to the keys below it. */
  readonly indent: number;
  /** Columns from a key to the dashes below it; many files have none. */
  readonly dashes: number;
  /** Whether `{ a: 1 }` has blanks inside. */
  readonly isPadded: boolean;
}

/** A pair in lines of its own, the first at `column`. No line end behind it. */
export function printPair({ key, value }: Pair, column: number, style: YamlStyle): string {
  const name = `${' '.repeat(column)}${printInline(key, style)}:`;
  if (isNothing(value)) return name;
  const anchor = isCollection(value) && value.anchor !== undefined ? ` &${value.anchor}` : '';
  if (isBlock(value)) return [name + anchor, ...blockLines(value, column, style)].join('\n');
  return `${name} ${printInline(value, style)}`;
}

/** An item of a list behind its dash, which stands at `column`. No line end behind it. */
export function printItem(item: unknown, column: number, style: YamlStyle): string {
  const dash = `${' '.repeat(column)}- `;
  if (!isBlock(item)) return dash + printInline(item, style);
  const lines = printBlock(item, column + 2, style);
  const anchor = item.anchor === undefined ? '' : `&${item.anchor}\n`;
  return anchor === '' ? dash + lines.slice(column + 2) : dash + anchor + lines;
}

/** The pairs of a mapping, or the items of a list, in lines that begin at `column`. */
export function printBlock(node: YAMLMap | YAMLSeq, column: number, style: YamlStyle): string {
  if (isMap(node)) return node.items.map((pair) => printPair(pair, column, style)).join('\n');
  return node.items.map((item) => printItem(item, column, style)).join('\n');
}

/** A single value, or a list or mapping in brackets; in one line. */
export function printInline(node: unknown, { isPadded }: YamlStyle): string {
  const document = new Document(null, { schema: 'failsafe' });
  const copy = (isNode(node) ? node.clone() : document.createNode(node)) as Node;
  makeOneLine(copy);
  document.contents = copy;
  const text = document.toString({
    ...{ flowCollectionPadding: isPadded, lineWidth: 0, doubleQuotedMinMultiLineLength: LONGEST },
    verifyAliasOrder: false,
  });
  return text.replace(/\n+$/, '');
}

/** No text is longer, so that none is broken into lines. */
const LONGEST = 1_000_000;

/** What is not in brackets stands in lines of its own. */
export function isBlock(node: unknown): node is YAMLMap | YAMLSeq {
  return isCollection(node) && node.flow !== true && node.items.length > 0;
}

function blockLines(node: YAMLMap | YAMLSeq, column: number, style: YamlStyle): readonly string[] {
  return [printBlock(node, column + (isSeq(node) ? style.dashes : style.indent), style)];
}

/** Comments and line ends would break it. */
function makeOneLine(node: unknown): void {
  if (!isNode(node)) return;
  node.comment = null;
  node.commentBefore = null;
  if (isScalar(node) && (/^BLOCK/.test(node.type ?? '') || /\n/.test(String(node.value)))) node.type = 'QUOTE_DOUBLE';
  if (!isCollection(node)) return;
  for (const item of node.items) {
    if (isNode(item)) makeOneLine(item);
    else for (const part of Object.values(item as Pair)) makeOneLine(part);
  }
}

/**
 * Gives what an edit has put into a document the form of what was read: texts alone, quoted where other readers would
 * take them for something else.
 */
export function settle(node: unknown, document: Document): unknown {
  const settled = isNode(node) ? node : document.createNode(node);
  if (isScalar(settled)) settleScalar(settled, isSafe);
  else if (isMap(settled)) {
    for (const pair of settled.items) {
      pair.key = settleKey(pair.key, document);
      pair.value = settle(pair.value, document);
    }
  } else if (isSeq(settled)) settled.items = settled.items.map((item) => settle(item, document));
  return settled;
}

/** Whoever reads a configuration knows its keys: `on` needs no quotes there. */
function settleKey(key: unknown, document: Document): unknown {
  const settled = isNode(key) ? key : document.createNode(key);
  if (isScalar(settled)) settleScalar(settled, () => true);
  return settled;
}

function settleScalar(scalar: Scalar, isPlain: (text: string) => boolean): void {
  const { value, source, type } = scalar;
  const isAsRead = scalar.range != null && source === value;
  if (isAsRead || (typeof value === 'string' && type !== undefined && type !== 'PLAIN')) return;
  if (typeof value === 'string') scalar.type = isPlain(value) ? 'PLAIN' : 'QUOTE_DOUBLE';
  else scalar.type = 'PLAIN';
  if (typeof value !== 'string') scalar.value = value === null || value === undefined ? '' : JSON.stringify(value);
}

/** Go's YAML and older readers take `yes`, `22:30` or `1_000` for something else than a text. */
function isSafe(text: string): boolean {
  return stringify(text, { version: '1.1', lineWidth: 0 }).trimEnd() === text;
}
