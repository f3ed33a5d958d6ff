import type { KeychainReply, KeychainRequest } from './keychain-message.ts';
import { failureOf, locked, unavailable } from './keychain-words.ts';
import { probeKeyring, type KeyringState } from './probe-keyring.ts';

const SERVICE = 'nim-glance';

/** The part of keytar that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** What a child lends; tests lend their own. */
export interface KeychainAccess {
  keytar(): Promise<Keytar>;
  /** The state of the keyring; `unlocked` on systems whose keychain fails by itself when it is locked. */
  state(): Promise<KeyringState>;
}

/** The keychain of this computer. */
const systemKeychain: KeychainAccess = {
  // Loaded late: where libsecret is missing, loading fails, and that too must become an answer.
  // It is CommonJS: as an ES module, all of it lies under `default`.
  keytar: async () => (await import('keytar')).default,
  state: async () => (process.platform === 'linux' ? probeKeyring(process.env) : 'unlocked'),
};

/** One request, answered in the child process; never rejects, but may never resolve: a keychain can hang. */
export async function answerRequest(
  request: KeychainRequest,
  access: KeychainAccess = systemKeychain,
): Promise<KeychainReply> {
  try {
    const keytar = await access.keytar();
    const state = await access.state();
    if (state === 'locked') return locked();
    return await carryOut(request, keytar, state);
  } catch (error) {
    return failureOf(error, request.kind === 'write' ? request.secret : undefined);
  }
}

async function carryOut(request: KeychainRequest, keytar: Keytar, state: KeyringState): Promise<KeychainReply> {
  const { account } = request;
  switch (request.kind) {
    case 'write':
      if (state === 'none') return unavailable('the keyring has no default collection to store anything in');
      await keytar.setPassword(SERVICE, account, request.secret);
      return { kind: 'stored' };
    case 'delete':
      if (await keytar.deletePassword(SERVICE, account)) return { kind: 'deleted' };
      return nothingThere(state);
    case 'read': {
      const secret = await keytar.getPassword(SERVICE, account);
      return secret === null ? nothingThere(state) : { kind: 'present', secret };
    }
  }
}

/** keytar finds nothing in a locked keyring, too: only a known state makes it "no token". */
function nothingThere(state: KeyringState): KeychainReply {
  if (state !== 'unknown') return { kind: 'unset' };
  return unavailable('the keychain shows no token, but does not say whether it is locked');
}
