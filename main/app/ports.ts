import type { Clock } from '../core/model/clock.ts';

/** Where tokens live. Every failure is a value: a broken keychain must never look like "no token". */
export interface SecretStore {
  read(account: string): Promise<SecretAnswer>;
  write(account: string, secret: string): Promise<{ readonly kind: 'stored' } | SecretFailure>;
}

export type SecretAnswer =
  { readonly kind: 'present'; readonly secret: string } | { readonly kind: 'unset' } | SecretFailure;

/** `reason` is for the user and never holds the secret. */
export interface SecretFailure {
  readonly kind: 'unavailable';
  readonly reason: string;
}

/** What a host lends to the product. */
export interface Ports {
  readonly clock: Clock;
  /** A number from 0 up to but not including 1. */
  readonly random: () => number;
  readonly secrets: SecretStore;
  /** This computer's name: the box's name where nothing better is known. */
  readonly computerName: string;
}
