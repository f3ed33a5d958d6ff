/** What the screen wants to know of a target, and which families tell it. Handed into the core by the catalogue. */
export interface Signal {
  readonly id: string;
  /** Families in order of preference; the first that is there counts. */
  readonly families: readonly string[];
  /**
   * How series combine: `sum` and `mean` of gauges, `rate` per second of counters,
   * `quantile` of histograms over the last 60 s.
   */
  readonly combine: 'sum' | 'mean' | 'rate' | { readonly quantile: number };
}

/** A signal's newest value and its past. */
export interface SignalView {
  /** Null when it cannot be known now. */
  readonly value: number | null;
  /** Why it is null; null when it is known. */
  readonly why: 'no_family' | 'no_traffic' | 'no_scrape' | null;
  /** Oldest first, one entry per scrape interval; null is a gap. */
  readonly history: readonly (number | null)[];
}
