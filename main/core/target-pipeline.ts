import {
  DEFAULT_MAX_GAP_MS,
  DEFAULT_MAX_STALENESS_MS,
  trackTarget,
  type DeltaResult,
  type DeltaRules,
} from './delta/track-target.ts';
import { HealthProbe } from './health-probe.ts';
import { History } from './history/history.ts';
import type { TargetBaselines } from './model/baselines.ts';
import type { Clock } from './model/clock.ts';
import type { Problems } from './model/exposition.ts';
import type { Family } from './model/family.ts';
import type { FamilyFacts } from './model/family-facts.ts';
import type { PipelineObserver } from './model/observer.ts';
import type { Point, SkipReason } from './model/point.ts';
import type { Signal, SignalView } from './model/signal.ts';
import type { TargetSettings } from './model/target-settings.ts';
import { UNKNOWN_TARGET, type TargetState } from './model/target-state.ts';
import { encodeRequests, type UnitOf } from './otlp/encode-request.ts';
import type { Outbox } from './outbox/outbox.ts';
import { OwedPoints, recallTerms, type Selection } from './owed-points.ts';
import { PointClock } from './point-clock.ts';
import { readScrape, type ReadScrape } from './read-scrape.ts';
import type { HttpGet } from './scrape/http-get.ts';
import { rhythmMs, ScrapeLoop, type Rhythm } from './scrape/scrape-loop.ts';
import { ScrapeReporter, type ReportedSamples } from './scrape/scrape-report.ts';
import { TargetReader, type ScrapeResult } from './scrape/scrape-target.ts';
import { targetId } from './scrape/target-address.ts';
import { steadyScrape } from './steady-scrape.ts';

/** What the product knows of metrics; core itself knows no name of any. */
export interface Catalogue {
  readonly signals: readonly Signal[];
  /** Whether a family begins at zero with its process. */
  readonly beginsAtZero: (family: string) => boolean;
  readonly unitOf: UnitOf;
  /** Whose metrics these are; empty when they tell nothing. */
  readonly dialectOf: (families: Iterable<string>) => string;
}

/** What all targets of a pipeline share. */
export interface TargetSurroundings {
  readonly clock: Clock;
  readonly md5: (text: string) => Uint8Array;
  readonly get: HttpGet;
  readonly outbox: Outbox;
  readonly catalogue: Catalogue;
  /** Longest that an absent series is kept, ms. */
  readonly maxStalenessMs: number | undefined;
  readonly observer: PipelineObserver | undefined;
  /** The selection that an earlier run stored by its id. */
  readonly openSelection: (id: string) => Selection;
  /** OTLP base URL that points are owed to now; empty while none is known. */
  readonly destination: () => string;
  /** A scrape of it ended after `tookMs`, good or not, and its state tells how. */
  readonly scraped: (target: TargetPipeline, tookMs: number) => void;
}

type GoodScrape = Extract<ScrapeResult, { kind: 'good' }>;
type GoodRead = Extract<ReadScrape, { kind: 'read' }>;

const CLOCK_SET_BACK = 'The clock of this computer was set back: the times of points start afresh.';
const NO_PROBLEMS: Problems = { issues: [], count: 0, families: new Set() };

/** scrape → parse → relabel → delta → encode → outbox, and delta → history, for one target. */
export class TargetPipeline {
  readonly id: string;
  readonly settings: TargetSettings;
  readonly #shared: TargetSurroundings;
  readonly #reader: TargetReader;
  readonly #probe: HealthProbe;
  readonly #loop: ScrapeLoop;
  readonly #history: History;
  readonly #report: ScrapeReporter;
  #owed: OwedPoints;
  readonly #time: PointClock;
  readonly #identity: string;
  #quantiles: boolean;
  #state = UNKNOWN_TARGET;
  /** Of the last good scrape, with its report. */
  #lastFamilies: readonly Family[] = [];
  /** What is told of them; undefined until somebody asks. */
  #facts: readonly FamilyFacts[] | undefined;

