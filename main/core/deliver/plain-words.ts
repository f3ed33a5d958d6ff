/** Control characters, and those that turn the direction of writing: a terminal or a screen would obey them. */
const NOT_FOR_SHOW = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * Foreign text made fit to be shown on one line: white space becomes one blank, a control character `\ufffd`, and more
 * than `longest` characters are cut.
 */
export function plainWords(text: string, longest: number): string {
  const plain = text.replace(/\s+/g, ' ').replace(NOT_FOR_SHOW, '\ufffd').trim();
  if (plain.length <= longest) return plain;
  // A pair of surrogates that is cut through is no character.
  return `${plain.slice(0, longest).replace(/[\ud800-\udbff]$/, '')} …`;
}
