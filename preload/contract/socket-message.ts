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

/** How a code is asked for: by the proof that one has the key of this computer, which is in its `attach.json`. */
export interface AskCodeMessage {
  readonly nonce: string;
  readonly proof: string;
}

/** How another machine asks to be paired: by the proof that it has the code. Neither code nor key is ever sent. */
export interface PairMessage {
  readonly nonce: string;
  readonly proof: string;
  /** Of the computer that asks, for the list of those that are paired. */
  readonly name: string;
}

/** The answer: both sides make the key of the code and both nonces. */
export interface PairedMessage {
  readonly nonce: string;
  /** That whoever answers has the code, too. */
  readonly proof: string;
  /** Of the computer that answers. */
  readonly computer: string;
}

/** The answer to who asks for a code. */
export interface CodeMessage {
  readonly code: string;
  readonly goodForMs: number;
  /** That it is from the monitor that was asked. */
  readonly proof: string;
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

/**
 * The other message of a screen: yes, the call of this `id` is still wanted. A call may have waited for minutes in a
 * tunnel, or in the buffer of a program that was stopped, and whoever made it was told that it failed.
 */
export interface SureMessage {
  readonly sure: number;
}

/** What the screen hears. `ready` comes first, once the session was taken; before it, a program with a key is challenged. */
export type HostMessage =
  | { readonly kind: 'challenge'; readonly nonce: string; readonly proof: string }
  /** `computer` is the name of the machine whose monitor this is. Of another version nothing follows it. */
  | { readonly kind: 'ready'; readonly version: number; readonly computer: string }
  | { readonly kind: 'event'; readonly event: keyof Events; readonly value: Events[keyof Events] }
  /** Asks for a `SureMessage` before the call is done. */
  | { readonly kind: 'sure'; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: Queries[keyof Queries]['out'] }
  | { readonly kind: 'refused'; readonly id: number };

/**
 * Why the host closes a socket, beside the codes of RFC 6455, section 7.4.1; 4000 to 4999 are free for programs.
 * `session`: there is no such session or key, another attempt is of no use. `late`: no first message came. `version`: the
 * other side would not understand what is said here.
 */
export const CLOSED = { session: 4401, late: 4408, version: 4426 } as const;
