import type { OutboxLimits } from '../../main/core/outbox/fold.ts';
import { LedgerOutbox } from '../../main/core/outbox/ledger-outbox.ts';
import { Pipeline, type Selection } from '../../main/core/pipeline.ts';
import { REQUEST_CODEC } from '../../main/core/request-codec.ts';
import type { Chance } from '../torture/chance.ts';
import { beginsAtZero, FAMILIES } from './counting-process.ts';
import { sha256 } from './counting-sink.ts';
import type { DestinationWeather } from './destination-weather.ts';
import type { ScrapedTarget } from './scraped-target.ts';
import type { WatchedStore } from './watched-store.ts';
import { Seat, type WorldClock } from './world-clock.ts';

/** What the user wants at the moment. */
export interface Wishes {
  /** Boxes that are forwarded. */
  readonly boxes: ReadonlySet<string>;
  readonly families: readonly string[];
  /** Undefined: none is known. */
  readonly endpoint: string | undefined;
}

/** What a program is started in. */
export interface Surroundings {
  readonly world: WorldClock;
  readonly chance: Chance;
  readonly weather: DestinationWeather;
  readonly targets: readonly ScrapedTarget[];
  readonly limits: OutboxLimits;
}

const STOP_MS = 5_000;

/** One run of the real pipeline, from its start until it is stopped or killed. */
export class Program {
  readonly store: WatchedStore;
  readonly outbox: LedgerOutbox;
  readonly #pipeline: Pipeline;
  readonly #seat: Seat;
  readonly #around: Surroundings;
  readonly #watched = new Map<ScrapedTarget, string>();
  #wishes: Wishes;

  constructor(store: WatchedStore, around: Surroundings, wishes: Wishes) {
    const { world, chance, weather, targets, limits } = around;
    const seat = new Seat(world);
    this.#seat = seat;
    this.#around = around;
    this.store = store;
    this.outbox = new LedgerOutbox(store, { codec: REQUEST_CODEC, sha256, nowMs: seat.nowMs(), limits });
    this.#pipeline = new Pipeline({
      catalogue: { signals: [], beginsAtZero, unitOf: () => undefined, dialectOf: () => '' },
      clock: seat,
      random: () => chance.between(0, 1),
      md5: () => new Uint8Array(16),
      outbox: this.outbox,
      observer: undefined,
      openSelection: selectionOf,
      maxStalenessMs: undefined,
      environment: {},
      get: async (request) => {
        const asked = targets.find(({ box }) => request.url.startsWith(`http://${box}:`));
        if (asked === undefined) throw new Error(`nobody is at ${request.url}`);
        return asked.answer(request, seat);
      },
      post: (request) => weather.answer(request, seat),
    });
    this.#wishes = wishes;
    this.#tellPipeline();
    this.#goThere();
    this.watch();
    this.#pipeline.start();
  }

  /** Everything that changed of it. */
  want(wishes: Wishes): void {
    const isElsewhere = wishes.endpoint !== this.#wishes.endpoint;
    this.#wishes = wishes;
    for (const target of this.#around.targets) this.#forward(target);
    this.#tellPipeline();
    if (isElsewhere) this.#goThere();
  }

  /** With the settings that the targets have now. */
  watch(): void {
    for (const target of this.#around.targets) {
      const settings = JSON.stringify(target.settings);
      if (this.#watched.get(target) === settings) continue;
      this.#watched.set(target, settings);
      target.forwarded.reopen();
      target.lastGoodMs = undefined;
      target.watches += 1;
      this.#forward(target);
    }
    this.#pipeline.watch(this.#around.targets.map(({ settings }) => settings));
  }

  #forward({ box, forwarded, lastGoodMs, intervalMs }: ScrapedTarget): void {
    const { boxes, families } = this.#wishes;
    forwarded.change(boxes.has(box) ? families : [], this.#seat.nowMs(), lastGoodMs, intervalMs);
  }

  #tellPipeline(): void {
    const { boxes, families } = this.#wishes;
    const selection = selectionOf(families.join(' '));
    this.#pipeline.forward({ isForwarded: (box) => boxes.has(box), selection, summaryQuantiles: false });
  }

  #goThere(): void {
    const { endpoint } = this.#wishes;
    this.#pipeline.setDestination(endpoint === undefined ? undefined : { endpoint, token: 'dt0c01.A.B' });
  }

  wakeUp(): void {
    this.#pipeline.retryNow();
  }

  async stop(): Promise<void> {
    const stopped = this.#pipeline.stop(STOP_MS);
    await this.#around.world.advance(STOP_MS);
    await stopped;
    this.#seat.kill();
  }

  /** As by SIGKILL: nothing that is under way comes to an end. */
  kill(): void {
    this.#seat.kill();
  }
}

/** Of families, blanks between them; gauges of any scrape are always with them. */
function selectionOf(id: string): Selection {
  const families = id.split(' ');
  return {
    id,
    has: (metric) => families.some((family) => family !== '' && isOf(family, metric)) || !isCounted(metric),
  };
}

/** OpenMetrics names a counter's family without `_total`. */
function isOf(family: string, metric: string): boolean {
  return metric === family || `${metric}_total` === family;
}

function isCounted(metric: string): boolean {
  return FAMILIES.some((family) => isOf(family, metric));
}
