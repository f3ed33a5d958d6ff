import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  visit,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isBlock, printInline, printItem, printPair, type YamlStyle } from './print-yaml.ts';
import { isSame, keyOf, pairOf } from './yaml-nodes.ts';
import type { YamlPlaces } from './yaml-places.ts';

/** Text that takes the place of what stands from `start` to `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What an edit cannot change without touching more than was meant; the message is for the user. */
export class UneditableError extends Error {}

/** Finds what has to change in a text so that it says what an edited copy of its document says, and nothing else. */
export class YamlSplices {
  readonly #places: YamlPlaces;
  readonly #style: YamlStyle;
  /** Anchors that an alias refers to. */
  readonly #shared: ReadonlySet<string>;
  readonly #splices: Splice[] = [];

  constructor(places: YamlPlaces, style: YamlStyle, shared: ReadonlySet<string>) {
    this.#places = places;
    this.#style = style;
    this.#shared = shared;
  }

  /** From the last to the first, so that one does not move another. */
  get found(): readonly Splice[] {
    const inOrder = this.#splices.map((splice, at) => ({ splice, at }));
    // Of two at one place the later one was found behind the other.
    return inOrder.sort((a, b) => b.splice.start - a.splice.start || b.at - a.at).map(({ splice }) => splice);
  }

  /** Both are mappings in lines. False where they have no key in common. */
  map(before: YAMLMap, after: YAMLMap, isRoot = false): boolean {
    this.#refuseShared(before);
    if (!before.items.some((pair) => pairOf(after, keyOf(pair) ?? '') !== undefined)) return false;
    for (const [index, pair] of before.items.entries()) {
      const next = pairOf(after, keyOf(pair) ?? '');
      if (next === undefined) this.#remove(this.#places.startOf(pair), pair, index);
      else if (!isSame(pair.value, next.value)) this.#changePair(pair, next);
    }
    const column = this.#places.column(this.#places.startOf(before));
    const fresh = after.items.filter((pair) => pairOf(before, keyOf(pair) ?? '') === undefined);
    const last = before.items[before.items.length - 1];
    for (const pair of fresh) {
      const lines = printPair(pair, column, this.#style);
      this.#insert(this.#behind(last), lines, isRoot && this.#isAiry(before));
    }
    return true;
  }

  #seq(before: YAMLSeq, after: YAMLSeq): boolean {
    this.#refuseShared(before);
    const partners = partnersOf(before.items, after.items);
    const order = [...partners.values()];
    if (order.length === 0 || order.some((index, at) => at > 0 && index < (order[at - 1] ?? 0))) return false;
    const column = this.#places.column(this.#places.dashOf(before, 0));
    this.#insertItems(before, after, partners, column);
    for (const [index, item] of before.items.entries()) {
      const partner = [...partners].find(([, of]) => of === index)?.[0];
      if (partner === undefined) this.#remove(this.#places.dashOf(before, index), item, index);
      else if (!isSame(item, partner)) this.#changeItem(item, partner);
    }
    return true;
  }

  #insertItems(before: YAMLSeq, after: YAMLSeq, partners: ReadonlyMap<unknown, number>, column: number): void {
    let previous = -1;
    for (const item of after.items) {
      const partner = partners.get(item);
      if (partner === undefined) {
        const lines = printItem(item, column, this.#style);
        const at = previous === -1 ? this.#lineOfDash(before) : this.#behind(before.items[previous]);
        this.#insert(at, lines, false);
      } else previous = partner;
    }
  }

