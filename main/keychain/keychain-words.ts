import type { SecretFailure } from '../app/ports.ts';

const WITHOUT_KEYCHAIN =
  'give the token by DT_API_TOKEN, by a file named in DT_API_TOKEN_FILE, or as the systemd credential dt_api_token';

/** The keyring is there and must be unlocked by the user; we do not make a prompt pop up. */
export function locked(): SecretFailure {
  const how = 'log in with the password, or open it in a password manager such as Passwords and Keys';
  return { kind: 'locked', reason: `the keyring is locked. Unlock it (${how}); on a server ${WITHOUT_KEYCHAIN}` };
}

/** `what` begins in lower case and ends without a full stop. */
export function unavailable(what: string): SecretFailure {
  const how = 'Log in to a desktop session with an unlocked keyring';
  return { kind: 'unavailable', reason: `${what}. ${how}, or ${WITHOUT_KEYCHAIN}` };
}

/** What keytar's and libsecret's messages mean. */
const MEANINGS: readonly (readonly [message: RegExp, words: string])[] = [
  [/autolaunch D-Bus|DBUS_SESSION_BUS_ADDRESS|Could not connect: /, 'no keychain: this session has no D-Bus'],
  [
    /not provided by any \.service files|ServiceUnknown/,
    'no keychain: no Secret Service such as gnome-keyring runs here',
  ],
  [
    /Failed to load keytar|Cannot find (module|package)/,
    'the keychain’s library does not load; on Linux install libsecret',
  ],
];

/** Messages of a locked store, for a lock that came between probe and call; the last is macOS' (not tested there). */
const LOCKED = /locked collection|prompt was dismissed|is locked|interaction is not allowed/i;

/** Why a call of keytar failed; `secret` is cut out should a message quote it. */
export function failureOf(error: unknown, secret: string | undefined): SecretFailure {
  const first = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  const message = secret === undefined ? first : first.split(secret).join('…');
  if (LOCKED.test(message)) return locked();
  const meaning = MEANINGS.find(([pattern]) => pattern.test(message))?.[1];
  return unavailable(meaning ?? `the keychain cannot be used (${message})`);
}
