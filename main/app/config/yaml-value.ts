import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { readDuration, readSize } from './quantities.ts';
import type { Expansion } from './expand-environment.ts';
import { nearestKnown } from './nearest-key.ts';

/** What a mapping may hold. */
export interface Keys<K extends string> {
  /** How the mapping is called in messages: `unknown key "x" in …`. */
  readonly of: string;
  readonly known: readonly K[];
  /** Keys that are known and not supported, with what to do instead. */
  readonly refused?: (key: string) => string | undefined;
  /** Keys that may stand there and have no effect, with why: each is a warning. */
  readonly ignored?: (key: string) => string | undefined;
}

/** What all values of one file share. */
export interface ValueContext {
  /** `offset` is the place in the text. */
  readonly problem: (offset: number, message: string) => void;
  readonly warning: (offset: number, message: string) => void;
  readonly expand: (text: string) => Expansion;
  readonly valueOf: (node: unknown, name: string) => Value | undefined;
}

export interface Entry {
  readonly key: string;
  /** The key itself, for problems with it. */
  readonly at: Value;
  /** Undefined when nothing stands behind the colon. */
  readonly value: Value | undefined;
}

/** One value of the file, not yet of any type. What is not of the wanted type is a problem, and undefined. */
export class Value {
  readonly #context: ValueContext;
  readonly #node: Node;
  /** The key it belongs to, for messages. */
  readonly name: string;

  constructor(context: ValueContext, node: Node, name: string) {
    this.#context = context;
    this.#node = node;
    this.name = name;
  }

  problem(message: string): void {
    this.#context.problem(this.#offset, message);
  }

  warning(message: string): void {
    this.#context.warning(this.#offset, message);
  }

  /** As it is written, for messages: variables are not filled in, so no secret of theirs can show. */
  get source(): string {
    return isScalar(this.#node) ? scalarText(this.#node) : '';
  }

  text(): string | undefined {
    if (!isScalar(this.#node)) {
      this.problem(`${this.name} takes a text, not ${kindOf(this.#node)}`);
      return undefined;
    }
    const expansion = this.#context.expand(this.source);
    if (expansion.ok) return expansion.text;
    this.problem(expansion.reason);
    return undefined;
  }

  /** The first variable in it that is not set. */
  unsetVariable(): string | undefined {
    const expansion = this.#context.expand(this.source);
    return expansion.ok ? undefined : expansion.unset;
  }

  filledText(): string | undefined {
    const text = this.text();
    if (text?.trim() !== '') return text;
    this.problem(`${this.name} is empty`);
    return undefined;
  }

  flag(): boolean | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    // Go's YAML takes the words of YAML 1.1 where a boolean is wanted.
    if (/^(?:true|yes|on|y)$/i.test(text)) return true;
    if (/^(?:false|no|off|n)$/i.test(text)) return false;
    this.problem(`${this.name} takes true or false, not "${this.source}"`);
    return undefined;
  }

  /** A whole number that is not negative. */
  whole(): number | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (Number.isSafeInteger(number)) return number;
    this.problem(`${this.name} takes a whole number, not "${this.source}"`);
    return undefined;
  }

