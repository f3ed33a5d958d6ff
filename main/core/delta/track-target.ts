import type { Observation, SeriesBaseline, TargetBaselines } from '../model/baselines.ts';
import type { Exposition, Family, HistogramSeries, NumberSeries } from '../model/family.ts';
import type { GaugePoint, Point, SkipReason } from '../model/point.ts';
import { seriesKey } from '../model/series-key.ts';
import { decide } from './decide.ts';
import { isFiniteObservation } from './observation-delta.ts';
import { processVerdict, rememberProcess, type ProcessSign, type Verdict } from './process-verdict.ts';

/** What the product lends to the stage: which families begin at zero, and how long things are kept. */
export interface DeltaRules {
  /** Whether a family begins at zero with its process. */
  readonly beginsAtZero: (family: string) => boolean;
  /** Longest gap for an unknown step, ms. */
  readonly maxGapMs: number;
  /** How long an absent series is kept, ms of time between good answers. */
  readonly maxStalenessMs: number;
}

export const DEFAULT_MAX_GAP_MS = 7 * 24 * 3_600_000;
/** 25 h, as Dynatrace's page sets `max_staleness`. */
export const DEFAULT_MAX_STALENESS_MS = 25 * 3_600_000;

/** An answer of a target with its times. */
export interface TargetScrape {
  readonly exposition: Exposition;
  /** Our clock at the answer, ms since the Unix epoch. */
  readonly observedMs: number;
  /** The target's own clock (`Date`), ms; undefined when unusable. */
  readonly dateMs: number | undefined;
}

export interface DeltaResult {
  readonly points: readonly Point[];
  readonly skipped: readonly SkippedSeries[];
  readonly verdict: Verdict;
  /** The baselines to commit together with the points; until then the old ones hold. */
  readonly baselines: TargetBaselines;
}

export interface SkippedSeries {
  readonly metric: string;
  readonly reason: SkipReason;
}

/** Cumulative → delta for one good scrape. Pure: the same arguments give the same result, nothing is changed. */
export function trackTarget(target: TargetBaselines | undefined, scrape: TargetScrape, rules: DeltaRules): DeltaResult {
  const sign: ProcessSign = {
    startSeconds: startOf(scrape.exposition),
    dateMs: scrape.dateMs,
    observedMs: scrape.observedMs,
  };
  const verdict = target === undefined ? 'unknown' : processVerdict(target.process, sign);
  const walk = new Walk(target, scrape, rules, verdict);
  for (const family of scrape.exposition.families) walk.family(family);
  const { points, skipped } = walk;
  return {
    points,
    skipped,
    verdict,
    baselines: {
      process: rememberProcess(target?.process, sign),
      ...walk.remembered(),
      doubtful: new Set(scrape.exposition.issues.map((issue) => issue.family)),
    },
  };
}

/** An unlabelled, single `process_start_time_seconds`. */
function startOf(exposition: Exposition): number | undefined {
  const family = exposition.families.find(({ name }) => name === 'process_start_time_seconds');
  const [only, ...more] = family?.series ?? [];
  if (only === undefined || more.length > 0 || only.labels.length > 0 || !('value' in only)) return undefined;
  return Number.isFinite(only.value) ? only.value : undefined;
}

class Walk {
  readonly points: Point[] = [];
  readonly skipped: SkippedSeries[] = [];
  readonly #seen = new Map<string, SeriesBaseline>();
  readonly #target: TargetBaselines | undefined;
  readonly #scrape: TargetScrape;
  readonly #rules: DeltaRules;
  readonly #verdict: Verdict;

  constructor(target: TargetBaselines | undefined, scrape: TargetScrape, rules: DeltaRules, verdict: Verdict) {
    this.#target = target;
    this.#scrape = scrape;
    this.#rules = rules;
    this.#verdict = verdict;
  }

