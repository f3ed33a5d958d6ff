/** What is known of a target now, beside its metrics. */
export interface TargetState {
  /** `not_nim`: it answers, but has neither metrics nor NIM's health endpoints. */
  readonly health: 'unknown' | 'ready' | 'loading' | 'down' | 'not_nim';
  readonly models: readonly string[];
  /** Scrapes since start that were whole, and those that were not. */
  readonly good: number;
  readonly failed: number;
  /** Our clock at the last good scrape, ms since the Unix epoch. */
  readonly lastGoodMs: number | undefined;
  /** Why the last scrape failed, in words; empty when it did not. */
  readonly lastFailure: string;
  /** Lines of the last good scrape that could not be read. */
  readonly parseIssues: number;
  /** Whether the same process answered as before. */
  readonly verdict: 'same' | 'new' | 'other' | 'unknown';
  /** What the screen should warn of, such as a certificate that nobody checks. */
  readonly warnings: readonly string[];
  /** Whose metrics these are, as the catalogue calls it; empty before the first good scrape. */
  readonly dialect: string;
  /** The last time that it began to speak another dialect. */
  readonly dialectChange: DialectChange | undefined;
}

export interface DialectChange {
  readonly before: string;
  readonly after: string;
  /** Our clock, ms since the Unix epoch. */
  readonly atMs: number;
}

/** Before the first scrape. */
export const UNKNOWN_TARGET: TargetState = {
  health: 'unknown',
  models: [],
  good: 0,
  failed: 0,
  lastGoodMs: undefined,
  lastFailure: '',
  parseIssues: 0,
  verdict: 'unknown',
  warnings: [],
  dialect: '',
  dialectChange: undefined,
};
