import dbus from 'dbus-next';
import type { Message as BusMessage, MessageBus } from 'dbus-next';

const { Message } = dbus;
const NAME = 'org.freedesktop.ScreenSaver';
const PATH = '/org/freedesktop/ScreenSaver';

/** A screen saver on the session's bus, as KDE has it under this name. It must be there before Chromium looks for one. */
export class ScreenSaver {
  readonly #bus: MessageBus;
  #locked = false;

  private constructor(bus: MessageBus) {
    this.#bus = bus;
    bus.addMethodHandler((message: BusMessage) => this.#answer(message));
  }

  static async start(): Promise<ScreenSaver> {
    const bus = dbus.sessionBus();
    const saver = new ScreenSaver(bus);
    await bus.requestName(NAME, 0);
    return saver;
  }

  lock(locked: boolean): void {
    this.#locked = locked;
    this.#bus.send(Message.newSignal(PATH, NAME, 'ActiveChanged', 'b', [locked]));
  }

  stop(): void {
    this.#bus.disconnect();
  }

  #answer(message: BusMessage): boolean {
    if (message.interface !== NAME || message.member !== 'GetActive') return false;
    this.#bus.send(Message.newMethodReturn(message, 'b', [this.#locked]));
    return true;
  }
}
