import { fork } from 'node:child_process';
import type { SecretStore } from '../../app/ports.ts';
import { childEnvironment } from '../../keychain/child-environment.ts';
import type { KeychainReply } from '../../keychain/keychain-message.ts';
import { createKeychainStore, type KeychainChild } from '../../keychain/keychain-store.ts';
import { programFiles } from './program-files.ts';

/** The keychain of this computer, asked by plain Node. */
export const keychain: SecretStore = createKeychainStore(startChild);

/** The request travels over the IPC channel: arguments and environment can be read by others. */
function startChild(): KeychainChild {
  const child = fork(programFiles().keychainChild, [], {
    env: childEnvironment(process.env),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    // Where it fails the child is gone, and `onEnd` tells that.
    send: (request) => child.send(request, () => undefined),
    onReply: (listener) => child.once('message', (reply) => listener(reply as KeychainReply)),
    onEnd: (listener) => child.once('exit', listener).once('error', listener),
    kill: () => child.kill('SIGKILL'),
  };
}
