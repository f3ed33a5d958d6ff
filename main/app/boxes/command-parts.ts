/** Which options of a command take a value. */
export interface CommandGrammar {
  /** Letters of the short ones. */
  readonly shortWithValue: string;
  /** Whether a long one takes a value; `name` is without its dashes. */
  readonly longTakesValue: (name: string) => boolean;
}

/** A word of a command: an option with its value, or one that is none. */
export interface CommandPart {
  /** With its dashes; undefined where it is none. */
  readonly option: string | undefined;
  /** The value; of what is no option the word itself. */
  readonly value: string;
}

/** The words behind a command's name, each option joined with its value: `-X POST`, `-XPOST`, `-sX POST`, `--x=y`. */
export function commandParts(words: readonly string[], grammar: CommandGrammar): readonly CommandPart[] {
  const parts: CommandPart[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const { option, value } = readWord(words[at] ?? '', grammar);
    // It is the next word.
    if (value === undefined) at += 1;
    parts.push({ option, value: value ?? words[at] ?? '' });
  }
  return parts;
}

function readWord(
  word: string,
  { shortWithValue, longTakesValue }: CommandGrammar,
): { readonly option: string | undefined; readonly value: string | undefined } {
  if (word.startsWith('--')) {
    const [option = '', ...rest] = word.split('=');
    if (rest.length > 0) return { option, value: rest.join('=') };
    return { option, value: longTakesValue(option.slice(2)) ? undefined : '' };
  }
  if (!word.startsWith('-') || word === '-') return { option: undefined, value: word };
  const letters = word.slice(1);
  // The first letter that takes a value ends the letters.
  const at = letters.split('').findIndex((letter) => shortWithValue.includes(letter));
  if (at < 0) return { option: `-${letters.slice(0, 1)}`, value: '' };
  const option = `-${letters.slice(at, at + 1)}`;
  return { option, value: at === letters.length - 1 ? undefined : letters.slice(at + 1) };
}