  /** `selection`: which metrics are forwarded; undefined: none. `quantiles`: those of summaries too. */
  constructor(
    settings: TargetSettings,
    shared: TargetSurroundings,
    selection: Selection | undefined,
    quantiles: boolean,
  ) {
    this.id = targetId(settings);
    this.settings = settings;
    this.#shared = shared;
    this.#quantiles = quantiles;
    this.#reader = new TargetReader(settings, shared.get);
    this.#probe = new HealthProbe(this.#reader, shared.clock);
    this.#history = new History(shared.catalogue.signals, settings.scrapeIntervalMs);
    this.#report = new ScrapeReporter(settings.labels);
    const text = shared.outbox.forwarding(this.id);
    const remembered = text === undefined ? undefined : recallTerms(text, shared.openSelection);
    this.#owed = OwedPoints.open(settings.scrapeIntervalMs, selection, remembered);
    this.#time = new PointClock(shared.outbox.baselines(this.id)?.process.observedMs);
    this.#identity = JSON.stringify([settings.labels, settings.honorLabels, settings.metricRelabel]);
    this.#loop = new ScrapeLoop(shared.clock, settings.scrapeIntervalMs, () => this.#scrapeOnce());
  }

  get state(): TargetState {
    return this.#state;
  }

  signal(id: string): SignalView {
    return this.#history.view(id);
  }

  /** What each scrape like the last good one sends, if all of it is forwarded; empty before the first. */
  families(): readonly FamilyFacts[] {
    const { box, address, labels } = this.settings;
    const { unitOf } = this.#shared.catalogue;
    this.#facts ??= steadyScrape(this.#lastFamilies, this.#rules(), { box, address, labels }, unitOf);
    return this.#facts;
  }

  /** `offsetMs` after now, then once per interval. */
  start(offsetMs: number): void {
    this.#loop.start(offsetMs);
  }

  /** One scrape out of turn: the computer woke up, or the network is another one. */
  scrapeNow(): void {
    this.#loop.scrapeNow();
  }

  /** How often it is asked from now on. */
  setRhythm(rhythm: Rhythm): void {
    this.#loop.useInterval(rhythmMs(rhythm, this.settings.scrapeIntervalMs));
  }

  /** Asks nothing more until it is started again; a scrape under way ends. */
  pause(): void {
    void this.#loop.stop();
  }

  /** Lets a scrape under way end; what it brings still counts. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    this.#reader.close();
  }

  /** From now on; the arguments are the constructor's. */
  forward(selection: Selection | undefined, quantiles: boolean): void {
    this.#quantiles = quantiles;
    this.#facts = undefined;
    if (!this.#owed.is(selection)) {
      this.#owed = this.#owed.changed(selection, this.#shared.clock.nowMs(), this.#state.lastGoodMs);
    }
  }

