import { isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';

/** The key of a pair as a text; undefined for one that is a list or a mapping. */
export function keyOf({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

/** The pair of a key; of two the first. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyOf(pair) === key);
}

/** Whether two values mean the same to whoever reads them: comments, quotes and the order of keys do not count. */
export function isSame(a: unknown, b: unknown): boolean {
  if (anchorOf(a) !== anchorOf(b)) return false;
  // Quotes decide only for what would be nothing without them.
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  if (isMap(a)) return isMap(b) && isSameMap(a, b);
  return isSeq(a) ? isSeq(b) && isSameSeq(a, b) : isSameSingle(a, b);
}

function isSameSingle(a: unknown, b: unknown): boolean {
  if (isAlias(a)) return isAlias(b) && a.source === b.source;
  return isScalar(a) && isScalar(b) && String(a.value) === String(b.value);
}

function isSameSeq(a: YAMLSeq, b: YAMLSeq): boolean {
  return a.items.length === b.items.length && a.items.every((item, at) => isSame(item, b.items[at]));
}

function isSameMap(a: YAMLMap, b: YAMLMap): boolean {
  if (a.items.length !== b.items.length) return false;
  const others = new Map(b.items.map((pair) => [keyOf(pair), pair]));
  return a.items.every((pair) => {
    const other = others.get(keyOf(pair));
    return other !== undefined && isSame(pair.value, other.value);
  });
}

/** Nothing behind a colon, `~` and `null`, as `Reading` takes them. */
export function isNothing(node: unknown): boolean {
  if (node === null || node === undefined) return true;
  if (!isScalar(node)) return false;
  const { value, type } = node;
  const isBare = type === undefined || type === 'PLAIN';
  return value === null || (isBare && typeof value === 'string' && /^(?:~|null|)$/i.test(value));
}

function anchorOf(node: unknown): string | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
}
