import { isCollection, isNode, LineCounter, parseDocument } from 'yaml';

/** Where in the file each field of a form stands: keys, and indices of lists from 0. */
export type FieldPaths = Readonly<Record<string, readonly (string | number)[]>>;

/** The field whose part of a YAML text has a line, counted from 1; of several the innermost. Null where none has. */
export function fieldAt(text: string, line: number, fields: FieldPaths): string | null {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, schema: 'failsafe', uniqueKeys: false });
  const lineOf = (offset: number): number => lineCounter.linePos(offset).line;
  let found: { readonly field: string; readonly lines: number } | undefined;
  for (const [field, path] of Object.entries(fields)) {
    const node = isCollection(document.contents) ? document.getIn(path, true) : undefined;
    if (!isNode(node) || node.range == null) continue;
    const [start, end] = node.range;
    const [first, last] = [lineOf(start), lineOf(Math.max(start, end - 1))];
    const lines = last - first + 1;
    if (first <= line && line <= last && lines < (found?.lines ?? Infinity)) found = { field, lines };
  }
  return found?.field ?? null;
}