  #behind(item: unknown): number {
    return this.#places.lineEnd(this.#places.endOf(item));
  }

  #lineOfDash(seq: YAMLSeq): number {
    const dash = this.#places.dashOf(seq, 0);
    if (!this.#places.isFirst(dash)) throw new UneditableError('a list begins in the line of something else');
    return this.#places.lineStart(dash);
  }

  #changeItem(before: unknown, after: unknown): void {
    if (!this.#change(before, after)) throw new UneditableError('an item would become something else');
  }

  #changePair(before: Pair, after: Pair): void {
    if (this.#change(before.value, after.value)) return;
    this.#refuseSharedWithin(before.value);
    const start = this.#places.startOf(before);
    const end = this.#places.endOf(before);
    const column = this.#places.column(start);
    if (isEmptied(before.value) && isCollection(after.value)) after.value.flow = false;
    const lines = printPair(after, column, this.#style).slice(column);
    const comment = this.#places.text.slice(end, this.#places.lineEnd(end)).trimEnd();
    // A comment behind the value stays in the line of its key.
    const text = lines.replace(/$/m, () => comment);
    this.#splices.push({ start, end: end + comment.length, text });
  }

  /** False where the whole has to be printed anew. */
  #change(before: unknown, after: unknown): boolean {
    if (isBlock(before) && isBlock(after)) {
      if (isMap(before) && isMap(after)) return this.map(before, after);
      return isSeq(before) && isSeq(after) && this.#seq(before, after);
    }
    if (!isInLine(before) || !isInLine(after) || isEmptied(before)) return false;
    this.#refuseSharedWithin(before);
    const start = this.#places.startOf(before);
    const isPadded = isCollection(before) ? /^[[{]\s/.test(this.#places.text.slice(start)) : this.#style.isPadded;
    const text = withoutAnchor(after, { ...this.#style, isPadded });
    this.#splices.push({ start, end: this.#places.endOf(before), text });
    return true;
  }

  /** A pair or an item, its lines, and the comment directly above it unless it is the first: there it is about all of them. */
  #remove(start: number, node: unknown, index: number): void {
    if (start < 0 || !this.#places.isFirst(start)) throw new UneditableError('it shares its line with something else');
    this.#refuseSharedWithin(node);
    const { text } = this.#places;
    const column = this.#places.column(start);
    let from = this.#places.lineStart(start);
    while (index > 0 && from > 0) {
      const above = this.#places.lineStart(from - 1);
      const line = text.slice(above, from);
      if (line.search(/\S/) !== column || line[column] !== '#') break;
      from = above;
    }
    const end = this.#places.lineEnd(this.#places.endOf(node));
    // Of two blank lines that would come together, one goes.
    const blank = /(?:^|\n)([ \t]*\r?\n)$/.exec(text.slice(0, from))?.[1] ?? '';
    const isBlankBelow = /^(?:[ \t]*\r?\n|$)/.test(text.slice(end));
    this.#splices.push({ start: isBlankBelow ? from - blank.length : from, end, text: '' });
  }

  #insert(at: number, lines: string, isApart: boolean): void {
    const apart = isApart && at > 0 && !/\n[ \t]*\r?\n$/.test(this.#places.text.slice(0, at)) ? '\n' : '';
    this.#splices.push({ start: at, end: at, text: `${apart}${lines}\n` });
  }

  /** Whether the parts of a file stand apart from each other. */
  #isAiry({ items }: YAMLMap): boolean {
    return items.length < 2 || /\n[ \t]*\r?\n/.test(this.#places.text);
  }

  #refuseShared(node: unknown): void {
    const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
    if (anchor !== undefined && this.#shared.has(anchor)) {
      throw new UneditableError(`what is called &${anchor} is used in other places too`);
    }
  }

  #refuseSharedWithin(node: unknown): void {
    const root = isPair(node) ? node.value : node;
    if (isNode(root))
      visit(root, {
        Node: (_, part) => {
          this.#refuseShared(part);
        },
      });
  }
}

/** What stands within its line or its brackets. */
function isInLine(node: unknown): node is Scalar | YAMLMap | YAMLSeq {
  if (isCollection(node)) return node.flow === true;
  return isScalar(node) && node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED';
}

/** `[]` or `{}`: what comes into it stands in lines of its own. */
function isEmptied(node: unknown): boolean {
  return isCollection(node) && node.items.length === 0;
}

/** The anchor stands before the place that is written anew. */
function withoutAnchor(node: Scalar | YAMLMap | YAMLSeq, style: YamlStyle): string {
  const copy = node.clone() as typeof node;
  delete copy.anchor;
  return printInline(copy, style);
}

/** For each item of an edited list the index that it had before; one that is new has none. */
function partnersOf(before: readonly unknown[], after: readonly unknown[]): ReadonlyMap<unknown, number> {
  const free = new Set(before.keys());
  const partners = new Map<unknown, number>();
  const take = (item: unknown, fits: (other: unknown) => boolean): void => {
    const index = [...free].find((at) => fits(before[at]));
    if (index === undefined || partners.has(item)) return;
    free.delete(index);
    partners.set(item, index);
  };
  for (const item of after) {
    const place = rangeOf(item);
    if (place !== undefined) take(item, (other) => rangeOf(other) === place);
  }
  for (const item of after) if (rangeOf(item) === undefined) take(item, (other) => isSame(other, item));
  // In the order of the edited list.
  return new Map(after.flatMap((item) => entryOf(item, partners.get(item))));
}

function entryOf(item: unknown, index: number | undefined): readonly (readonly [unknown, number])[] {
  return index === undefined ? [] : [[item, index]];
}

function rangeOf(node: unknown): number | undefined {
  return isScalar(node) || isCollection(node) ? node.range?.[0] : undefined;
}
