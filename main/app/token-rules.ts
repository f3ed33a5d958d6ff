/** Why this cannot be a token, in words; undefined when it can. A header takes visible ASCII only. */
export function tokenProblem(token: string): string | undefined {
  if (/^[\x21-\x7e]+$/.test(token)) return undefined;
  return 'The token must not contain blanks, line breaks or letters beyond A–Z';
}
