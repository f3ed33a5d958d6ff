/** What goes to the keychain's child process, and what comes back. */
export type SecretRequest =
  | { readonly kind: 'read'; readonly account: string }
  | { readonly kind: 'write'; readonly account: string; readonly secret: string };

export type SecretReply =
  | { readonly kind: 'present'; readonly secret: string }
  | { readonly kind: 'unset' }
  | { readonly kind: 'stored' }
  | { readonly kind: 'unavailable'; readonly reason: string };
