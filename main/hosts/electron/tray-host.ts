import { SessionBus, sessionBusPath } from '../../keychain/session-bus.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Who puts icons on the panel. Source: the StatusNotifierItem specification of KDE, which other desktops follow. */
const WATCHER = 'org.kde.StatusNotifierWatcher';
/** A bus that does not answer shows no icons. */
const ANSWER_MS = 2_000;

/**
 * Whether a Linux desktop shows tray icons now: GNOME does not without an extension. Right after a login its panel may
 * not be there yet. Never rejects.
 */
export async function hasTrayHost(env: Environment, uid = process.getuid?.()): Promise<boolean> {
  const path = sessionBusPath(env);
  if (path === undefined || uid === undefined) return false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_MS);
  });
  try {
    return await Promise.race([isOwned(path, uid), late]);
  } catch {
    // No bus, or nobody owns the name.
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function isOwned(path: string, uid: number): Promise<boolean> {
  const bus = await SessionBus.connect(path, uid);
  try {
    await bus.call({
      ...{ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' },
      ...{ member: 'GetNameOwner', arguments: [WATCHER] },
    });
    return true;
  } finally {
    bus.close();
  }
}