  family(family: Family): void {
    switch (family.type) {
      case 'gauge':
      case 'untyped':
        for (const series of family.series) this.#gauge(family, series);
        return;
      case 'counter':
        for (const series of family.series) this.#counted(family, series, { kind: 'number', value: series.value });
        return;
      case 'histogram':
        for (const series of family.series)
          this.#counted(family, series, { kind: 'histogram', ...distributionOf(series) });
    }
  }

  #gauge(family: Family, series: NumberSeries): void {
    if (!Number.isFinite(series.value)) return void this.skipped.push({ metric: family.name, reason: 'not_a_number' });
    const timeMs = series.timestampMs ?? this.#scrape.observedMs;
    const point: GaugePoint = {
      kind: 'gauge',
      value: series.value,
      startMs: timeMs,
      timeMs,
      ...described(family, series),
    };
    this.points.push(point);
  }

  #counted(family: Family, series: NumberSeries | HistogramSeries, observation: Observation): void {
    const key = seriesKey(family.name, series.labels);
    const before = this.#target?.series.get(key);
    if (!isFiniteObservation(observation)) {
      if (before) this.#seen.set(key, { ...before, absentMs: 0 });
      return void this.skipped.push({ metric: family.name, reason: 'not_a_number' });
    }
    const { timestampMs, createdMs } = series;
    if (before && timestampMs !== undefined && timestampMs === before.timestampMs) {
      return void this.#seen.set(key, { ...before, absentMs: 0 });
    }
    const observedMs = timestampMs ?? this.#scrape.observedMs;
    const now: SeriesBaseline = { family: family.name, observation, observedMs, timestampMs, createdMs, absentMs: 0 };
    this.#seen.set(key, now);
    const decision = decide({
      target: this.#target,
      verdict: this.#verdict,
      before,
      now,
      zeroStart: this.#rules.beginsAtZero(family.name),
      forgotten: this.#target?.forgotten.has(hashOf(key)) ?? false,
      maxGapMs: this.#rules.maxGapMs,
    });
    if (decision.kind === 'skip') return void this.skipped.push({ metric: family.name, reason: decision.reason });
    const times = { startMs: decision.startMs, timeMs: observedMs };
    this.points.push({ ...described(family, series), ...times, ...pointValue(decision.by) });
  }

  /** Series seen now, those absent that are still kept, and the hashes of those forgotten. */
  remembered(): Pick<TargetBaselines, 'series' | 'forgotten'> {
    if (this.#target === undefined) return { series: this.#seen, forgotten: new Set() };
    const forgotten = new Set(this.#isOtherLife() ? [] : this.#target.forgotten);
    const sinceLastMs = Math.max(0, this.#scrape.observedMs - this.#target.process.observedMs);
    for (const [key, baseline] of this.#target.series) {
      if (this.#seen.has(key) || this.#hasEnded(baseline)) continue;
      const absentMs = baseline.absentMs + sinceLastMs;
      if (absentMs > this.#rules.maxStalenessMs) forgotten.add(hashOf(key));
      else this.#seen.set(key, { ...baseline, absentMs });
    }
    return { series: this.#seen, forgotten };
  }

  #isOtherLife(): boolean {
    return this.#verdict === 'new' || this.#verdict === 'other';
  }

  /** A zero-start series has ended with its process: if it appears again, it began at zero. */
  #hasEnded({ family }: SeriesBaseline): boolean {
    return this.#verdict === 'other' || (this.#verdict === 'new' && this.#rules.beginsAtZero(family));
  }
}

function distributionOf({
  bounds,
  buckets,
  count,
  sum,
}: HistogramSeries): Pick<HistogramSeries, 'bounds' | 'buckets' | 'count' | 'sum'> {
  return { bounds, buckets, count, sum };
}

function described(family: Family, series: NumberSeries | HistogramSeries) {
  return { metric: family.name, labels: series.labels, description: family.help };
}

function pointValue(by: Observation) {
  if (by.kind === 'number') return { kind: 'sum', value: by.value } as const;
  return by;
}

/** FNV-1a over UTF-16 units, 32 bits: enough to tell a forgotten series from a new one. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
