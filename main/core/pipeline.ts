import type { TargetBaselines } from './model/baselines.ts';
import type { Clock } from './model/clock.ts';
import type { LedgerCounts, PossibleDuplicate } from './model/ledger.ts';
import type { Point, SkipReason } from './model/point.ts';
import type { Signal, SignalView } from './model/signal.ts';
import type { TargetState } from './model/target-state.ts';
import { DeliveryLoop, type DeliveryState, type Destination } from './deliver/delivery-loop.ts';
import type { Outcome } from './deliver/outcome.ts';
import { postOtlp, type PostOtlp } from './deliver/post-otlp.ts';
import { DEFAULT_MAX_GAP_MS, DEFAULT_MAX_STALENESS_MS, trackTarget, type DeltaResult } from './delta/track-target.ts';
import { History } from './history/history.ts';
import { encodeRequests } from './otlp/encode-request.ts';
import { MemoryOutbox } from './outbox/memory-outbox.ts';
import type { Outbox, Settlement, StoredRequest } from './outbox/outbox.ts';
import { parseExposition } from './parse/parse-exposition.ts';
import { httpGet, type HttpGet } from './scrape/http-get.ts';
import { ScrapeLoop } from './scrape/scrape-loop.ts';
import { TargetReader, type ScrapeResult } from './scrape/scrape-target.ts';
import { parseTargetAddress, type TargetAddress } from './scrape/target-address.ts';

export type { Destination, DeliveryState, TargetAddress };
export { parseTargetAddress };

/** All that the core needs to know and to reach. Time, chance and IO are lent. */
export interface PipelineOptions {
  readonly address: TargetAddress;
  /** The box's name. */
  readonly box: string;
  readonly job: string;
  readonly scrapeIntervalMs: number;
  readonly signals: readonly Signal[];
  /** Whether a family begins at zero with its process. */
  readonly beginsAtZero: (family: string) => boolean;
  readonly unitOf: (metric: string) => string | undefined;
  /** Whether a metric is forwarded at all. */
  readonly isForwarded: (metric: string) => boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly sha256: (body: Uint8Array) => string;
  readonly get?: HttpGet;
  readonly post?: PostOtlp;
  readonly outbox?: Outbox;
}

const LONGEST_SCRAPE_MS = 10_000;
/** How often a target that is well is asked for its health and models again, ms. */
const PROBE_EVERY_MS = 60_000;

