/** What is remembered of one target between scrapes. A value: the outbox commits it together with its requests. */
export interface TargetBaselines {
  readonly process: ProcessMemory;
  /** What the names of series were made by, as `DeltaRules` lends it: when it changes, they are other series. */
  readonly identity: string;
  readonly series: ReadonlyMap<string, SeriesBaseline>;
  /** Hashes of series forgotten in this life of the process: on return they are a baseline, not new events. */
  readonly forgotten: ReadonlySet<number>;
  /** The exposition's own time of each gauge that has one, ms: unmoved, it is no new observation. */
  readonly gaugeTimes: ReadonlyMap<string, number>;
  /** Families in which the last scrape had an issue; `undefined` among them stands for a line that named none. */
  readonly doubtful: ReadonlySet<string | undefined>;
}

/** What tells whether the same process answers. */
export interface ProcessMemory {
  /** `process_start_time_seconds`; undefined when the target does not tell, or not clearly. */
  readonly startSeconds: number | undefined;
  /** The target's own clock (`Date` header) at its last good answer, ms. */
  readonly dateMs: number | undefined;
  /** Our clock at that answer, ms since the Unix epoch. */
  readonly observedMs: number;
  /** The last start times before this one, newest last, at most 16. */
  readonly earlierStarts: readonly number[];
}

/** The last observation of a series and what is needed to take the next difference. */
export interface SeriesBaseline {
  readonly family: string;
  readonly observation: Observation;
  /** The exposition's own time if it has one, else our clock, ms since the Unix epoch. */
  readonly observedMs: number;
  readonly timestampMs: number | undefined;
  /** When the series began (`_created`), by the target's clock, ms; undefined when it is not told, or not believable. */
  readonly createdMs: number | undefined;
  /** Time between good answers in which this series was absent, ms. */
  readonly absentMs: number;
}

export type Observation =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'histogram';
      readonly bounds: readonly number[];
      readonly buckets: readonly number[];
      readonly count: number;
      readonly sum: number | undefined;
    };
