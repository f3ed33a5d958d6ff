/** What the screen sees. One immutable value, replaced whole; icon, tooltip, popover and terminal draw the same one. */
export interface Snapshot {
  readonly takenAtMs: number;
  /** How all boxes are together: what the tray icon shows. */
  readonly state: WholeState;
  /** What to say where this computer's own network is gone, one sentence; null where it is not. */
  readonly network: string | null;
  /** Whether these are the boxes of the demo, in place of the user's. */
  readonly demo: boolean;
  /** Where the monitor runs elsewhere: in another program of this computer, or on another machine. */
  readonly attached: AttachedView | null;
  readonly boxes: readonly BoxView[];
  /** What concerns no box, a sentence each: a full disk, a damaged ledger that was set aside. */
  readonly notes: readonly string[];
}

/** A monitor that runs elsewhere. */
export interface AttachedView {
  /** The name of the machine that it runs on: there the token lives. */
  readonly computer: string;
  /** Whether that is this computer. */
  readonly sameComputer: boolean;
  /** Whether it cannot be reached; the boxes are then as they were last. */
  readonly away: boolean;
  /** Why, and what to do, where that is known; empty otherwise. */
  readonly why: string;
  /** Whether it lets this computer in no more: only pairing helps. */
  readonly forgotten: boolean;
}

/**
 * `starting`: nothing heard yet. `busy`: answers, under pressure. `alert`: one fires that is not snoozed. `not_nim`:
 * answers, but not with metrics that can be used. `paused`: the user wants nothing asked.
 */
export type BoxState = 'starting' | 'fine' | 'busy' | 'alert' | 'loading' | 'down' | 'not_nim' | 'paused';

/**
 * The worst box's, or what makes the question idle. `offline`: our own network is gone. `no_box`: none is set up.
 * `away`: the monitor that watches the boxes cannot be reached.
 */
export type WholeState = BoxState | 'offline' | 'no_box' | 'away';

export interface BoxView extends TilesView {
  readonly name: string;
  /** Whether nobody gave it that name and its addresses are loopback ones, so that it may be any machine. */
  readonly nameAssumed: boolean;
  /** Its targets' addresses as host:port, with commas between them. */
  readonly address: string;
  readonly state: BoxState;
  /** When it began to be so, as far as was seen, ms since the Unix epoch; null where that is not known. */
  readonly stateSinceMs: number | null;
  /** What a colleague would say about it, one sentence. */
  readonly sentence: string;
  /** What else is worth knowing, a sentence each: another dialect, a certificate that nobody checks. */
  readonly notes: readonly string[];
  readonly models: readonly string[];
  readonly scrapes: ScrapesView;
  readonly targets: readonly TargetView[];
  readonly forwarding: ForwardingView;
  /** Those that fire, also the snoozed ones: the critical ones first, then the oldest. */
  readonly alerts: readonly AlertView[];
  /** What is waited for. */
  readonly wishes: readonly WishView[];
  /** What could be waited for: what is not so already. */
  readonly wishable: readonly WishKind['kind'][];
}

/** An alert that fires. Times are ms since the Unix epoch. */
export interface AlertView {
  /** Of the rule; with it, the box and `target` it is snoozed. */
  readonly rule: string;
  /** As host:port, with a path where two have that; null where it is about the box as a whole. */
  readonly target: string | null;
  /** Of the rule, for people. */
  readonly name: string;
  /** What is wrong now, with its value. */
  readonly text: string;
  readonly severity: 'warning' | 'critical';
  readonly sinceMs: number;
  /** Of the rule's first measure; null where it is not known, or above the largest bucket. */
  readonly value: number | null;
  /** The worst since it fired. */
  readonly worst: number | null;
  /** Null while it is not snoozed. */
  readonly snoozedUntilMs: number | null;
}

/** One time that an alert fired. Times are ms since the Unix epoch. */
export interface LoggedAlertView {
  readonly rule: string;
  readonly name: string;
  readonly box: string;
  /** As host:port; null where it was about the box as a whole. */
  readonly target: string | null;
  readonly firedMs: number;
  /** Null while it fires. */
  readonly resolvedMs: number | null;
  /** What was wrong, with the worst value. */
  readonly text: string;
  readonly value: number | null;
}

/**
 * What a user may wait for. `ready`: the model can answer. `idle`: nobody asks any more. `queue_empty`: no request
 * waits. `back`: it answers again. `below`: the KV cache is below a share from 0 to 1.
 */