  async #scrapeOnce(): Promise<void> {
    const { clock, md5 } = this.#shared;
    const begunMs = clock.monotonicMs();
    const result = await this.#reader.scrape();
    const tookMs = clock.monotonicMs() - begunMs;
    if (result.kind === 'failed') {
      this.#fail(result.reason, tookMs, undefined);
      return this.#look({ answered: result.answered, gaveMetrics: false }, tookMs);
    }
    const read = readScrape(result.body, result.contentType, this.settings, md5);
    if (read.kind === 'read') this.#take(read, result, tookMs);
    else this.#fail(read.reason, tookMs, read.samples);
    return this.#look({ answered: true, gaveMetrics: read.kind === 'read' }, tookMs);
  }

  async #look(scrape: Parameters<HealthProbe['after']>[0], tookMs: number): Promise<void> {
    const known = await this.#probe.after(scrape, this.#state);
    this.#state = { ...this.#state, ...known };
    this.#shared.scraped(this, tookMs);
  }

  #take(read: GoodRead, result: GoodScrape, tookMs: number): void {
    this.#shared.observer?.scraped(this.settings, 'good', tookMs);
    const wallMs = this.#shared.clock.nowMs();
    const { ms: nowMs, setBack } = this.#time.next(wallMs);
    const { exposition, startSeconds } = read;
    const families = [...exposition.families, ...this.#report.good(read.samples, tookMs)];
    this.#lastFamilies = families;
    this.#facts = undefined;
    const scrape = { exposition: { ...exposition, families }, startSeconds, observedMs: nowMs, dateMs: result.dateMs };
    const delta = trackTarget(this.#shared.outbox.baselines(this.id), scrape, this.#rules());
    this.#commit(delta, delta.baselines, nowMs);
    // While times only go on for order's sake, no rate can be taken from them.
    if (nowMs === wallMs && !setBack) this.#history.record(delta.points.map(inOrder), exposition.families, nowMs);
    else this.#history.recordGap(nowMs);
    if (delta.verdict === 'new' || delta.verdict === 'other') this.#probe.forget();
    this.#state = {
      ...this.#state,
      good: this.#state.good + 1,
      lastGoodMs: wallMs,
      lastFailure: '',
      parseIssues: exposition.problems.count,
      verdict: delta.verdict,
      warnings: setBack ? [...result.warnings, CLOCK_SET_BACK] : result.warnings,
      ...this.#dialect(exposition.families, wallMs),
    };
  }

  /** Nothing is known of this time but that it failed; no baseline moves. */
  #fail(reason: string, tookMs: number, samples: ReportedSamples | undefined): void {
    this.#shared.observer?.scraped(this.settings, 'failed', tookMs);
    const { ms: nowMs } = this.#time.next(this.#shared.clock.nowMs());
    const exposition = { families: this.#report.failed(tookMs, samples), problems: NO_PROBLEMS };
    const scrape = { exposition, startSeconds: undefined, observedMs: nowMs, dateMs: undefined };
    this.#commit(trackTarget(undefined, scrape, this.#rules()), undefined, nowMs);
    this.#history.recordGap(nowMs);
    this.#state = { ...this.#state, failed: this.#state.failed + 1, lastFailure: reason };
  }

  #rules(): DeltaRules {
    return {
      beginsAtZero: this.#shared.catalogue.beginsAtZero,
      maxGapMs: DEFAULT_MAX_GAP_MS,
      maxStalenessMs: this.#shared.maxStalenessMs ?? DEFAULT_MAX_STALENESS_MS,
      identity: this.#identity,
      summaryQuantiles: this.#quantiles,
      onGap: 'sum',
      intervalMs: this.settings.scrapeIntervalMs,
    };
  }

  #commit({ points, skipped }: DeltaResult, baselines: TargetBaselines | undefined, nowMs: number): void {
    const { outbox, catalogue } = this.#shared;
    const { box, address, labels } = this.settings;
    const destination = this.#shared.destination();
    const owed = points.filter((point) => this.#owed.owes(point)).map(inOrder);
    const carries = outbox.carries(box, destination);
    const { requests, dropped, joined } = encodeRequests(owed, { box, address, labels }, catalogue.unitOf, carries);
    const { clock, observer } = this.#shared;
    const begunMs = clock.monotonicMs();
    const forwarding = baselines === undefined ? this.#owed : this.#owed.after(nowMs);
    const { kind } = outbox.commit({
      ...{ target: this.id, box, destination, baselines, requests, joined, dropped },
      skipped: countReasons(skipped.filter(({ metric }) => this.#owed.has(metric))),
      forwarding: forwarding.remember(),
      atMs: nowMs,
    });
    if (kind === 'stored') this.#owed = forwarding;
    observer?.committed(kind, clock.monotonicMs() - begunMs);
  }

  #dialect(families: readonly Family[], nowMs: number): Pick<TargetState, 'dialect' | 'dialectChange'> {
    const { dialect: before, dialectChange } = this.#state;
    const after = this.#shared.catalogue.dialectOf(families.map(({ name }) => name));
    if (after === '' || after === before) return { dialect: before, dialectChange };
    const change = before === '' ? dialectChange : { before, after, atMs: nowMs };
    return { dialect: after, dialectChange: change };
  }
}

function countReasons(skipped: DeltaResult['skipped']): Partial<Record<SkipReason, number>> {
  const counts: Partial<Record<SkipReason, number>> = {};
  for (const { reason } of skipped) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

/** No point may begin after its end, also when the clock was set back in between. */
function inOrder(point: Point): Point {
  return point.startMs <= point.timeMs ? point : { ...point, startMs: point.timeMs };
}
