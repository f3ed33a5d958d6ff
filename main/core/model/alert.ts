/**
 * What a signal says at one moment. `gap`: the scrape failed, or there is nothing yet to compare with; it never fires
 * nor clears anything. `no_data`: the scrape was good, but there was nothing to measure, such as a latency without
 * requests; each rule says what that means. `not_told`: this target has no such metric; a comparison with it is false.
 */
export type AlertReading = number | 'gap' | 'no_data' | 'not_told';

/** What rules are held against. */
export interface AlertObservation {
  /** By signal; one that is missing is not told. Infinity: above the largest bound of a histogram. */
  readonly readings: ReadonlyMap<string, AlertReading>;
  /** Usual time between two observations, ms. Much more than that was sleep, or the program was closed. */
  readonly intervalMs: number;
  /** Another process answers than before: what was measured of the old one is no longer compared with. */
  readonly restarted: boolean;
}

/** A number that a rule looks at. The kinds but `latest` look back over the rule's window. */
export type Measure =
  | { readonly kind: 'latest'; readonly signal: string }
  /** Weighed by time; known when half of a whole window is. */
  | { readonly kind: 'mean'; readonly signal: string }
  /** Lowest value of the window's later half less the highest of its earlier half: only real growth is above 0. */
  | { readonly kind: 'rise'; readonly signal: string }
  /** What the rate `signal` came to, divided by what the rate `per` came to; `no_data` while that is below `least`. */
  | { readonly kind: 'share'; readonly signal: string; readonly per: string; readonly least: number }
  /** The last value other than 0 to which the signal changed within the window; 0 when it did not. For codes. */
  | { readonly kind: 'change'; readonly signal: string };

/**
 * True beyond `threshold`; once the alert fires it stays true until the value is back at `clear` or better.
 * `clear` is not above `threshold` for `above`, not below it for `below`.
 */
export interface Comparison {
  readonly kind: 'above' | 'below';
  readonly of: Measure;
  readonly threshold: number;
  readonly clear: number;
}

/** A comparison, or several of which all or any must hold. */
export type Condition = Comparison | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] };

/** Local time in which nobody is told, in minutes since midnight; past midnight where `toMinute` is the smaller. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** An alert rule: all of it is data. Times are of observation: sleep and the time while the program was closed do not count. */
export interface AlertRule {
  readonly id: string;
  readonly when: Condition;
  /** How long the condition holds without a break before it fires, ms. */
  readonly forMs: number;
  /** How long it does not hold without a break before it is resolved, ms. */
  readonly clearForMs: number;
  /** What measures look back on, ms. */
  readonly windowMs: number;
  /** What `no_data` means: `hold` neither fires nor clears. */
  readonly noData: 'hold' | 'clear' | 'fire';
  readonly severity: 'warning' | 'critical';
  /** Whether it looks at each target or at the box as a whole. */
  readonly scope: 'box' | 'target';
  readonly boxes: 'all' | readonly string[];
  readonly quietHours: readonly QuietHours[];
  /** Least time between two notices of the same alert, ms. */
  readonly repeatMs: number;
}

/** One observation as far as a rule looks back on it. */
export interface WindowEntry {
  readonly atMs: number;
  /** What it stands for: the observed time since the one before, ms; 0 after a break. */
  readonly durationMs: number;
  /** Of the signals that the rule looks at, in the order of `signalsOf`. */
  readonly readings: readonly AlertReading[];
}

/** Where an alert stands. Plain data, so that it survives a restart. */
export interface AlertState {
  readonly phase: 'inactive' | 'pending' | 'firing';
  /** When this phase began, ms since the Unix epoch; undefined before the first observation. */
  readonly sinceMs: number | undefined;
  /** Pending: how long the condition has held. Firing: how long it has not; undefined while it does. Observed ms. */
  readonly heldMs: number | undefined;
  /** Time of the newest observation, ms since the Unix epoch. */
  readonly lastMs: number | undefined;
  readonly window: readonly WindowEntry[];
  /** The newest known value of the rule's first measure. */
  readonly value: number | undefined;
  /** The worst value of it since it fired. */
  readonly worst: number | undefined;
  /** Nobody is told before, ms since the Unix epoch. */
  readonly snoozedUntilMs: number | undefined;
  /** Whether somebody was told that it fires. */
  readonly told: boolean;
  /** When somebody was told last that it fires, ms since the Unix epoch. */
  readonly toldMs: number | undefined;
}

/** What an observation led to. `renewed`: it fires already, and the code that it is about has changed again. */
export interface AlertTransition {
  readonly kind: 'fired' | 'renewed' | 'resolved';
  readonly atMs: number;
  /** Of the rule's first measure: as it fired, or the worst while it did. */
  readonly value: number | undefined;
}

/** What a rule is held against: a target of a box, or the box itself. */
export interface AlertSubject {
  readonly box: string;
  /** Undefined: the box as a whole. */
  readonly target: string | undefined;
}
