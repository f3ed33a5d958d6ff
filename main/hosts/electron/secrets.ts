import { utilityProcess } from 'electron';
import type { SecretStore } from '../../app/ports.ts';
import type { SecretReply, SecretRequest } from './secret-message.ts';

const deadlineMs = 5_000;

/** The keychain of this computer, asked in a short-lived child process with a deadline. */
export function createSecretStore(childPath: string): SecretStore {
  return {
    read: async (account) => {
      const reply = await ask(childPath, { kind: 'read', account });
      return reply.kind === 'stored' ? strange() : reply;
    },
    write: async (account, secret) => {
      const reply = await ask(childPath, { kind: 'write', account, secret });
      return reply.kind === 'present' || reply.kind === 'unset' ? strange() : reply;
    },
  };
}

/** The request travels as a message, never in the child's arguments or environment. */
function ask(childPath: string, request: SecretRequest): Promise<SecretReply> {
  return new Promise((resolve) => {
    const child = utilityProcess.fork(childPath, [], { serviceName: 'nim-glance keychain', stdio: 'ignore' });
    const finish = (reply: SecretReply) => {
      clearTimeout(deadline);
      child.kill();
      resolve(reply);
    };
    const deadline = setTimeout(() => {
      finish(unavailable(`The keychain did not answer within ${deadlineMs / 1000} s. Unlock it, then try again.`));
    }, deadlineMs);
    child.once('message', (reply) => {
      finish(reply as SecretReply);
    });
    child.once('exit', () => {
      finish(unavailable('The helper that talks to the keychain ended without an answer.'));
    });
    child.postMessage(request);
  });
}

function unavailable(reason: string) {
  return { kind: 'unavailable', reason } as const;
}

function strange() {
  return unavailable('The keychain gave an answer that does not fit the question.');
}
