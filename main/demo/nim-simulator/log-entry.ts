import type { Labels } from '../series-id.ts';

/**
 * The event log, entry by entry. Events between two answers are added up per series before they are written:
 * what a scrape can see is only their sum.
 *
 * A life begins; its counters stand at zero. Events happen. An answer is `asked` once all events it shows are in the
 * log; `answer` later says whether it left whole. A process that is killed leaves its last answers without this line.
 */
export type LogEntry =
  | { readonly kind: 'life'; readonly life: number; readonly startMs: number }
  | {
      readonly kind: 'inc';
      readonly life: number;
      readonly family: string;
      readonly labels: Labels;
      readonly by: number;
    }
  | {
      readonly kind: 'observe';
      readonly life: number;
      readonly family: string;
      readonly labels: Labels;
      readonly bounds: readonly number[];
      /** Not cumulative, one longer than `bounds`. */
      readonly buckets: readonly number[];
      readonly count: number;
      readonly sum: number;
    }
  | {
      readonly kind: 'asked';
      readonly number: number;
      readonly life: number;
      /** Families that the answer does not show, though they count on. */
      readonly hidden?: readonly string[];
    }
  | { readonly kind: 'answer'; readonly number: number; readonly life: number; readonly whole: boolean };
