import type { Problems } from './exposition.ts';
import type { Labels } from './sample.ts';

interface Described {
  /** The name under which its points are sent: with `_total`, without `_bucket`. */
  readonly name: string;
  /** The `# HELP` text, unescaped; empty when there is none. */
  readonly help: string;
  /** The `# UNIT`, as written; empty when there is none. */
  readonly unit: string;
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

/**
 * `counter` is what only grows; all others are taken as they are: `info` and `stateset` are 0 or 1,
 * `quantile` is a summary's own estimate (its labels hold `quantile`).
 */
export type NumberType = 'counter' | 'gauge' | 'unknown' | 'info' | 'stateset' | 'quantile';

export interface NumberFamily extends Described {
  readonly type: NumberType;
  readonly series: readonly NumberSeries[];
}

export interface HistogramFamily extends Described {
  readonly type: 'histogram';
  readonly series: readonly HistogramSeries[];
}

/**
 * One metric family. A summary arrives as the counters `_sum` and `_count` and its quantiles,
 * a gauge histogram as the gauges `_bucket`, `_gsum` and `_gcount`.
 */
export type Family = NumberFamily | HistogramFamily;

/** A whole exposition, joined into series. */
export interface Exposition {
  readonly families: readonly Family[];
  readonly problems: Problems;
}
