import type { Observation, SeriesBaseline, TargetBaselines } from '../model/baselines.ts';
import { fnv1a } from '../model/fnv1a.ts';
import type { Exposition, Family, HistogramSeries, NumberSeries } from '../model/family.ts';
import type { GaugePoint, Point, SkipReason } from '../model/point.ts';
import { seriesKey } from '../model/series-key.ts';
import { decide } from './decide.ts';
import { isFiniteObservation } from './observation-delta.ts';
import { processVerdict, rememberProcess, type ProcessSign, type Verdict } from './process-verdict.ts';
import { TargetClock } from './series-life.ts';

/** What the product lends to the stage: which families begin at zero, and how long things are kept. */
export interface DeltaRules {
  /** Whether a family begins at zero with its process. */
  readonly beginsAtZero: (family: string) => boolean;
  /** Longest gap for an unknown step, ms. */
  readonly maxGapMs: number;
  /** How long an absent series is kept, ms of time between good answers. */
  readonly maxStalenessMs: number;
  /**
   * Stands for all that makes the names of series: target labels, honor_labels, relabelling. When it differs from the
   * stored one, every series is a baseline: an old count under a new name would look like new events.
   */
  readonly identity: string;
  /** Whether the quantiles of summaries are points. */
  readonly summaryQuantiles: boolean;
  /** Whether a delta over more than two intervals is sent as one point or skipped (`gap`). */
  readonly onGap: 'sum' | 'drop';
  /** Between two scrapes, ms. */
  readonly intervalMs: number;
}

export const DEFAULT_MAX_GAP_MS = 7 * 24 * 3_600_000;
/** 25 h, as Dynatrace's page sets `max_staleness`. */
export const DEFAULT_MAX_STALENESS_MS = 25 * 3_600_000;

/** Two intervals, and half of one for scrapes that come late. */
const LONG_DELTA_INTERVALS = 2.5;

/** An answer of a target with its times. */
export interface TargetScrape {
  readonly exposition: Exposition;
  /** `process_start_time_seconds` as the target itself tells it; undefined when it does not, or not clearly. */
  readonly startSeconds: number | undefined;
  /** Our clock at the answer, ms since the Unix epoch. */
  readonly observedMs: number;
  /** The target's own clock (`Date`), ms; undefined when unusable. */
  readonly dateMs: number | undefined;
}

export interface DeltaResult {
  /** One begins after its end when the clock was set back in between. */
  readonly points: readonly Point[];
  readonly skipped: readonly SkippedSeries[];
  readonly verdict: Verdict;
  /** The baselines to commit together with the points; until then the old ones hold. */
  readonly baselines: TargetBaselines;
}

interface SkippedSeries {
  readonly metric: string;
  readonly reason: SkipReason;
}

/** Cumulative → delta for one good scrape. Pure: the same arguments give the same result, nothing is changed. */
export function trackTarget(target: TargetBaselines | undefined, scrape: TargetScrape, rules: DeltaRules): DeltaResult {
  const sign: ProcessSign = scrape;
  const verdict = target === undefined ? 'unknown' : processVerdict(target.process, sign);
  const process = rememberProcess(target?.process, sign);
  const clock = new TargetClock(target?.process ?? process, sign);
  const known = target?.identity === rules.identity ? target : undefined;
  const walk = new Walk(known, scrape, rules, verdict, clock);
  for (const family of scrape.exposition.families) walk.family(family);
  const { points, skipped } = walk;
  const doubtful = scrape.exposition.problems.families;
  const baselines = { process, identity: rules.identity, doubtful, ...walk.remembered() };
  return { points, skipped, verdict, baselines };
}

class Walk {
  readonly points: Point[] = [];
  readonly skipped: SkippedSeries[] = [];
  readonly #seen = new Map<string, SeriesBaseline>();
  readonly #gaugeTimes = new Map<string, number>();
  readonly #target: TargetBaselines | undefined;
  readonly #scrape: TargetScrape;
  readonly #rules: DeltaRules;
  readonly #verdict: Verdict;
  readonly #clock: TargetClock;

  constructor(
    target: TargetBaselines | undefined,
    scrape: TargetScrape,
    rules: DeltaRules,
    verdict: Verdict,
    clock: TargetClock,
  ) {
    this.#target = target;
    this.#scrape = scrape;
    this.#rules = rules;
    this.#verdict = verdict;
    this.#clock = clock;
  }

