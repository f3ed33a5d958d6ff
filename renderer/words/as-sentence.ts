/** What the monitor says, as a sentence with its stop; an address stays as it is. */
export function asSentence(words: string): string {
  if (words === '' || /^https?:/.test(words)) return words;
  return withStop(`${words.charAt(0).toUpperCase()}${words.slice(1)}`);
}

/** With a full stop at its end, unless something ends it already: a question, or a quoted sentence with its own stop. */
export function withStop(words: string): string {
  return /[.?!…][)”"']?$/.test(words) ? words : `${words}.`;
}
