export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly seed?: number;
  /** Model time per real time. It moves the requests only: process start and `Date` keep real pace, or no restart could be told. */
  readonly timeScale?: number;
  /** How much is asked of it at first, above 0: 1, the default, keeps it well used; 0.5 is easy; from 1.2 on it cannot keep up. */
  readonly load?: number;
  /** The caller's clock in ms since 1970; the system's by default. */
  readonly now?: () => number;
  /** The box's clock less the caller's at first, in ms; a box may well be minutes off. */
  readonly clockOffsetMs?: number;
  /** Also write the event log here, as NDJSON; one that exists is gone on with, by a new life. */
  readonly eventLogFile?: string;
  /** False: the first life spends `loadingMs` loading, too. True by default. */
  readonly startLoaded?: boolean;
  /** How long a life is loading: live, not ready, no metrics. */
  readonly loadingMs?: number;
  /** Model time the first life has behind it at birth; 0 gives one that starts at zero. */
  readonly warmUpMs?: number;
  /** Only this one answers; both do when left out. */
  readonly metricsPath?: '/v1/metrics' | '/metrics';
  readonly modelName?: string;
}

/** How far it is, for those who wait for something to have been seen. */
export interface Progress {
  /** Lives that have begun, by all processes that wrote the event log. */
  readonly life: number;
  /** Metrics requests of this process, however they were answered. */
  readonly requests: number;
  /** Metrics answers of this process that left whole. */
  readonly wholeAnswers: number;
}
