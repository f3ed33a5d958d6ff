import dbus from 'dbus-next';
import type { MessageBus } from 'dbus-next';

/** The tray icon of one process, driven as a panel does it. */
export interface TrayOverDbus {
  /** Activates the icon, as a left click does. */
  activate(x: number, y: number): Promise<void>;
  /** An entry of the menu, or of the lists in it that are named before it. */
  clickItem(...labels: readonly string[]): Promise<void>;
  isTicked(...labels: readonly string[]): Promise<boolean>;
  /** The entries of the menu, without those of its lists; of one of its lists, where it is named. */
  labels(...list: readonly string[]): Promise<readonly string[]>;
  tooltip(): Promise<string>;
  /** The image that the panel was given. */
  pixmap(): Promise<Pixmap>;
  close(): void;
}

export interface Pixmap {
  readonly width: number;
  readonly height: number;
  readonly argb: Buffer;
}

const { Message, Variant } = dbus;
const menuPath = '/com/canonical/dbusmenu';
const menuInterface = 'com.canonical.dbusmenu';

interface MenuItem {
  readonly id: number;
  readonly properties: Readonly<Record<string, { value: unknown } | undefined>>;
  readonly items: readonly MenuItem[];
}

type Layout = readonly [number, MenuItem['properties'], readonly { readonly value: Layout }[]];

export function trayOf(pid: number): TrayOverDbus {
  const bus = dbus.sessionBus();
  const destination = `org.kde.StatusNotifierItem-${pid}-1`;
  // Ids change whenever the menu is rebuilt: look the item up right before each use.
  const item = async (labels: readonly string[]) => {
    let found: MenuItem = await layout(bus, destination);
    for (const label of labels) {
      const next = found.items.find((one) => one.properties['label']?.value === label);
      if (next === undefined) throw new Error(`The menu has no item "${label}".`);
      found = next;
    }
    return found;
  };
  return {
    activate: async (x, y) => {
      await call(bus, {
        destination,
        path: '/StatusNotifierItem',
        interface: 'org.kde.StatusNotifierItem',
        member: 'Activate',
        signature: 'ii',
        body: [x, y],
      });
    },
    clickItem: async (...labels) => {
      const click = async () => {
        const { id } = await item(labels);
        const body = [id, 'clicked', new Variant('i', 0), 0];
        const about = { destination, path: menuPath, interface: menuInterface, member: 'Event', signature: 'isvu' };
        await call(bus, { ...about, body });
      };
      // Rebuilt in between, it knows the id no more, and nothing was clicked.
      await click().catch((error: unknown) => {
        if (!String(error).includes('error occurred in Event')) throw error;
        return click();
      });
    },
    isTicked: async (...labels) => (await item(labels)).properties['toggle-state']?.value === 1,
    labels: async (...list) =>
      (await item(list)).items.flatMap(({ properties }) => {
        const label = properties['label']?.value;
        return typeof label === 'string' ? [label] : [];
      }),
    tooltip: async () => String((await property(bus, destination, 'ToolTip'))[2]),
    pixmap: async () => {
      const [[width, height, argb]] = (await property(bus, destination, 'IconPixmap')) as [[number, number, Buffer]];
      return { width, height, argb };
    },
    close: () => {
      bus.disconnect();
    },
  };
}

/** Whether a panel is there that would show a tray icon. */
export async function hasPanel(): Promise<boolean> {
  const bus = dbus.sessionBus();
  try {
    const request = {
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
    };
    const reply = await call(bus, {
      ...request,
      member: 'NameHasOwner',
      signature: 's',
      body: ['org.kde.StatusNotifierWatcher'],
    });
    return reply[0] === true;
  } finally {
    bus.disconnect();
  }
}

async function property(bus: MessageBus, destination: string, name: string): Promise<readonly unknown[]> {
  const reply = await call(bus, {
    ...{ destination, path: '/StatusNotifierItem', interface: 'org.freedesktop.DBus.Properties' },
    ...{ member: 'Get', signature: 'ss', body: ['org.kde.StatusNotifierItem', name] },
  });
  return (reply[0] as { value: unknown[] }).value;
}

async function layout(bus: MessageBus, destination: string): Promise<MenuItem> {
  const request = { destination, path: menuPath, interface: menuInterface, member: 'GetLayout', signature: 'iias' };
  const reply = await call(bus, { ...request, body: [0, -1, []] });
  return read(reply[1] as Layout);
}

function read([id, properties, items]: Layout): MenuItem {
  return { id, properties, items: items.map(({ value }) => read(value)) };
}

async function call(bus: MessageBus, message: ConstructorParameters<typeof Message>[0]): Promise<readonly unknown[]> {
  const reply = await bus.call(new Message(message));
  if (reply === null) throw new Error('No answer over D-Bus.');
  return reply.body as unknown[];
}
