import { firstString, firstVariantBoolean } from './dbus-message.ts';
import { SessionBus, sessionBusPath } from './session-bus.ts';

/**
 * What the Secret Service says of its default collection. `none`: it has none, so nothing can be stored.
 * `unknown`: it cannot be asked; then "no token" must not be believed.
 */
export type KeyringState = 'unlocked' | 'locked' | 'none' | 'unknown';

const SERVICE = { destination: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' };
const NO_OBJECT = '/';

/**
 * Asks whether the keyring that keytar uses is locked, because keytar answers null and false for a locked one, as for
 * an empty one (measured with gnome-keyring 42.1). Never rejects. Source: Secret Service API 0.2, `ReadAlias`, `Locked`.
 */
export async function probeKeyring(env: Readonly<Record<string, string | undefined>>): Promise<KeyringState> {
  const path = sessionBusPath(env);
  const uid = process.getuid?.();
  if (path === undefined || uid === undefined) return 'unknown';
  try {
    const bus = await SessionBus.connect(path, uid);
    try {
      return await stateOver(bus);
    } finally {
      bus.close();
    }
  } catch {
    // No bus, no service, or one of another kind: keytar, asked next, says what is wrong.
    return 'unknown';
  }
}

async function stateOver(bus: SessionBus): Promise<KeyringState> {
  const alias = await bus.call({
    ...SERVICE,
    interface: 'org.freedesktop.Secret.Service',
    member: 'ReadAlias',
    arguments: ['default'],
  });
  const collection = firstString(alias);
  if (collection === NO_OBJECT) return 'none';
  const property = await bus.call({
    ...SERVICE,
    path: collection,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    arguments: ['org.freedesktop.Secret.Collection', 'Locked'],
  });
  const locked = firstVariantBoolean(property);
  if (locked === undefined) return 'unknown';
  return locked ? 'locked' : 'unlocked';
}
