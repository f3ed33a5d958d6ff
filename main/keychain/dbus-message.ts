/**
 * As much of D-Bus' wire format as three method calls need: strings go out; what comes back is an object path, a string
 * or a boolean in a variant. Source: the D-Bus specification, chapters "Marshaling" and "Message Format".
 */
export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  /** All of type string. */
  readonly arguments: readonly string[];
}

/** One whole message, of any kind. */
export interface Incoming {
  /** Bytes that it takes, from its first on. */
  readonly length: number;
  /** Whether it answers a call, and well; false for an error, too. */
  readonly ok: boolean;
  /** The serial of the call that it answers; 0 for none. */
  readonly replyTo: number;
  readonly body: Buffer;
  readonly littleEndian: boolean;
}

const METHOD_CALL = 1;
const METHOD_RETURN = 2;
const FIXED_HEADER = 16;
const REPLY_SERIAL = 5;

/** The bytes of a call; `serial` is greater than 0. */
export function encodeCall(call: MethodCall, serial: number): Buffer {
  const body = call.arguments.reduce((before, text) => Buffer.concat([pad(before, 4), stringBytes(text)]), EMPTY);
  const fields = [
    field(1, 'o', stringBytes(call.path)),
    field(2, 's', stringBytes(call.interface)),
    field(3, 's', stringBytes(call.member)),
    field(6, 's', stringBytes(call.destination)),
    field(8, 'g', signatureBytes('s'.repeat(call.arguments.length))),
  ].reduce((before, one) => Buffer.concat([pad(before, 8), one]), EMPTY);
  const head = Buffer.from([0x6c, METHOD_CALL, 0, 1]);
  return Buffer.concat([
    pad(Buffer.concat([head, u32(body.length), u32(serial), u32(fields.length), fields]), 8),
    body,
  ]);
}

/** The first message in `bytes`; undefined while it is not whole. */
export function decodeMessage(bytes: Buffer): Incoming | undefined {
  if (bytes.length < FIXED_HEADER) return undefined;
  const littleEndian = bytes[0] === 0x6c;
  const fieldsEnd = FIXED_HEADER + readU32(bytes, 12, littleEndian);
  const bodyStart = aligned(fieldsEnd, 8);
  const length = bodyStart + readU32(bytes, 4, littleEndian);
  if (bytes.length < length) return undefined;
  return {
    length,
    ok: bytes[1] === METHOD_RETURN,
    replyTo: replySerial(bytes.subarray(0, fieldsEnd), littleEndian),
    body: bytes.subarray(bodyStart, length),
    littleEndian,
  };
}

/** The string or object path with which a body begins. */
export function firstString({ body, littleEndian }: Incoming): string {
  return body.toString('utf8', 4, 4 + readU32(body, 0, littleEndian));
}

/** The boolean in the variant with which a body begins; undefined when another type is in it. */
export function firstVariantBoolean({ body, littleEndian }: Incoming): boolean | undefined {
  return body.toString('latin1', 0, 3) === '\u0001b\0' ? readU32(body, 4, littleEndian) === 1 : undefined;
}

/** Walks over the header's fields, structs of a code and a variant; only types occur that the header knows. */
function replySerial(header: Buffer, littleEndian: boolean): number {
  for (let at = FIXED_HEADER; at < header.length;) {
    const start = aligned(at, 8);
    const type = String.fromCharCode(header[start + 2] ?? 0);
    const value = type === 'g' ? start + 4 : aligned(start + 4, 4);
    if (type === 'u' && header[start] === REPLY_SERIAL) return readU32(header, value, littleEndian);
    if (type === 'u') at = value + 4;
    else if (type === 'g') at = value + 1 + (header[value] ?? 0) + 1;
    else at = value + 4 + readU32(header, value, littleEndian) + 1;
  }
  return 0;
}

const EMPTY = Buffer.alloc(0);

function field(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code]), signatureBytes(type), value]);
}

function stringBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([u32(bytes.length), bytes, Buffer.alloc(1)]);
}

function signatureBytes(signature: string): Buffer {
  return Buffer.concat([Buffer.from([signature.length]), Buffer.from(signature, 'latin1'), Buffer.alloc(1)]);
}

function pad(bytes: Buffer, boundary: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length, boundary) - bytes.length)]);
}

function aligned(at: number, boundary: number): number {
  return Math.ceil(at / boundary) * boundary;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function readU32(bytes: Buffer, at: number, littleEndian: boolean): number {
  if (at + 4 > bytes.length) return 0;
  return littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
}
