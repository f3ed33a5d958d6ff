import type { ParseIssue, Sample } from './sample.ts';

/** What `# TYPE` may say; `untyped` of the text format is `unknown`, as OpenMetrics calls it. */
export type MetricType =
  'counter' | 'gauge' | 'histogram' | 'gaugehistogram' | 'summary' | 'info' | 'stateset' | 'unknown';

/** Prometheus text 0.0.4, or OpenMetrics 1.0. */
export type ExpositionFormat = 'text' | 'openmetrics';

/** A sample with the line it stood on, counted from 1. */
export interface PlacedSample {
  readonly sample: Sample;
  readonly line: number;
}

/** All samples under one `# TYPE`, in the order of the text, not yet joined into series. */
export interface RawFamily {
  /** As `# TYPE` has it: without the suffixes of the samples (`_bucket`, and in OpenMetrics `_total`). */
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  /** `# UNIT`; empty when there is none. */
  readonly unit: string;
  readonly samples: readonly PlacedSample[];
}

/** A text as read, before relabelling and grouping. */
export interface RawExposition {
  readonly format: ExpositionFormat;
  readonly families: readonly RawFamily[];
  readonly problems: Problems;
  /** False when an OpenMetrics text lacks its `# EOF`: it was cut short, and none of it may be used. */
  readonly complete: boolean;
}

/** What could not be read. */
export interface Problems {
  /** The first of them, at most 1,000. */
  readonly issues: readonly ParseIssue[];
  /** All of them, counted. */
  readonly count: number;
  /** Families whose samples may be short; `undefined` among them stands for a line that named none. */
  readonly families: ReadonlySet<string | undefined>;
}
