/** One field of a protobuf message, of the two kinds that matter here: a varint as a number, or bytes. */
export interface WireField {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/** `cut`: it ends within a field, whose bytes are given as far as they are there. `broken`: it is no protobuf. */
export interface WireMessage {
  readonly fields: readonly WireField[];
  readonly end: 'whole' | 'cut' | 'broken';
}

const VARINT = 0;
const BYTES = 2;
/** Wire types of fixed length, and that length in bytes. */
const FIXED: Readonly<Record<number, number>> = { 1: 8, 5: 4 };
const KNOWN: ReadonlySet<number> = new Set([VARINT, 1, BYTES, 5]);
/** Of any varint. */
const MOST_VARINT_BYTES = 10;

/**
 * Reads the fields of an answer, which may have been cut or be no protobuf at all. A decoder for whole messages would
 * give up a long partial success as a whole. A number of 2^53 or more is as near as a double comes; a negative int64 is such.
 */
export function wireFields(bytes: Uint8Array): WireMessage {
  const fields: WireField[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    if (typeof tag === 'string') return { fields, end: tag };
    const number = Math.floor(tag.value / 8);
    const type = tag.value % 8;
    const fixed = FIXED[type];
    if (number === 0 || !KNOWN.has(type)) return { fields, end: 'broken' };
    const read = fixed === undefined ? readVarint(bytes, tag.next) : { value: fixed, next: tag.next };
    if (typeof read === 'string') return { fields, end: read };
    at = type === VARINT ? read.next : read.next + read.value;
    if (type === VARINT) fields.push({ number, value: read.value });
    if (type === BYTES) fields.push({ number, value: bytes.subarray(read.next, at) });
  }
  return { fields, end: at > bytes.length ? 'cut' : 'whole' };
}

function readVarint(bytes: Uint8Array, from: number): { value: number; next: number } | 'cut' | 'broken' {
  let value = 0;
  for (let place = 0; place < MOST_VARINT_BYTES; place += 1) {
    const byte = bytes[from + place];
    if (byte === undefined) return 'cut';
    value += (byte & 0x7f) * 128 ** place;
    if (byte < 0x80) return { value, next: from + place + 1 };
  }
  return 'broken';
}

/** The varint under this number, 0 when there is none, undefined when bytes stand there. */
export function varintIn({ fields }: WireMessage, wanted: number): number | undefined {
  const value = fields.find(({ number }) => number === wanted)?.value ?? 0;
  return typeof value === 'number' ? value : undefined;
}

/** The bytes under this number, none when it is absent, undefined when a varint stands there. */
export function bytesIn({ fields }: WireMessage, wanted: number): Uint8Array | undefined {
  const value = fields.find(({ number }) => number === wanted)?.value ?? new Uint8Array();
  return typeof value === 'number' ? undefined : value;
}
