/**
 * What a client sent, frame by frame (RFC 6455, section 5). `fault`: it broke the rules or the limits; `code` says which,
 * and nothing more is read from it.
 */
export type Received =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'ping'; readonly payload: Buffer }
  | { readonly kind: 'pong' }
  | { readonly kind: 'close' }
  | { readonly kind: 'fault'; readonly code: number };

/** Section 5.2. */
const OPCODE = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;
/** Section 7.4.1. */
const CODE = { protocol: 1002, unsupported: 1003, notUtf8: 1007, tooLarge: 1009 } as const;
const MOST_CONTROL_BYTES = 125;

interface Header {
  readonly final: boolean;
  readonly opcode: number;
  /** Bytes of the header, the mask included. */
  readonly size: number;
  readonly length: number;
}

/** Puts frames together from the bytes of a client. Holds one message of at most `mostBytes`, and no more. */
export class FrameReader {
  readonly #mostBytes: number;
  #bytes: Buffer = Buffer.alloc(0);
  #fragments: Buffer[] = [];
  #inMessage = false;
  #broken = false;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** What these bytes complete, in order; nothing any more after a fault. */
  *push(chunk: Buffer): Generator<Received> {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    while (!this.#broken) {
      const header = readHeader(this.#bytes);
      if (header === undefined) return;
      const fault = this.#faultOf(this.#bytes, header);
      if (fault !== undefined) {
        yield this.#break(fault);
        return;
      }
      if (this.#bytes.length < header.size + header.length) return;
      const payload = unmask(this.#bytes, header);
      this.#bytes = this.#bytes.subarray(header.size + header.length);
      const received = this.#take(header, payload);
      if (received !== undefined) yield received;
    }
  }

  /** Judged by the header alone, so that nothing too large is ever waited for. */
  #faultOf(bytes: Buffer, { final, opcode, length }: Header): number | undefined {
    // No extension was agreed upon, and a client masks what it sends.
    if (((bytes[0] ?? 0) & 0x70) !== 0 || ((bytes[1] ?? 0) & 0x80) === 0) return CODE.protocol;
    switch (opcode) {
      case OPCODE.close:
      case OPCODE.ping:
      case OPCODE.pong:
        return final && length <= MOST_CONTROL_BYTES ? undefined : CODE.protocol;
      case OPCODE.text:
      case OPCODE.continuation:
        if (this.#inMessage !== (opcode === OPCODE.continuation)) return CODE.protocol;
        return this.#held() + length > this.#mostBytes ? CODE.tooLarge : undefined;
      default:
        return opcode === 2 ? CODE.unsupported : CODE.protocol;
    }
  }

  #take({ final, opcode }: Header, payload: Buffer): Received | undefined {
    if (opcode === OPCODE.close) return { kind: 'close' };
    if (opcode === OPCODE.ping) return { kind: 'ping', payload };
    if (opcode === OPCODE.pong) return { kind: 'pong' };
    this.#fragments.push(payload);
    this.#inMessage = !final;
    if (!final) return undefined;
    const whole = Buffer.concat(this.#fragments);
    this.#fragments = [];
    try {
      return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(whole) };
    } catch {
      return this.#break(CODE.notUtf8);
    }
  }

  #held(): number {
    return this.#fragments.reduce((sum, { length }) => sum + length, 0);
  }

  #break(code: number): Received {
    this.#broken = true;
    this.#bytes = Buffer.alloc(0);
    this.#fragments = [];
    return { kind: 'fault', code };
  }
}

/** Undefined while it has not come as a whole. */
function readHeader(bytes: Buffer): Header | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const wide = short === 127 ? 8 : short === 126 ? 2 : 0;
  if (bytes.length < 2 + wide) return undefined;
  const length = wide === 0 ? short : wide === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const first = bytes.readUInt8(0);
  return { final: (first & 0x80) !== 0, opcode: first & 0x0f, size: 2 + wide + 4, length };
}

function unmask(bytes: Buffer, { size, length }: Header): Buffer {
  const mask = bytes.subarray(size - 4, size);
  const payload = Buffer.from(bytes.subarray(size, size + length));
  for (let at = 0; at < length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return payload;
}
