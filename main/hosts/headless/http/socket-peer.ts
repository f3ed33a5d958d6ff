import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { FrameReader } from './frame-reader.ts';

/** How much patience one client gets. */
export interface PeerLimits {
  /** Of one message. */
  readonly mostMessageBytes: number;
  /** How often it is asked for a sign of life; without one until the next time it is cut off. */
  readonly heartbeatMs: number;
  /** How long a farewell may take. */
  readonly closeMs: number;
}

/** What is told about a client. */
export interface PeerListener {
  onText(text: string): void;
  /** Once, however it ended. */
  onGone(): void;
}

/** RFC 6455, section 1.3. */
const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** What proves in the answer that this is a WebSocket server. RFC 6455, section 4.2.2. */
export function acceptKey(key: string): string {
  return createHash('sha1')
    .update(key + KEY_SUFFIX)
    .digest('base64');
}

/**
 * One WebSocket client, after the handshake. Nothing piles up for a client that does not read: of what is offered by
 * `offer` only the newest waits, and while anything waits nothing more is read from it.
 */
export class SocketPeer {
  readonly #stream: Duplex;
  readonly #limits: PeerLimits;
  readonly #listener: PeerListener;
  readonly #reader: FrameReader;
  readonly #heartbeat: NodeJS.Timeout;
  #offered: string | undefined;
  #heard = true;
  #closing = false;

  constructor(stream: Duplex, limits: PeerLimits, listener: PeerListener) {
    this.#stream = stream;
    this.#limits = limits;
    this.#listener = listener;
    this.#reader = new FrameReader(limits.mostMessageBytes);
    this.#heartbeat = setInterval(() => {
      this.#beat();
    }, limits.heartbeatMs);
    stream.on('data', (chunk: Buffer) => {
      this.#read(chunk);
    });
    stream.on('drain', () => {
      this.#drained();
    });
    stream.on('error', () => stream.destroy());
    stream.on('end', () => stream.destroy());
    stream.once('close', () => {
      clearInterval(this.#heartbeat);
      listener.onGone();
    });
  }

  /** Sends a message in its turn. */
  send(text: string): void {
    this.#write(1, Buffer.from(text));
  }

  /** Sends a message, or keeps it until there is room; another one offered meanwhile takes its place. */
  offer(text: string): void {
    if (this.#stream.writableNeedDrain) this.#offered = text;
    else this.send(text);
  }

  /** Says why, and ends. Codes: RFC 6455, section 7.4. */
  close(code: number): void {
    if (this.#closing) return;
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    this.#write(8, payload);
    this.#closing = true;
    this.#offered = undefined;
    this.#stream.end();
    // What still comes is not looked at, only let through, so that the end is noticed.
    this.#stream.resume();
    setTimeout(() => this.#stream.destroy(), this.#limits.closeMs).unref();
  }

  #read(chunk: Buffer): void {
    this.#heard = true;
    for (const received of this.#reader.push(chunk)) {
      if (this.#closing) return;
      switch (received.kind) {
        case 'text':
          this.#listener.onText(received.text);
          break;
        case 'ping':
          this.#write(10, received.payload);
          break;
        case 'pong':
          break;
        case 'close':
          this.close(1000);
          break;
        case 'fault':
          this.close(received.code);
          break;
      }
    }
  }

  #beat(): void {
    if (!this.#heard) {
      this.#stream.destroy();
      return;
    }
    this.#heard = false;
    this.#write(9, Buffer.alloc(0));
  }

  #drained(): void {
    const offered = this.#offered;
    this.#offered = undefined;
    if (offered !== undefined) this.send(offered);
    if (!this.#stream.writableNeedDrain) this.#stream.resume();
  }

  #write(opcode: number, payload: Buffer): void {
    if (this.#closing || this.#stream.destroyed) return;
    this.#stream.write(frameOf(opcode, payload));
    if (this.#stream.writableNeedDrain) this.#stream.pause();
  }
}

/** One final frame, unmasked, as a server sends it. RFC 6455, section 5.2. */
function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < 126 ? Buffer.alloc(2) : length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10);
  head.writeUInt8(0x80 | opcode, 0);
  if (head.length === 2) head.writeUInt8(length, 1);
  else if (head.length === 4) {
    head.writeUInt8(126, 1);
    head.writeUInt16BE(length, 2);
  } else {
    head.writeUInt8(127, 1);
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}
