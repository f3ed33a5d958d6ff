/** Windows' Credential Manager keeps 2,560 bytes of UTF-16; what fits nowhere else either is no token. */
const LONGEST = 1_280;

/** Why this cannot be a token, in words that do not repeat it; undefined when it can. A header takes visible ASCII only. */
export function tokenProblem(token: string): string | undefined {
  if (token.length > LONGEST) return `The token must not be longer than ${LONGEST} characters`;
  if (/^[\x21-\x7e]+$/.test(token)) return undefined;
  return 'The token must not contain blanks, line breaks or letters beyond A–Z';
}
