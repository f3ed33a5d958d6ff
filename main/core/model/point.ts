import type { Labels } from './sample.ts';

interface PointBase {
  readonly metric: string;
  readonly labels: Labels;
  readonly description: string;
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
  'baseline' | 'reset' | 'other_process' | 'bounds_changed' | 'max_gap' | 'not_a_number' | 'no_commit';

/** Why an owed point was given up (ledger: `dropped`). */
export type DropReason = 'rejected' | 'expired' | 'evicted' | 'limit:size' | 'limit:no_sum';
