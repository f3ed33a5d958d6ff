/** The text without these families, as if their series had vanished. Names that are not there change nothing. */
export function hideFamilies(text: string, families: ReadonlySet<string>): string {
  if (families.size === 0) return text;
  return text
    .split('\n')
    .filter((line) => !families.has(familyOf(line)))
    .join('\n');
}

function familyOf(line: string): string {
  const name = /^(?:# (?:HELP|TYPE) )?([^ {]*)/.exec(line)?.[1] ?? '';
  return name.replace(/_(bucket|sum|count)$/, '');
}
