/**
 * The words of a command as a POSIX shell would split it, or a Windows one where it ends a line by `^`: quotes and
 * backslashes are taken away, nothing is expanded. A quote that is not closed ends with the text.
 */
export function shellWords(text: string): readonly string[] {
  const joined = text.replace(/[\\^`][ \t]*\r?\n/g, ' ').trim();
  const words: string[] = [];
  for (const [piece] of joined.matchAll(/(?:[^\s'"\\]|\\[\s\S]|'[^']*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)|\\$)+/g)) {
    words.push(piece.replace(/\\([\s\S])|'([^']*)(?:'|$)|"((?:[^"\\]|\\[\s\S])*)(?:"|$)/g, bare));
  }
  return words;
}

function bare(_: string, escaped?: string, single?: string, double?: string): string {
  return escaped ?? single ?? (double ?? '').replace(/\\(["\\$`])/g, '$1');
}
