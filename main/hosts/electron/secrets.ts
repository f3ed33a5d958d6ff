import { utilityProcess } from 'electron';
import type { SecretStore } from '../../app/ports.ts';
import { childEnvironment } from '../../keychain/child-environment.ts';
import type { KeychainReply } from '../../keychain/keychain-message.ts';
import { createKeychainStore, type KeychainChild } from '../../keychain/keychain-store.ts';

/**
 * The keychain of this computer, asked in a utility process of its own for each request. `onLost`: one ended without an
 * answer, by itself or at its deadline; the next request has a new one.
 */
export function createSecretStore(childPath: string, onLost: () => void): SecretStore {
  return createKeychainStore(() => startChild(childPath, onLost));
}

/** The request travels as a message, never in the child's arguments or environment. */
function startChild(childPath: string, onLost: () => void): KeychainChild {
  const child = utilityProcess.fork(childPath, [], {
    serviceName: 'nim-glance keychain',
    stdio: 'ignore',
    env: childEnvironment(process.env),
  });
  let answered = false;
  child.once('message', () => {
    answered = true;
  });
  child.once('exit', () => {
    if (!answered) onLost();
  });
  return {
    send: (request) => child.postMessage(request),
    onReply: (listener) => child.once('message', (reply) => listener(reply as KeychainReply)),
    onEnd: (listener) => child.once('exit', listener),
    // Electron asks politely first, and ends it by force two seconds later.
    kill: () => child.kill(),
  };
}
