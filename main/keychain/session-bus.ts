import { connect, type Socket } from 'node:net';
import { decodeMessage, encodeCall, type Incoming, type MethodCall } from './dbus-message.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the session bus listens, as a path for `net.connect`; undefined when the environment names no Unix socket. */
export function sessionBusPath(env: Environment): string | undefined {
  const runtime = env['XDG_RUNTIME_DIR'];
  const standard = runtime === undefined || runtime === '' ? undefined : `${runtime}/bus`;
  const addresses = env['DBUS_SESSION_BUS_ADDRESS'];
  if (addresses === undefined || addresses === '') return standard;
  for (const address of addresses.split(';')) {
    const [, options = ''] = /^unix:(.*)$/.exec(address) ?? [];
    const value = (key: string): string | undefined =>
      new RegExp(`(?:^|,)${key}=([^,]*)`)
        .exec(options)?.[1]
        ?.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    const path = value('path');
    if (path !== undefined) return path;
    const abstract = value('abstract');
    if (abstract !== undefined) return `\0${abstract}`;
    if (value('runtime') === 'yes') return standard;
  }
  return undefined;
}

/** One connection to a message bus. It has no deadline of its own: it lives in a process that is ended in time. */
export class SessionBus {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (answer: Incoming) => void>();
  #serial = 0;
  #unread = Buffer.alloc(0);
  #fail: (error: Error) => void = () => undefined;
  readonly #failed: Promise<never>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#failed = new Promise((_, reject) => (this.#fail = reject));
    // Whoever waits hears of it by `call`; nobody may be waiting.
    this.#failed.catch(() => undefined);
  }

  /** Connects, and says who we are; rejects when nobody listens or the bus refuses. */
  static async connect(path: string, uid: number): Promise<SessionBus> {
    const socket = connect(path);
    const bus = new SessionBus(socket);
    socket.on('error', (error) => {
      bus.#fail(error);
    });
    socket.on('close', () => {
      bus.#fail(new Error('the bus closed the connection'));
    });
    try {
      await Promise.race([bus.#authenticate(uid), bus.#failed]);
      socket.on('data', (bytes: Buffer) => {
        bus.#receive(bytes);
      });
      await bus.call({ ...BUS, member: 'Hello', arguments: [] });
      return bus;
    } catch (error) {
      bus.close();
      throw error;
    }
  }

  /** The answer to a call; rejects when it is an error. */
  async call(call: MethodCall): Promise<Incoming> {
    this.#serial += 1;
    const serial = this.#serial;
    const answered = new Promise<Incoming>((resolve) => this.#waiting.set(serial, resolve));
    this.#socket.write(encodeCall(call, serial));
    const answer = await Promise.race([answered, this.#failed]);
    if (!answer.ok) throw new Error(`${call.member} was answered by an error`);
    return answer;
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Mechanism EXTERNAL: the bus asks the kernel who is at the other end. */
  async #authenticate(uid: number): Promise<void> {
    const user = Buffer.from(String(uid)).toString('hex');
    const line = new Promise<string>((resolve) => {
      this.#socket.once('data', (bytes: Buffer) => {
        resolve(bytes.toString('latin1'));
      });
    });
    this.#socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
    if (!(await line).startsWith('OK ')) throw new Error('the bus does not take this user');
    this.#socket.write('BEGIN\r\n');
  }

  #receive(bytes: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    for (;;) {
      const message = decodeMessage(this.#unread);
      if (message === undefined) return;
      this.#unread = this.#unread.subarray(message.length);
      this.#waiting.get(message.replyTo)?.(message);
      this.#waiting.delete(message.replyTo);
    }
  }
}

const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
