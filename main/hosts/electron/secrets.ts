import { utilityProcess } from 'electron';
import type { SecretStore } from '../../app/ports.ts';
import { childEnvironment } from '../../keychain/child-environment.ts';
import type { KeychainReply } from '../../keychain/keychain-message.ts';
import { createKeychainStore, type KeychainChild } from '../../keychain/keychain-store.ts';

/** The keychain of this computer, asked in a utility process of its own for each request. */
export function createSecretStore(childPath: string): SecretStore {
  return createKeychainStore(() => startChild(childPath));
}

/** The request travels as a message, never in the child's arguments or environment. */
function startChild(childPath: string): KeychainChild {
  const child = utilityProcess.fork(childPath, [], {
    serviceName: 'nim-glance keychain',
    stdio: 'ignore',
    env: childEnvironment(process.env),
  });
  return {
    send: (request) => child.postMessage(request),
    onReply: (listener) => child.once('message', (reply) => listener(reply as KeychainReply)),
    onEnd: (listener) => child.once('exit', listener),
    // Electron asks politely first, and ends it by force two seconds later.
    kill: () => child.kill(),
  };
}
