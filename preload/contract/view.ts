/** What the screen sees. One immutable value, replaced whole; icon, tooltip, popover and terminal draw the same one. */
export interface Snapshot {
  readonly takenAtMs: number;
  /** The worst box's state: what the tray icon shows. */
  readonly state: BoxState;
  readonly boxes: readonly BoxView[];
  /** What concerns no box, a sentence each: a full disk, a damaged ledger that was set aside. */
  readonly notes: readonly string[];
}

/** `starting`: nothing heard yet. `busy`: answers, under pressure. `not_nim`: answers, but without metrics. */
export type BoxState = 'starting' | 'fine' | 'busy' | 'loading' | 'down' | 'not_nim';

export interface BoxView {
  readonly name: string;
  /** Its targets' addresses as host:port, with commas between them. */
  readonly address: string;
  readonly state: BoxState;
  /** What a colleague would say about it, one sentence. */
  readonly sentence: string;
  /** What else is worth knowing, a sentence each: another dialect, a certificate that nobody checks. */
  readonly notes: readonly string[];
  readonly models: readonly string[];
  /** KV cache in use, a ratio from 0 to 1. */
  readonly kvCache: Tile;
  readonly running: Tile;
  readonly waiting: Tile;
  /** Most requests that can run at once. */
  readonly maximum: Tile;
  /** Time to first token in seconds: p50 and p95 of the last 60 s; the line is p95. */
  readonly firstToken: { readonly p50: Tile; readonly p95: Tile };
  /** Generated tokens per second. */
  readonly tokensOut: Tile;
  readonly scrapes: ScrapesView;
  readonly targets: readonly TargetView[];
  readonly forwarding: ForwardingView;
}

/** Scrapes since start, and the time of the last good one, ms since the Unix epoch. */
export interface ScrapesView {
  readonly good: number;
  readonly failed: number;
  readonly lastGoodMs: number | null;
}

/** One address that a box is asked at. */
export interface TargetView {
  /** As host:port. */
  readonly address: string;
  /** Prometheus' job. */
  readonly job: string;
  /** Whose metrics these are, for people; empty where it is not known. */
  readonly dialect: string;
  /** Why its last scrape failed, in words; empty when it did not. */
  readonly failure: string;
  /** Lines of the last good scrape that could not be read. */
  readonly unreadLines: number;
  readonly scrapes: ScrapesView;
}

/** A number with its recent past. `value` is null where it cannot be known; `why` then says the reason. */
export interface Tile {
  readonly value: number | null;
  /** Where the value lies above the largest bucket: that bucket's bound. Null otherwise. */
  readonly above: number | null;
  readonly why: string | null;
  /** Oldest first, evenly spaced by the scrape interval; null is a gap. */
  readonly history: readonly (number | null)[];
}

/** `off`; `no_destination` or `no_token`: what is missing; `on`: sending; `retrying`; `held`: a setting is wrong. */
export type ForwardingState = 'off' | 'no_destination' | 'no_token' | 'on' | 'retrying' | 'held';

export interface ForwardingView {
  readonly state: ForwardingState;
  /** Why it is retrying or held, or why the keychain gives no token, in words; empty otherwise. */
  readonly reason: string;
  /** OTLP base URL, without the token; empty when none is set. */
  readonly endpoint: string;
  readonly tokenStored: boolean;
  readonly ledger: LedgerView;
  /** Why the destination refused or changed points although it took their requests, the latest first. */
  readonly refusals: readonly RefusalView[];
}

export interface RefusalView {
  /** As the destination names it; empty when it names none. */
  readonly metric: string;
  /** The destination's own word, such as `VALUE_INVALID`; empty where it has none. */
  readonly code: string;
  /** What it means and what to do. */
  readonly sentence: string;
}

/** Points, as main/LEDGER.md counts them. */
export interface LedgerView {
  readonly produced: number;
  readonly delivered: number;
  readonly queued: number;
  /** Taken back into their series' next delta, ever; and how many of these wait there now. */
  readonly folded: number;
  readonly carried: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
}
