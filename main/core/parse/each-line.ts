/** Told of each line in turn, without its newline; `valid` says whether its bytes are UTF-8. False ends the walk. */
type LineVisitor = (line: string, number: number, valid: boolean) => boolean;

/**
 * Bytes that are decoded at once. Small enough that a label kept for long does not keep a whole text in memory with it:
 * V8's substrings hold on to what they were cut from.
 */
const PIECE_BYTES = 16_384;
const NEWLINE = 10;

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Walks through the lines of a text, counted from 1. What stands behind the last newline is a line unless empty. */
export function forEachLine(body: Uint8Array, visit: LineVisitor): void {
  let number = 0;
  for (let start = 0; start < body.length;) {
    const end = endOfPiece(body, start);
    const piece = body.subarray(start, end);
    const text = decode(piece);
    const visited = text === undefined ? visitDoubtful(piece, number, visit) : visitLines(text, number, visit);
    if (visited === undefined) return;
    number = visited;
    start = end;
  }
}

/** Behind the first newline that is far enough, so that no line is cut. */
function endOfPiece(body: Uint8Array, start: number): number {
  const newline = body.indexOf(NEWLINE, start + PIECE_BYTES);
  return newline < 0 ? body.length : newline + 1;
}

function decode(piece: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(piece);
  } catch {
    return undefined;
  }
}

/** The number of the last line; undefined when the visitor has enough. */
function visitLines(text: string, before: number, visit: LineVisitor): number | undefined {
  let number = before;
  for (let start = 0; start < text.length;) {
    const end = endOfLine(text, start);
    number += 1;
    if (!visit(text.slice(start, end), number, true)) return undefined;
    start = end + 1;
  }
  return number;
}

/** As `visitLines`, for bytes that are not all UTF-8. A replaced character never swallows a newline. */
function visitDoubtful(piece: Uint8Array, before: number, visit: LineVisitor): number | undefined {
  const text = lenientDecoder.decode(piece);
  let number = before;
  let byteStart = 0;
  for (let start = 0; start < text.length;) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end);
    const newline = piece.indexOf(NEWLINE, byteStart);
    const bytes = piece.subarray(byteStart, newline < 0 ? piece.length : newline);
    number += 1;
    if (!visit(line, number, !line.includes('\ufffd') || isEncoded(line, bytes))) return undefined;
    start = end + 1;
    byteStart = newline + 1;
  }
  return number;
}

/** Whether these bytes are this line: U+FFFD may be what was written, and not a replacement. */
function isEncoded(line: string, bytes: Uint8Array): boolean {
  const encoded = encoder.encode(line);
  return encoded.length === bytes.length && encoded.every((byte, at) => byte === bytes[at]);
}

function endOfLine(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  return newline < 0 ? text.length : newline;
}
