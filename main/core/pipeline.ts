import { DeliveryLoop, type DeliveryState } from './deliver/delivery-loop.ts';
import type { Outcome } from './deliver/outcome.ts';
import type { PostOtlp } from './deliver/post-otlp.ts';
import type { KeptRejection } from './deliver/rejections.ts';
import { answeredNow, type DestinationAnswer } from './destination-answer.ts';
import { DestinationPost } from './destination-post.ts';
import type { Clock } from './model/clock.ts';
import type { TargetFamilies } from './model/family-facts.ts';
import type { LedgerCounts } from './model/ledger.ts';
import type { PipelineObserver } from './model/observer.ts';
import type { SignalView } from './model/signal.ts';
import type { TargetSettings } from './model/target-settings.ts';
import type { TargetState } from './model/target-state.ts';
import { openMemoryOutbox, openStoredOutbox, type OpenedOutbox, type OutboxRefusal } from './open-outbox.ts';
import type { Outbox, Settlement, StoredRequest } from './outbox/outbox.ts';
import type { Selection } from './owed-points.ts';
import { httpGet, type GetAnswer, type GetRequest, type HttpGet } from './scrape/http-get.ts';
import { startOffsetMs, type Rhythm } from './scrape/scrape-loop.ts';
import { parseTargetAddress } from './scrape/target-address.ts';
import { TargetPipeline, type Catalogue, type TargetSurroundings } from './target-pipeline.ts';

export type {
  Catalogue,
  DeliveryState,
  DestinationAnswer,
  GetAnswer,
  GetRequest,
  HttpGet,
  KeptRejection,
  OpenedOutbox,
  Outbox,
  OutboxRefusal,
  Rhythm,
  Selection,
};
export { openMemoryOutbox, openStoredOutbox, parseTargetAddress };

/** Where requests go. */
export interface Destination {
  /** OTLP base URL, without `/v1/metrics`. */
  readonly endpoint: string;
  /** While it is not known, what is owed is kept for this endpoint. */
  readonly token: string | undefined;
}

/** All that the core needs to know and to reach. Time, chance and IO are lent. */
export interface PipelineOptions {
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly random: () => number;
  readonly md5: (text: string) => Uint8Array;
  readonly outbox: Outbox;
  readonly observer: PipelineObserver | undefined;
  /** The selection of an earlier run by the id that was stored. */
  readonly openSelection: (id: string) => Selection;
  /** How long an absent series is kept, ms; undefined: 25 h. */
  readonly maxStalenessMs: number | undefined;
  /** Environment variables: where targets ask for a proxy of the environment, it is there. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told of each scrape that ended, before the listeners are, and how long it took, ms. It must not throw. */
  readonly scraped?: (target: WatchedTarget, tookMs: number) => void;
  /** How targets behind tunnels are asked; without it they are not. */
  readonly through?: (get: HttpGet) => HttpGet;
  readonly get?: HttpGet;
  readonly post?: PostOtlp;
}

/** What is forwarded, of which boxes. */
export interface ForwardingPlan {
  readonly isForwarded: (box: string) => boolean;
  readonly selection: Selection;
  /** Whether the quantiles of summaries are sent, as gauges. */
  readonly summaryQuantiles: boolean;
}

/** A target as others see it. */
export interface WatchedTarget {
  readonly settings: TargetSettings;
  readonly state: TargetState;
  signal(id: string): SignalView;
}

