import { isScalar, isSeq, YAMLSeq, type Document } from 'yaml';

/** A scalar's text; empty where there is none. Documents are parsed without types, so each scalar is a text. */
export function textOf(node: unknown): string {
  const value = isScalar(node) ? node.value : node;
  return typeof value === 'string' ? value : '';
}

/** The list below a key at the top, which is made at the end where there is none. */
export function listAt(document: Document, key: string): YAMLSeq {
  const there = document.get(key);
  if (isSeq(there) && there.items.length > 0) return there;
  const list = new YAMLSeq(document.schema);
  document.set(key, list);
  return list;
}
