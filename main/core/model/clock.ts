/** The one place where the core learns the time and waits. The host lends the real one; tests lend a fake. */
export interface Clock {
  /** Wall clock, milliseconds since the Unix epoch. It may jump. */
  nowMs(): number;
  /** Milliseconds that only ever grow; schedules and durations use these. */
  monotonicMs(): number;
  /** Calls `run` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}
