import { spawn } from 'node:child_process';
import { once } from 'node:events';
import dbus from 'dbus-next';
import type { Message as BusMessage, MessageBus } from 'dbus-next';

const { Message, MessageType } = dbus;

/** What a program asked of logind. */
export interface Inhibition {
  readonly what: string;
  readonly who: string;
  /** `delay` or `block`. */
  readonly mode: string;
}

/**
 * A bus of its own that stands for the system's, on which logind sleeps and wakes when the test says so. Its address goes
 * into DBUS_SYSTEM_BUS_ADDRESS. Chromium ends itself when a bus goes away: end it first.
 */
export class SystemBus {
  readonly address: string;
  /** Asked for until now. An inhibition is refused: dbus-next cannot hand over its file descriptor. */
  readonly inhibitions: Inhibition[] = [];
  readonly #bus: MessageBus;
  readonly #end: () => void;

  private constructor(address: string, bus: MessageBus, end: () => void) {
    this.address = address;
    this.#bus = bus;
    this.#end = end;
    bus.addMethodHandler((message: BusMessage) => this.#answer(message));
  }

  static async start(): Promise<SystemBus> {
    const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [said] = (await once(daemon.stdout, 'data')) as [Buffer];
    const address = said.toString().trim();
    const bus = dbus.sessionBus({ busAddress: address });
    const started = new SystemBus(address, bus, () => daemon.kill());
    await bus.requestName('org.freedesktop.login1', 0);
    return started;
  }

  /** What logind says before the computer sleeps, and after it woke up. Source: org.freedesktop.login1(5). */
  prepareForSleep(begins: boolean): void {
    const from = ['/org/freedesktop/login1', 'org.freedesktop.login1.Manager', 'PrepareForSleep'] as const;
    this.#bus.send(Message.newSignal(...from, 'b', [begins]));
  }

  stop(): void {
    this.#bus.disconnect();
    this.#end();
  }

  #answer(message: BusMessage): boolean {
    if (message.member !== 'Inhibit') return false;
    const [what, who, , mode] = message.body as [string, string, string, string];
    this.inhibitions.push({ what, who, mode });
    const { sender: destination, serial } = message;
    const errorName = 'org.freedesktop.DBus.Error.NotSupported';
    // The types want a text; on the wire it is a number.
    const replySerial = serial as unknown as string;
    this.#bus.send(new Message({ type: MessageType.ERROR, errorName, destination, replySerial }));
    return true;
  }
}
