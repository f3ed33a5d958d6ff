import { isCollection, isMap, isNode, isPair, isSeq, visit, type Document, type Node, type Pair } from 'yaml';
import type { YamlStyle } from './print-yaml.ts';
import { isNothing } from './yaml-nodes.ts';

/** Where the parts of a text stand, in UTF-16 units from its beginning. The text ends with a line end. */
export class YamlPlaces {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Behind the line end. */
  lineEnd(offset: number): number {
    const at = this.text.indexOf('\n', offset);
    return at === -1 ? this.text.length : at + 1;
  }

  column(offset: number): number {
    return offset - this.lineStart(offset);
  }

  /** Whether nothing but blanks stands before it in its line. */
  isFirst(offset: number): boolean {
    return this.text.slice(this.lineStart(offset), offset).trim() === '';
  }

  startOf(node: unknown): number {
    if (isPair(node)) return this.startOf(node.key);
    return (isNode(node) ? node.range?.[0] : undefined) ?? 0;
  }

  /** Behind the last letter that belongs to a value or a pair: without the comment and the blank lines behind it. */
  endOf(node: unknown): number {
    if (isPair(node)) return this.#endOfPair(node);
    if (!isNode(node)) return 0;
    if (isCollection(node) && node.flow !== true && node.items.length > 0) {
      return this.endOf(node.items[node.items.length - 1]);
    }
    const [start, end] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
    return start + this.text.slice(start, end).trimEnd().length;
  }

  #endOfPair(pair: Pair): number {
    if (!isNothing(pair.value)) return this.endOf(pair.value);
    const colon = pair.srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
    const [start, end] = (isNode(pair.value) ? pair.value.range : undefined) ?? [0, 0];
    // An empty value is said to stand behind the comments that follow.
    if (end > start) return end;
    return colon === undefined ? this.endOf(pair.key) : colon.offset + 1;
  }

  /** Of the dash of an item of a list. */
  dashOf(seq: Node, index: number): number {
    const token = isSeq(seq) && seq.srcToken?.type === 'block-seq' ? seq.srcToken.items[index] : undefined;
    return token?.start.find(({ type }) => type === 'seq-item-ind')?.offset ?? -1;
  }
}

/** How a text is indented, by what stands in it first; two columns where nothing tells. */
export function styleOf(document: Document.Parsed, places: YamlPlaces): YamlStyle {
  let indent: number | undefined;
  let dashes: number | undefined;
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isCollection(value) || value.flow === true || value.items.length === 0) return;
      const column = places.column(places.startOf(key));
      if (isMap(value)) indent ??= places.column(places.startOf(value)) - column;
      else dashes ??= places.column(places.dashOf(value, 0)) - column;
    },
  });
  const isPadded = !/(?:^|[\s:[{,])[[{][^\s[\]{}]/.test(places.text);
  return { indent: Math.max(1, indent ?? 2), dashes: Math.max(0, dashes ?? 2), isPadded };
}
