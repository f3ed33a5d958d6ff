import type { Clock } from '../core/model/clock.ts';

/**
 * Where tokens live, one per account; an account is a normalised endpoint, so that two environments do not overwrite
 * each other. Every failure is a value: a broken or locked keychain must never look like "no token".
 */
export interface SecretStore {
  read(account: string): Promise<SecretAnswer>;
  /** `stored` only after it was read back and was the same. */
  write(account: string, secret: string): Promise<{ readonly kind: 'stored' } | SecretFailure>;
  delete(account: string): Promise<{ readonly kind: 'deleted' } | { readonly kind: 'unset' } | SecretFailure>;
}

export type SecretAnswer =
  { readonly kind: 'present'; readonly secret: string } | { readonly kind: 'unset' } | SecretFailure;

/** `locked`: it may hold a token, the user must unlock it. `reason` says what to do and never holds the secret. */
export interface SecretFailure {
  readonly kind: 'locked' | 'unavailable';
  readonly reason: string;
}

/** Keeps one text over restarts: alerts, what is waited for, and their history. */
export interface AlertMemory {
  /** What was written last in an earlier run; undefined: nothing, or it cannot be read. */
  readonly text: string | undefined;
  /** Replaces it, whole or not at all. Why that failed, in words; undefined when it did not. */
  write(text: string): string | undefined;
}

/** What a host lends to the product. */
export interface Ports {
  readonly clock: Clock;
  /** A number from 0 up to but not including 1. */
  readonly random: () => number;
  readonly secrets: SecretStore;
  /** This computer's name: the box's name where nothing better is known. */
  readonly computerName: string;
  /** Environment variables, for proxies. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What this computer says of its own network: false when it has none; absent where nobody can tell. */
  readonly online?: () => boolean;
}
