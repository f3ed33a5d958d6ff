import type { Queries, Events } from './api.ts';

/** Where the screen's WebSocket is, on the host that served the page. */
export const SOCKET_PATH = '/socket';

/** Where the one-time token of the address is exchanged for a session, by POST. */
export const SESSION_PATH = '/session';

/** What a screen exchanges for a session. */
export interface TokenMessage {
  /** 64 hexadecimal digits; good once. */
  readonly token: string;
}

/** The answer to a token, and the first message on every socket. */
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

/** What the screen hears. `ready` comes first, once the session was taken. */
export type HostMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'event'; readonly event: keyof Events; readonly value: Events[keyof Events] }
  | { readonly kind: 'answer'; readonly id: number; readonly value: Queries[keyof Queries]['out'] }
  | { readonly kind: 'refused'; readonly id: number };

/**
 * Why the host closes a socket, beside the codes of RFC 6455, section 7.4.1; 4000 to 4999 are free for programs.
 * `session`: there is no such session, another attempt is of no use. `late`: no first message came.
 */
export const CLOSED = { session: 4401, late: 4408 } as const;