/** Watches targets, keeps what is owed, delivers it. The only place that knows which stage follows which. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #outbox: Outbox;
  readonly #sender: DestinationPost;
  readonly #delivery: DeliveryLoop<StoredRequest>;
  readonly #shared: TargetSurroundings;
  #targets: readonly TargetPipeline[] = [];
  #plan: ForwardingPlan | undefined;
  #destination: Destination | undefined;
  #listeners: readonly (() => void)[] = [];
  #running = false;
  #paused = false;
  #rhythm: Rhythm = 'normal';
  #answered: DestinationAnswer | undefined;

  constructor(options: PipelineOptions) {
    const { catalogue, clock, environment, md5, maxStalenessMs, observer, openSelection, outbox } = options;
    this.#options = options;
    this.#outbox = outbox;
    this.#sender = new DestinationPost(environment, options.post);
    this.#delivery = this.#newDelivery();
    const scraped = (target: WatchedTarget, tookMs: number): void => {
      options.scraped?.(target, tookMs);
      this.#tell();
      this.#delivery.wake();
    };
    const direct: HttpGet = options.get ?? ((request) => httpGet(request, environment));
    const get = options.through?.(direct) ?? direct;
    const destination = (): string => this.#destination?.endpoint ?? '';
    const about = { catalogue, maxStalenessMs, observer, openSelection };
    this.#shared = { ...about, clock, md5, get, outbox, destination, scraped };
  }

  get targets(): readonly WatchedTarget[] {
    return this.#targets;
  }

  get delivery(): DeliveryState {
    return this.#delivery.state;
  }

  /** How the last request to this destination went; undefined before the first. */
  get answered(): DestinationAnswer | undefined {
    return this.#answered;
  }

  ledger(box: string): LedgerCounts {
    return this.#outbox.ledger(box);
  }

  /** What each target of a box tells, forwarded or not. */
  families(box: string): readonly TargetFamilies[] {
    return this.#targets
      .filter(({ settings }) => settings.box === box)
      .map((target) => ({ intervalMs: target.settings.scrapeIntervalMs, families: target.families() }));
  }

  /** Why destinations refused or changed points, the latest first. */
  get rejections(): readonly KeptRejection[] {
    return this.#delivery.rejections;
  }

  /** Calls `listener` after every change; the returned function ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  /**
   * Watches exactly these from now on. A target whose settings are unchanged goes on undisturbed;
   * what was counted of one that is gone is still delivered.
   */
  watch(wanted: readonly TargetSettings[]): void {
    const kept = new Map(this.#targets.map((target) => [JSON.stringify(target.settings), target]));
    const next = wanted.map((settings) => kept.get(JSON.stringify(settings)) ?? this.#newTarget(settings));
    for (const target of this.#targets) if (!next.includes(target)) void target.stop();
    const added = next.filter((target) => !this.#targets.includes(target));
    this.#targets = next;
    for (const target of added) this.#startTarget(target);
    this.#tell();
  }

  start(): void {
    this.#running = true;
    this.#startAll();
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Asks no target anything until that is taken back; what is queued is still delivered. */
  pause(on: boolean): void {
    this.#paused = on;
    if (on) for (const target of this.#targets) target.pause();
    else this.#startAll();
    this.#tell();
  }

  /** How often targets are asked from now on. */
  setRhythm(rhythm: Rhythm): void {
    this.#rhythm = rhythm;
    for (const target of this.#targets) target.setRhythm(rhythm);
  }

  #startAll(): void {
    for (const target of this.#targets) this.#startTarget(target);
  }

  /** Stops scraping, lets scrapes under way end, gives what is queued one more try; all within `withinMs`. */
  async stop(withinMs: number): Promise<void> {
    this.#running = false;
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(withinMs, resolve);
      void Promise.all(this.#targets.map((target) => target.stop()))
        .then(() => this.#delivery.flush(withinMs))
        .then(() => {
          cancel();
          resolve();
        });
    });
    this.#delivery.stop();
    this.#sender.close();
  }

  /** The computer woke up, or the network is another one: asks and sends at once, whatever was being waited for. */
  retryNow(): void {
    for (const target of this.#targets) target.scrapeNow();
    // A connection that was kept over a sleep is dead, and whatever is sent over it of unknown fate.
    this.#sender.close();
    this.#delivery.retryNow();
  }

  /** Asks the targets of a box out of turn: somebody waits to see them. */
  askNow(box: string): void {
    for (const target of this.#targets) if (target.settings.box === box) target.scrapeNow();
  }

  /** What is forwarded from now on. What is queued goes out whatever the plan. */
  forward(plan: ForwardingPlan): void {
    this.#plan = plan;
    for (const target of this.#targets) {
      target.forward(this.#selectionFor(target.settings.box), plan.summaryQuantiles);
    }
    this.#tell();
  }

  /** Undefined keeps everything queued, for the first destination that will be known. */
  setDestination(destination: Destination | undefined): void {
    if (destination?.endpoint !== this.#destination?.endpoint) this.#answered = undefined;
    this.#destination = destination;
    const { endpoint, token } = destination ?? {};
    this.#delivery.setDestination(endpoint === undefined || token === undefined ? undefined : { endpoint, token });
    this.#tell();
  }

  #newDelivery(): DeliveryLoop<StoredRequest> {
    const outbox = this.#outbox;
    const { clock, random, observer } = this.#options;
    let takenMs = 0;
    const source = {
      get problem() {
        return outbox.problem;
      },
      take: (nowMs: number, destination: string) => {
        takenMs = clock.monotonicMs();
        return outbox.take(nowMs, destination);
      },
      settle: (request: StoredRequest, outcome: Outcome, nowMs: number) => {
        observer?.answered(outcome.kind, clock.monotonicMs() - takenMs);
        outbox.settle(request, settlementOf(outcome), nowMs);
        this.#answered = answeredNow(this.#answered, outcome, nowMs);
        this.#tell();
      },
    };
    return new DeliveryLoop(source, this.#sender.post, clock, random);
  }

  #newTarget(settings: TargetSettings): TargetPipeline {
    const quantiles = this.#plan?.summaryQuantiles ?? false;
    const target = new TargetPipeline(settings, this.#shared, this.#selectionFor(settings.box), quantiles);
    target.setRhythm(this.#rhythm);
    return target;
  }

  #startTarget(target: TargetPipeline): void {
    if (this.#running && !this.#paused)
      target.start(this.#targets.length === 1 ? 0 : startOffsetMs(target.id, target.settings.scrapeIntervalMs));
  }

  #selectionFor(box: string): Selection | undefined {
    return this.#plan?.isForwarded(box) === true ? this.#plan.selection : undefined;
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
    case 'too_large':
      return { kind: 'too_large' };
    case 'dead':
      return { kind: 'dead', reason: outcome.reason };
  }
}
