import dbus from 'dbus-next';
import type { MessageBus } from 'dbus-next';

/** The tray icon of one process, driven as a panel does it. */
export interface TrayOverDbus {
  /** Activates the icon, as a left click does. */
  activate(x: number, y: number): Promise<void>;
  clickItem(label: string): Promise<void>;
  isTicked(label: string): Promise<boolean>;
  tooltip(): Promise<string>;
  close(): void;
}

const { Message, Variant } = dbus;
const menuPath = '/com/canonical/dbusmenu';
const menuInterface = 'com.canonical.dbusmenu';

interface MenuItem {
  readonly id: number;
  readonly properties: Readonly<Record<string, { value: unknown } | undefined>>;
}

export function trayOf(pid: number): TrayOverDbus {
  const bus = dbus.sessionBus();
  const destination = `org.kde.StatusNotifierItem-${pid}-1`;
  // Ids change whenever the menu is rebuilt: look the item up right before each use.
  const item = async (label: string) => {
    const found = (await layout(bus, destination)).find((one) => one.properties['label']?.value === label);
    if (found === undefined) throw new Error(`The menu has no item "${label}".`);
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
    clickItem: async (label) => {
      const { id } = await item(label);
      const body = [id, 'clicked', new Variant('i', 0), 0];
      await call(bus, {
        destination,
        path: menuPath,
        interface: menuInterface,
        member: 'Event',
        signature: 'isvu',
        body,
      });
    },
    isTicked: async (label) => (await item(label)).properties['toggle-state']?.value === 1,
    tooltip: async () => {
      const body = ['org.kde.StatusNotifierItem', 'ToolTip'];
      const reply = await call(bus, {
        destination,
        path: '/StatusNotifierItem',
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body,
      });
      const variant = reply[0] as { value: unknown[] };
      return String(variant.value[2]);
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

async function layout(bus: MessageBus, destination: string): Promise<readonly MenuItem[]> {
  const request = { destination, path: menuPath, interface: menuInterface, member: 'GetLayout', signature: 'iias' };
  const reply = await call(bus, { ...request, body: [0, -1, []] });
  const [, , children] = reply[1] as [number, unknown, readonly { value: [number, MenuItem['properties']] }[]];
  return children.map(({ value: [id, properties] }) => ({ id, properties }));
}

async function call(bus: MessageBus, message: ConstructorParameters<typeof Message>[0]): Promise<readonly unknown[]> {
  const reply = await bus.call(new Message(message));
  if (reply === null) throw new Error('No answer over D-Bus.');
  return reply.body as unknown[];
}
