import type { Queries, Events } from './api.ts';

/** Where the screen's WebSocket is, on the host that served the page. */
export const SOCKET_PATH = '/socket';

/** Where the one-time token of the address is exchanged for a session, by POST. */
export const SESSION_PATH = '/session';

/** Where the desktop program of another machine exchanges a code for a key, by POST. */
export const PAIR_PATH = '/pair';

/** Where whoever has the key of this computer asks for a code, by POST. */
export const CODE_PATH = '/pairing-code';

/** Counted up when a program of before would not understand what is said here any more. */
export const PROTOCOL_VERSION = 1;

/** What a screen exchanges for a session. */
export interface TokenMessage {
  /** 64 hexadecimal digits; good once. */
  readonly token: string;
}

/** The first message of a program that is no page: it stays, and shows all screens of its own. All texts are 64 hexadecimal digits. */
export interface HelloMessage {
  /** Which key it has, not the key. */
  readonly id: string;
  readonly nonce: string;
  /** The sender's `PROTOCOL_VERSION`. */
  readonly version: number;
}

/** Its second, once the monitor has proved that it has the key as well. */
export interface ProofMessage {
  readonly proof: string;
}

/** What whoever has the key of this computer shows to get a code. */
export interface KeyMessage {
  /** 64 hexadecimal digits, of this computer's `attach.json`. */
  readonly key: string;
}

/** What another machine shows to be paired. */
export interface PairMessage {
  /** As it was printed; small letters and other dividers are good, too. */
  readonly code: string;
  /** Of the computer that asks, for the list of those that are paired. */
  readonly name: string;
}

/** The answer to a code. */
export interface PairedMessage {
  readonly key: string;
  /** Of the computer that answers. */
  readonly computer: string;
}

/** The answer to who asks for a code. */
export interface CodeMessage {
  readonly code: string;
  readonly goodForMs: number;
}

/** The answer to a token, and the first message of a page on every socket. */
export interface SessionMessage {
  /** 64 hexadecimal digits; good until the program ends. */
  readonly session: string;
}

/** Every message of the screen after its first. `id` is the screen's own, and comes back with the answer. */
export interface CallMessage {
  readonly id: number;
  readonly method: string;
  /** Left out where the method takes nothing. */
  readonly argument?: unknown;
}

/** What the screen hears. `ready` comes first, once the session was taken; before it, a program with a key is challenged. */
export type HostMessage =
  | { readonly kind: 'challenge'; readonly nonce: string; readonly proof: string }
  /** `computer` is the name of the machine whose monitor this is. */
  | { readonly kind: 'ready'; readonly version: number; readonly computer: string }
  | { readonly kind: 'event'; readonly event: keyof Events; readonly value: Events[keyof Events] }
  | { readonly kind: 'answer'; readonly id: number; readonly value: Queries[keyof Queries]['out'] }
  | { readonly kind: 'refused'; readonly id: number };

/**
 * Why the host closes a socket, beside the codes of RFC 6455, section 7.4.1; 4000 to 4999 are free for programs.
 * `session`: there is no such session or key, another attempt is of no use. `late`: no first message came. `version`: the
 * other side would not understand what is said here.
 */
export const CLOSED = { session: 4401, late: 4408, version: 4426 } as const;