  /** Milliseconds. */
  duration(): number | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    const ms = readDuration(text);
    if (ms === undefined) {
      this.problem(`${this.name} ${durationProblem(text, this.source)}`);
      return undefined;
    }
    if (ms >= 1 && ms <= LONGEST_MS) return ms;
    this.problem(`${this.name} must be from 1ms to 24d, not "${this.source}"`);
    return undefined;
  }

  /** Bytes. */
  size(): number | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    const bytes = readSize(text);
    if (bytes === undefined) this.problem(`${this.name} takes a size such as 10MB or 512KiB, not "${this.source}"`);
    return bytes;
  }

  oneOf<T extends string>(choices: readonly T[]): T | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    this.problem(`${this.name} is one of ${choices.join(', ')}, not "${this.source}"`);
    return undefined;
  }

  isList(): boolean {
    return isSeq(this.#node);
  }

  isMapping(): boolean {
    return isMap(this.#node);
  }

  list(): readonly Value[] {
    if (isSeq(this.#node)) return this.#node.items.flatMap((item) => this.#context.valueOf(item, this.name) ?? []);
    this.problem(`${this.name} takes a list (lines that begin with "- "), not ${kindOf(this.#node)}`);
    return [];
  }

  texts(): readonly string[] {
    return this.list().flatMap((item) => item.text() ?? []);
  }

  /** The entries of a mapping with free keys; `called` names it in messages. */
  entries(called = this.name): readonly Entry[] {
    if (!isMap(this.#node)) {
      this.problem(`${called} takes a mapping (key: value), not ${kindOf(this.#node)}`);
      return [];
    }
    const entries = new Map<string, Entry>();
    for (const pair of this.#pairs(this.#node)) {
      const entry = this.#entryOf(pair);
      if (entry === undefined) continue;
      if (entries.has(entry.key)) entry.at.problem(`the key "${entry.key}" stands here a second time`);
      else entries.set(entry.key, entry);
    }
    return [...entries.values()];
  }

  /** The entries of a mapping with known keys; all others are reported. */
  fields<K extends string>(keys: Keys<K>): Fields<K> {
    const known = new Map<string, Entry>();
    for (const entry of this.entries(keys.of)) {
      if (keys.known.some((key) => key === entry.key)) known.set(entry.key, entry);
      else reportUnknown(entry, keys);
    }
    return new Fields(this, known);
  }

  get #offset(): number {
    return this.#node.range?.[0] ?? 0;
  }

  /** `<<` brings the pairs of other mappings, where there are none of its own. */
  #pairs(map: YAMLMap): readonly Pair[] {
    const own = map.items.filter(({ key }) => !isMergeKey(key));
    const names = new Set(own.map(({ key }) => keyText(key)));
    const merged = map.items
      .filter(({ key }) => isMergeKey(key))
      .flatMap(({ value }) => this.#context.valueOf(value, '<<') ?? [])
      .flatMap((value) => (value.isList() ? value.list() : [value]))
      .flatMap((value) => (isMap(value.#node) ? value.#pairs(value.#node) : []));
    const firsts = merged.filter(({ key }) => !names.has(keyText(key)) && names.add(keyText(key)));
    return [...own, ...firsts];
  }

  #entryOf({ key, value }: Pair): Entry | undefined {
    const node = isScalar(key) ? key : undefined;
    if (node === undefined) {
      this.problem(`${this.name} has a key that is no text`);
      return undefined;
    }
    const text = scalarText(node);
    return { key: text, at: new Value(this.#context, node, text), value: this.#context.valueOf(value, text) };
  }
}

/** Undefined for a key that is no text: to write one out can take exponential time. */
function keyText(key: unknown): string | undefined {
  return isScalar(key) ? scalarText(key) : undefined;
}

/** A mapping's known keys. */
export class Fields<K extends string> {
  /** The mapping itself, for problems with it as a whole. */
  readonly at: Value;
  readonly #entries: ReadonlyMap<string, Entry>;

  constructor(at: Value, entries: ReadonlyMap<string, Entry>) {
    this.at = at;
    this.#entries = entries;
  }

  /** Undefined when the key is missing or has nothing behind its colon. */
  get(key: K): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  /** The key of an entry, for problems with its being there. */
  key(key: K): Value | undefined {
    return this.#entries.get(key)?.at;
  }
}

/** The longest time a timer of Node takes. */
const LONGEST_MS = 2 ** 31 - 1;

function durationProblem(text: string, source: string): string {
  if (/^\d+$/.test(text)) return `needs a unit: ${text}s, not "${source}"`;
  return `takes a duration such as 10s, 500ms or 1h30m, not "${source}"`;
}

function reportUnknown<K extends string>({ key, at }: Entry, keys: Keys<K>): void {
  const refused = keys.refused?.(key);
  const ignored = keys.ignored?.(key);
  if (refused !== undefined) at.problem(`${key} ${refused}`);
  else if (ignored !== undefined) at.warning(`${key} ${ignored}`);
  else at.problem(`unknown key "${key}" in ${keys.of}${nearestKnown(key, keys.known)}`);
}

/** Without types, every scalar is a text. */
function scalarText({ value }: Scalar): string {
  return typeof value === 'string' ? value : '';
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function kindOf(node: Node): string {
  if (isMap(node)) return 'a mapping';
  if (isSeq(node)) return 'a list';
  return isAlias(node) ? 'an alias' : 'a single value';
}
