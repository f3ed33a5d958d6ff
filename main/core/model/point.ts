import type { Labels } from './sample.ts';

interface PointBase {
  readonly metric: string;
  readonly labels: Labels;
  readonly description: string;
  /** As the exposition writes it (`# UNIT`), such as `seconds`; empty when it has none. */
  readonly unit: string;
  /** Start of the interval the point covers, ms since the Unix epoch; equal to `timeMs` for a gauge. */
  readonly startMs: number;
  /** When it was observed, ms since the Unix epoch. */
  readonly timeMs: number;
}

export interface GaugePoint extends PointBase {
  readonly kind: 'gauge';
  readonly value: number;
}

/** What a counter gained between `startMs` and `timeMs`. */
export interface SumPoint extends PointBase {
  readonly kind: 'sum';
  readonly value: number;
}

/** What a histogram gained between `startMs` and `timeMs`. */
export interface HistogramPoint extends PointBase {
  readonly kind: 'histogram';
  /** Finite upper bounds, ascending. */
  readonly bounds: readonly number[];
  /** Not cumulative; one longer than `bounds`. */
  readonly buckets: readonly number[];
  readonly count: number;
  readonly sum: number | undefined;
}

export type Point = GaugePoint | SumPoint | HistogramPoint;

/** Why an observation is not owed to the destination (ledger: `skipped`). */
export type SkipReason =
  'baseline' | 'reset' | 'other_process' | 'bounds_changed' | 'max_gap' | 'gap' | 'not_a_number' | 'no_commit';

/** What of Dynatrace's limits a point breaks, so that no request can carry it. */
export type LimitReason =
  /** Larger than a whole request may be. */
  | 'limit:size'
  /** A histogram without `_sum`. */
  | 'limit:no_sum'
  /** The metric's name is too long. */
  | 'limit:metric_key'
  /** Nothing of the name of the metric or of a label would be left as Dynatrace writes it. */
  | 'limit:characters'
  /** Too many attributes, ours included. */
  | 'limit:dimensions'
  /** A label's name is too long. */
  | 'limit:dimension_key'
  /** A label's value is too long. */
  | 'limit:dimension_value';

/**
 * Why an owed point was given up (ledger: `dropped`). `expired` and `evicted` are gauges of folded requests, and whole
 * requests where the bytes overflow; `discarded` was by the user; `damaged`: the disk gave back other bytes than were stored.
 */
export type DropReason = 'rejected' | 'expired' | 'evicted' | 'discarded' | 'damaged' | LimitReason;