  family(family: Family): void {
    switch (family.type) {
      case 'gauge':
      case 'unknown':
      case 'info':
      case 'stateset':
        for (const series of family.series) this.#gauge(family, series);
        return;
      case 'quantile':
        if (this.#rules.summaryQuantiles) for (const series of family.series) this.#gauge(family, series);
        return;
      case 'counter':
        for (const series of family.series) this.#counted(family, series, { kind: 'number', value: series.value });
        return;
      case 'histogram':
        for (const series of family.series) this.#counted(family, series, distributionOf(series));
    }
  }

  /** As it is. With a time of its own that has not moved it is no new observation, and is not sent again. */
  #gauge(family: Family, series: NumberSeries): void {
    const { value, timestampMs } = series;
    if (!Number.isFinite(value)) return this.#skip(family, 'not_a_number');
    if (timestampMs !== undefined) {
      const key = seriesKey(family.name, series.labels);
      this.#gaugeTimes.set(key, timestampMs);
      if (this.#target?.gaugeTimes.get(key) === timestampMs) return;
    }
    const timeMs = timestampMs ?? this.#scrape.observedMs;
    const point: GaugePoint = { kind: 'gauge', value, startMs: timeMs, timeMs, ...described(family, series) };
    this.points.push(point);
  }

  #counted(family: Family, series: NumberSeries | HistogramSeries, observation: Observation): void {
    const key = seriesKey(family.name, series.labels);
    const before = this.#target?.series.get(key);
    if (!isFiniteObservation(observation)) {
      if (before) this.#seen.set(key, { ...before, absentMs: 0 });
      return this.#skip(family, 'not_a_number');
    }
    const { timestampMs } = series;
    if (before && timestampMs !== undefined && timestampMs === before.timestampMs) {
      return void this.#seen.set(key, { ...before, absentMs: 0 });
    }
    const createdMs = this.#clock.believable(series.createdMs);
    const observedMs = timestampMs ?? this.#scrape.observedMs;
    const now: SeriesBaseline = { family: family.name, observation, observedMs, timestampMs, createdMs, absentMs: 0 };
    this.#seen.set(key, now);
    const decision = decide({
      target: this.#target,
      verdict: this.#verdict,
      life: this.#clock.lifeOf(before, createdMs),
      before,
      now,
      zeroStart: this.#rules.beginsAtZero(family.name),
      forgotten: this.#target?.forgotten.has(fnv1a(key)) ?? false,
      maxGapMs: this.#rules.maxGapMs,
    });
    if (decision.kind === 'skip') return this.#skip(family, decision.reason);
    if (this.#isUnwantedGap(now, decision.startMs)) return this.#skip(family, 'gap');
    const times = { startMs: decision.startMs, timeMs: observedMs };
    this.points.push({ ...described(family, series), ...times, ...pointValue(decision.by) });
  }

  #skip({ name }: Family, reason: SkipReason): void {
    this.skipped.push({ metric: name, reason });
  }

  /** A series with a time of its own has its own rhythm; there the time between our scrapes counts. */
  #isUnwantedGap({ timestampMs, observedMs }: SeriesBaseline, startMs: number): boolean {
    if (this.#rules.onGap === 'sum') return false;
    const lastScrapeMs = this.#target?.process.observedMs ?? observedMs;
    const gapMs = timestampMs === undefined ? observedMs - startMs : this.#scrape.observedMs - lastScrapeMs;
    return gapMs > LONG_DELTA_INTERVALS * this.#rules.intervalMs;
  }

  /** Series seen now, those absent that are still kept, and the hashes of those forgotten. */
  remembered(): Pick<TargetBaselines, 'series' | 'forgotten' | 'gaugeTimes'> {
    const gaugeTimes = this.#gaugeTimes;
    if (this.#target === undefined) return { series: this.#seen, forgotten: new Set(), gaugeTimes };
    const forgotten = new Set(this.#isOtherLife() ? [] : this.#target.forgotten);
    const sinceLastMs = Math.max(0, this.#scrape.observedMs - this.#target.process.observedMs);
    for (const [key, baseline] of this.#target.series) {
      if (this.#seen.has(key) || this.#hasEnded(baseline)) continue;
      const absentMs = baseline.absentMs + sinceLastMs;
      if (absentMs > this.#rules.maxStalenessMs) forgotten.add(fnv1a(key));
      else this.#seen.set(key, { ...baseline, absentMs });
    }
    return { series: this.#seen, forgotten, gaugeTimes };
  }

  #isOtherLife(): boolean {
    return this.#verdict === 'new' || this.#verdict === 'other';
  }

  /** A zero-start series has ended with its process: if it appears again, it began at zero. */
  #hasEnded({ family }: SeriesBaseline): boolean {
    return this.#verdict === 'other' || (this.#verdict === 'new' && this.#rules.beginsAtZero(family));
  }
}

function distributionOf({ bounds, buckets, count, sum }: HistogramSeries): Observation {
  return { kind: 'histogram', bounds, buckets, count, sum };
}

function described(family: Family, series: NumberSeries | HistogramSeries) {
  return { metric: family.name, labels: series.labels, description: family.help, unit: family.unit };
}

function pointValue(by: Observation) {
  if (by.kind === 'number') return { kind: 'sum', value: by.value } as const;
  return by;
}
