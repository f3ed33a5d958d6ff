import type { LoggedAlertView, NoticeView, Snapshot, WishKind } from './view.ts';

/** Every method a screen may call: its argument and its answer. */
export interface Queries {
  /** The newest snapshot. */
  snapshot: { in: undefined; out: Snapshot };
  /** Switches forwarding of one box. */
  setForwarding: { in: SetForwarding; out: Answer };
  /** Stores destination and token; the token goes to the keychain and never comes back. */
  saveDestination: { in: SaveDestination; out: Answer };
  /** Nobody is told of an alert for a while. */
  snooze: { in: Snooze; out: Answer };
  /** "Tell me when": begins to wait for something at a box, or no longer does. */
  wish: { in: MakeWish; out: Answer };
  /** The alerts that fired, newest first. */
  history: { in: undefined; out: readonly LoggedAlertView[] };
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

export interface Snooze {
  /** The box's name. */
  readonly box: string;
  readonly rule: string;
  /** As host:port; null for an alert about the box as a whole. */
  readonly target: string | null;
  /** `tomorrow` is 8:00 of the next day. */
  readonly lasting: '15m' | '1h' | '4h' | 'tomorrow';
}

export interface MakeWish {
  /** The box's name. */
  readonly box: string;
  readonly until: WishKind;
  /** False takes the wish back. */
  readonly on: boolean;
}

/** An expected outcome: done, or not and why, in words for the user. */
export type Answer = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** What a monitor tells without being asked. */
export interface Events {
  snapshot: Snapshot;
  /** Somebody is to be told now: each is told once. */
  notice: NoticeView;
}

/** The monitor as every screen sees it, whatever carries the calls. */
export type MonitorApi = {
  [K in keyof Queries]: (argument: Queries[K]['in']) => Promise<Queries[K]['out']>;
} & {
  /** Calls `listener` at each event; the returned function ends that. */
  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void;
};
