import type { Snapshot } from './view.ts';

/** Every method a screen may call: its argument and its answer. */
export interface Queries {
  /** The newest snapshot. */
  snapshot: { in: undefined; out: Snapshot };
  /** Switches forwarding of one box. */
  setForwarding: { in: SetForwarding; out: Answer };
  /** Stores destination and token; the token goes to the keychain and never comes back. */
  saveDestination: { in: SaveDestination; out: Answer };
}

export interface SetForwarding {
  /** The box's name. */
  readonly box: string;
  readonly on: boolean;
}

export interface SaveDestination {
  /** OTLP base URL; `/v1/metrics` is appended. */
  readonly endpoint: string;
  /** An API token (`dt0c01.…`) or a platform token. */
  readonly token: string;
}

/** An expected outcome: done, or not and why, in words for the user. */
export type Answer = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** What a monitor tells without being asked. */
export interface Events {
  snapshot: Snapshot;
}

/** The monitor as every screen sees it, whatever carries the calls. */
export type MonitorApi = {
  [K in keyof Queries]: (argument: Queries[K]['in']) => Promise<Queries[K]['out']>;
} & {
  /** Calls `listener` at each event; the returned function ends that. */
  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void;
};
