import type { SecretAnswer, SecretFailure } from '../app/ports.ts';

/** What goes to the keychain's child process: as a message, never in its arguments or environment. */
export type KeychainRequest =
  | { readonly kind: 'read' | 'delete'; readonly account: string }
  | { readonly kind: 'write'; readonly account: string; readonly secret: string };

/** What comes back: one message, then the child is ended. */
export type KeychainReply = SecretAnswer | SecretFailure | { readonly kind: 'stored' } | { readonly kind: 'deleted' };
