import type { SecretFailure, SecretStore } from '../app/ports.ts';
import type { KeychainReply, KeychainRequest } from './keychain-message.ts';
import { unavailable } from './keychain-words.ts';

/** A process that answers one request, as a host starts it. */
export interface KeychainChild {
  send(request: KeychainRequest): void;
  onReply(listener: (reply: KeychainReply) => void): void;
  /** It ended, or could not be started. */
  onEnd(listener: () => void): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

/**
 * Measured: keytar waits longer than 25 s for a stopped daemon, and blocks a worker thread, which cannot be ended;
 * a process can.
 */
const DEADLINE_MS = 5_000;

/** The keychain, asked in a process of its own for each request, so that one which hangs or crashes hangs nothing. */
export function createKeychainStore(startChild: () => KeychainChild, deadlineMs = DEADLINE_MS): SecretStore {
  const ask = (request: KeychainRequest): Promise<KeychainReply> => askChild(startChild, request, deadlineMs);
  return {
    read: async (account) => {
      const reply = await ask({ kind: 'read', account });
      return reply.kind === 'present' || reply.kind === 'unset' ? reply : failure(reply);
    },
    write: async (account, secret) => {
      const reply = await ask({ kind: 'write', account, secret });
      if (reply.kind !== 'stored') return failure(reply);
      // A fresh process knows no cache: what it reads is what is kept.
      return checkKept(await ask({ kind: 'read', account }), secret);
    },
    delete: async (account) => {
      const reply = await ask({ kind: 'delete', account });
      return reply.kind === 'deleted' || reply.kind === 'unset' ? reply : failure(reply);
    },
  };
}

function checkKept(kept: KeychainReply, secret: string): { readonly kind: 'stored' } | SecretFailure {
  if (kept.kind === 'present') {
    return kept.secret === secret ? { kind: 'stored' } : notKept('but holds something else');
  }
  return kept.kind === 'unset' ? notKept('but holds none') : failure(kept);
}

function notKept(but: string): SecretFailure {
  return unavailable(`the keychain said that it had stored the token, ${but}`);
}

function failure(reply: KeychainReply): SecretFailure {
  if (reply.kind === 'locked' || reply.kind === 'unavailable') return reply;
  return unavailable('the keychain gave an answer that does not fit the question');
}

async function askChild(
  startChild: () => KeychainChild,
  request: KeychainRequest,
  deadlineMs: number,
): Promise<KeychainReply> {
  const child = startChild();
  let deadline: NodeJS.Timeout | undefined;
  const reply = await new Promise<KeychainReply>((resolve) => {
    deadline = setTimeout(() => {
      resolve(unavailable(`the keychain did not answer within ${deadlineMs / 1000} s`));
    }, deadlineMs);
    child.onReply(resolve);
    child.onEnd(() => {
      resolve(unavailable('the process that asks the keychain ended without an answer'));
    });
    child.send(request);
  });
  clearTimeout(deadline);
  child.kill();
  return reply;
}