/** scrape → parse → delta → encode → outbox → deliver, for one target. The only place that knows the order. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #reader: TargetReader;
  readonly #outbox: Outbox;
  readonly #loop: ScrapeLoop;
  readonly #delivery: DeliveryLoop<StoredRequest>;
  readonly #history: History;
  readonly #targetId: string;
  #listeners: readonly (() => void)[] = [];
  #forwarding = false;
  /** Deltas that began before this time were not owed: forwarding was off. */
  #owedFromMs = Infinity;
  #probedMs = -Infinity;
  #target: TargetState = {
    health: 'unknown',
    models: [],
    good: 0,
    failed: 0,
    lastGoodMs: undefined,
    lastFailure: '',
    parseIssues: 0,
    verdict: 'unknown',
  };

  constructor(options: PipelineOptions) {
    const { address, clock, random, scrapeIntervalMs } = options;
    this.#options = options;
    this.#targetId = `${address.scheme}://${address.host}:${String(address.port)}`;
    const timeoutMs = Math.min(LONGEST_SCRAPE_MS, scrapeIntervalMs);
    this.#reader = new TargetReader(address, options.get ?? httpGet, timeoutMs);
    this.#outbox = options.outbox ?? new MemoryOutbox(options.sha256);
    this.#history = new History(options.signals, scrapeIntervalMs);
    this.#loop = new ScrapeLoop(clock, scrapeIntervalMs, () => this.#scrapeOnce());
    const source = {
      take: (nowMs: number) => this.#outbox.take(nowMs),
      settle: (request: StoredRequest, outcome: Outcome, nowMs: number) => {
        this.#outbox.settle(request, settlementOf(outcome), nowMs);
        this.#tell();
      },
    };
    this.#delivery = new DeliveryLoop(source, options.post ?? postOtlp, clock, random);
  }

  get target(): TargetState {
    return this.#target;
  }

  get forwarding(): boolean {
    return this.#forwarding;
  }

  get delivery(): DeliveryState {
    return this.#delivery.state;
  }

  ledger(): LedgerCounts {
    return this.#outbox.ledger(this.#options.box);
  }

  possibleDuplicates(): readonly PossibleDuplicate[] {
    return this.#outbox.possibleDuplicates();
  }

  signal(id: string): SignalView {
    return this.#history.view(id);
  }

  /** Calls `listener` after every change; the returned function ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  start(): void {
    this.#loop.start();
  }

  /** Stops scraping, lets a scrape under way end, gives what is queued one more try; all within `withinMs`. */
  async stop(withinMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(withinMs, resolve);
      void this.#loop
        .stop()
        .then(() => this.#delivery.flush())
        .then(() => {
          cancel();
          resolve();
        });
    });
    this.#delivery.stop();
  }

  /** Counting starts at the last scrape if that is at most two intervals old, else at the next one. */
  setForwarding(on: boolean): void {
    if (on === this.#forwarding) return;
    this.#forwarding = on;
    const nowMs = this.#options.clock.nowMs();
    const lastMs = this.#target.lastGoodMs;
    const recent = lastMs !== undefined && nowMs - lastMs <= 2 * this.#options.scrapeIntervalMs;
    this.#owedFromMs = recent ? lastMs : nowMs;
    this.#tell();
  }

  /** Undefined keeps everything queued. */
  setDestination(destination: Destination | undefined): void {
    this.#delivery.setDestination(destination);
    this.#tell();
  }

  async #scrapeOnce(): Promise<void> {
    const result = await this.#reader.scrape();
    const nowMs = this.#options.clock.nowMs();
    if (result.kind === 'good') this.#take(result, nowMs);
    else this.#fail(result.reason);
    await this.#probe(result);
    this.#tell();
    this.#delivery.wake();
  }

  #take(result: Extract<ScrapeResult, { kind: 'good' }>, nowMs: number): void {
    const exposition = parseExposition(result.body);
    if (exposition.families.every(({ series }) => series.length === 0)) {
      const issue = exposition.issues[0];
      const where = issue ? `line ${String(issue.line)}: expected ${issue.expected}` : 'the answer is empty';
      this.#fail(`no metrics in it (${where})`);
      return;
    }
    const scrape = { exposition, observedMs: nowMs, dateMs: result.dateMs };
    const delta = trackTarget(this.#outbox.baselines(this.#targetId), scrape, {
      beginsAtZero: this.#options.beginsAtZero,
      maxGapMs: DEFAULT_MAX_GAP_MS,
      maxStalenessMs: DEFAULT_MAX_STALENESS_MS,
    });
    this.#commit(delta, delta.baselines, nowMs);
    this.#history.record(delta.points, nowMs);
    this.#target = {
      ...this.#target,
      good: this.#target.good + 1,
      lastGoodMs: nowMs,
      lastFailure: '',
      parseIssues: exposition.issues.length,
      verdict: delta.verdict,
    };
    if (delta.verdict === 'new' || delta.verdict === 'other') this.#probedMs = -Infinity;
  }

  #commit(delta: DeltaResult, baselines: TargetBaselines, nowMs: number): void {
    const { address, box, job, isForwarded, unitOf } = this.#options;
    const owed = this.#forwarding
      ? delta.points.filter((point) => isForwarded(point.metric) && this.#isOwed(point))
      : [];
    const { requests, dropped } = encodeRequests(owed, { box, job, ...address }, unitOf);
    const skipped = this.#forwarding ? countReasons(delta.skipped.filter(({ metric }) => isForwarded(metric))) : {};
    this.#outbox.commit({
      target: this.#targetId,
      box,
      baselines,
      requests,
      dropped,
      skipped,
      atMs: nowMs,
    });
  }

  #isOwed(point: Point): boolean {
    return point.kind === 'gauge' || point.startMs >= this.#owedFromMs;
  }

  #fail(reason: string): void {
    this.#history.recordGap();
    this.#target = { ...this.#target, failed: this.#target.failed + 1, lastFailure: reason };
  }

  async #probe(result: ScrapeResult): Promise<void> {
    const nowMs = this.#options.clock.monotonicMs();
    const gaveMetrics = this.#target.lastFailure === '';
    if (gaveMetrics && this.#target.health === 'ready' && nowMs - this.#probedMs < PROBE_EVERY_MS) return;
    this.#probedMs = nowMs;
    if (result.kind === 'failed' && !result.answered) {
      this.#target = { ...this.#target, health: 'down' };
      return;
    }
    const asked = await this.#reader.health();
    // vLLM and others have no health endpoints; whoever gives metrics is well.
    const health = asked === 'not_nim' && gaveMetrics ? 'ready' : asked;
    const models = health === 'ready' ? await this.#reader.models() : this.#target.models;
    this.#target = { ...this.#target, health, models };
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function settlementOf(outcome: Outcome): Settlement {
  switch (outcome.kind) {
    case 'delivered':
      return { kind: 'delivered', rejectedPoints: outcome.rejectedPoints };
    case 'retry':
    case 'hold':
      return { kind: 'waiting', unseen: outcome.unseen };
    case 'dead':
      return { kind: 'dead', reason: outcome.reason };
  }
}

function countReasons(skipped: DeltaResult['skipped']): Partial<Record<SkipReason, number>> {
  const counts: Partial<Record<SkipReason, number>> = {};
  for (const { reason } of skipped) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
