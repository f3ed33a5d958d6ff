import type { Labels, ParseIssue } from './sample.ts';

interface Described {
  readonly name: string;
  /** The `# HELP` text, unescaped; empty when there is none. */
  readonly help: string;
}

interface Observed {
  readonly labels: Labels;
  /** The exposition's own time for this value, if it has one. */
  readonly timestampMs: number | undefined;
  /** When this series began (`_created`), if the exposition says so. */
  readonly createdMs: number | undefined;
}

export interface NumberSeries extends Observed {
  readonly value: number;
}

export interface HistogramSeries extends Observed {
  /** Finite upper bounds, ascending; `+Inf` is implied by the last bucket. */
  readonly bounds: readonly number[];
  /** Observations in each bucket, not cumulative; one longer than `bounds`. */
  readonly buckets: readonly number[];
  readonly count: number;
  /** Undefined when the exposition has no `_sum`. */
  readonly sum: number | undefined;
}

export interface NumberFamily extends Described {
  readonly type: 'counter' | 'gauge' | 'untyped';
  readonly series: readonly NumberSeries[];
}

export interface HistogramFamily extends Described {
  readonly type: 'histogram';
  readonly series: readonly HistogramSeries[];
}

/** One metric family; summaries arrive as the two counters that they are made of. */
export type Family = NumberFamily | HistogramFamily;

/** A whole exposition, as read. */
export interface Exposition {
  readonly families: readonly Family[];
  readonly issues: readonly ParseIssue[];
}