export type WishKind =
  { readonly kind: 'ready' | 'idle' | 'queue_empty' | 'back' } | { readonly kind: 'below'; readonly share: number };

/** "Tell me when": told once, then it is gone. Times are ms since the Unix epoch. */
export interface WishView {
  readonly until: WishKind;
  readonly madeMs: number;
  readonly expiresMs: number;
}

/** What somebody is to be told, once. */
export interface NoticeView {
  readonly atMs: number;
  readonly kind: 'fired' | 'resolved' | 'wish' | 'network_gone' | 'network_back';
  /** Null where it is about no single box. */
  readonly box: string | null;
  /** Of an alert, to snooze it; null otherwise. */
  readonly rule: string | null;
  readonly target: string | null;
  readonly severity: 'info' | 'warning' | 'critical';
  /** The box and what it is about, for the first line of a notification. */
  readonly title: string;
  /** One sentence. */
  readonly text: string;
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

/** A box's numbers. Those that may be null are so where no target tells them; the others are then unknown tiles. */
export interface TilesView {
  /** KV cache in use, a ratio from 0 to 1. */
  readonly kvCache: Tile;
  readonly running: Tile;
  readonly waiting: Tile;
  /** Most requests that can run at once. */
  readonly maximum: Tile;
  /** Time to first token, seconds. */
  readonly firstToken: QuantilesView;
  /** From one token of an answer to the next, seconds. */
  readonly betweenTokens: QuantilesView | null;
  /** From the question to the last token, seconds. */
  readonly wholeRequest: QuantilesView | null;
  /** Generated tokens per second. */
  readonly tokensOut: Tile;
  /** Prompt tokens per second. */
  readonly tokensIn: Tile | null;
  /** Requests that ended, however, per second. */
  readonly requests: Tile | null;
  readonly failures: Tile | null;
  /** Requests put back into the queue because the cache was full, per second. */
  readonly preemptions: Tile | null;
  readonly gpu: GpuView | null;
  readonly limits: LimitsView;
}

/** Of the last 60 s or more; their line is p95. */
export interface QuantilesView {
  readonly p50: Tile;
  readonly p95: Tile;
}

/** At least one is told. */
export interface GpuView {
  /** Share of time in which the GPUs were busy, from 0 to 1. */
  readonly utilisation: Tile | null;
  /** Bytes. */
  readonly memoryUsed: Tile | null;
  readonly memoryTotal: Tile | null;
  /** Of the hottest, degrees Celsius. */
  readonly temperature: Tile | null;
  /** Of all together, watts. */
  readonly power: Tile | null;
  /** The code of the last XID error, 0 for none. */
  readonly xid: Tile | null;
}

/** Above which an alert can fire, each in its tile's unit; null where no rule looks at it. */
export interface LimitsView {
  readonly kvCache: number | null;
  /** Of p95. */
  readonly firstToken: number | null;
  readonly gpuTemperature: number | null;
}

/** A number with its recent past. `value` is null where it cannot be known; `why` then says the reason. */
export interface Tile {
  readonly value: number | null;
  /** Where the value lies above the largest bucket: that bucket's bound. Null otherwise. */
  readonly above: number | null;
  readonly why: string | null;
  /**
   * Oldest first, evenly spaced by the scrape interval; null is a gap. `value` is that of the scrape that the tile was
   * made after; in the monitor's own process the line is made when it is read first, and may end with a later scrape.
   */
  readonly history: readonly (number | null)[];
}

/** `off`; `no_destination` or `no_token`: what is missing; `on`: sending; `retrying`; `held`: a setting is wrong. */
export type ForwardingState = 'off' | 'no_destination' | 'no_token' | 'on' | 'retrying' | 'held';

export interface ForwardingView {
  readonly state: ForwardingState;
  /** Why it is retrying or held, or why the keychain gives no token, in words; empty otherwise. */
  readonly reason: string;
  /** What has to be put right while it is held; null otherwise. */
  readonly heldBy: 'token' | 'endpoint' | 'network' | 'requests' | null;
  /** OTLP base URL, without the token; empty when none is set. */
  readonly endpoint: string;
  readonly tokenStored: boolean;
  /** What gives a token at each start, before any that was saved; null where nothing does. */
  readonly tokenGiven: 'environment' | 'file' | null;
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
