/** What stands behind the last dot of a token and must be nowhere; no piece of it is a word that others use. */
export const SECRET = 'Q7ZX4KVJ2WPT9GHM3RYB6NCF8DLS5EAUQ4JX7VKZ9TPW2MHG6BYR3FCN5SLD8UAE';
/** Invented, in the form of an API token of Dynatrace: prefix, 24 public characters, 64 secret ones. */
export const CANARY = `dt0c01.${'P'.repeat(24)}.${SECRET}`;

/** A piece this long is never there by chance, and a part of a secret that a cut left over is found by it. */
const PIECE = 16;

/** Each piece of the secret as plain text, base64 (at whichever of three places in its group), URL-encoded, and hex. */
const SPELLINGS: readonly (readonly [name: string, bytes: Buffer])[] = pieces().flatMap((piece) => [
  spelling('plain', piece),
  ...[0, 1, 2].map((shift) => spelling('base64', base64Inside(piece, shift))),
  spelling('URL-encoded', hex(piece).toUpperCase().replace(/../g, '%$&')),
  spelling('URL-encoded', hex(piece).replace(/../g, '%$&')),
  spelling('hex', hex(piece)),
  spelling('hex', hex(piece).toUpperCase()),
]);

/** How the secret, or a part of it, is spelled in these bytes; undefined when it is not in them. */
export function spelledIn(bytes: string | Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes as Uint8Array);
  return SPELLINGS.find(([, spelled]) => buffer.includes(spelled))?.[0];
}

function pieces(): readonly string[] {
  return Array.from({ length: SECRET.length / PIECE }, (_, index) => SECRET.slice(index * PIECE, (index + 1) * PIECE));
}

function spelling(name: string, text: string): readonly [string, Buffer] {
  return [name, Buffer.from(text, 'latin1')];
}

function hex(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex');
}

/** The letters of base64 that hang on nothing but `text` where `shift` bytes of its group stand before it. */
function base64Inside(text: string, shift: number): string {
  const from = Math.ceil((shift * 8) / 6);
  const to = Math.floor(((shift + text.length) * 8) / 6);
  return Buffer.from(' '.repeat(shift) + text, 'latin1')
    .toString('base64')
    .slice(from, to);
}
