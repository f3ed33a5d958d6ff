/** As much of `process.stdin` as is needed. */
export interface TokenInput extends AsyncIterable<Uint8Array | string> {
  readonly isTTY?: boolean;
  setRawMode?(on: boolean): unknown;
}

const CONTROL_C = '\u0003';
const CONTROL_D = '\u0004';
const ERASE = /^[\b\u007f]$/;
/** More than any token has. */
const MOST_CHARACTERS = 65_536;

/**
 * A token: typed or pasted at a terminal without being shown, ended by Enter; or everything that comes by standard
 * input. Without the white space around it. Undefined when the user gives up by Ctrl-C.
 */
export async function readToken(input: TokenInput, prompt: (text: string) => unknown): Promise<string | undefined> {
  if (input.isTTY !== true) return readAll(input);
  // Before it is asked for: the terminal must not show the keys, nor keep them for another program, and whoever pastes
  // may be quicker than the next line.
  input.setRawMode?.(true);
  try {
    prompt('API token (it is not shown): ');
    return await readLine(input);
  } finally {
    input.setRawMode?.(false);
    prompt('\n');
  }
}

async function readAll(input: TokenInput): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.length > MOST_CHARACTERS) break;
  }
  return text.trim();
}

async function readLine(input: TokenInput): Promise<string | undefined> {
  let text = '';
  for await (const chunk of input) {
    for (const key of chunk.toString()) {
      if (key === CONTROL_C) return undefined;
      if (key === '\r' || key === '\n' || key === CONTROL_D) return text.trim();
      text = ERASE.test(key) ? text.slice(0, -1) : text + key;
    }
  }
  return text.trim();
}
