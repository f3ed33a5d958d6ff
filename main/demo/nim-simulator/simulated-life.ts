import type { EventLog } from './event-log.ts';
import { createMetricsPage } from './metrics-page.ts';
import { createQueueingModel } from './queueing-model.ts';
import type { ModelState } from './queueing-model.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * Most model time lived through in one go. After a longer silence the rest is left out, as if the box had slept as
 * well; a laptop that wakes up must not stand still for a minute to catch up with the night.
 */
const LONGEST_STRETCH_MS = 600_000;

/** Large enough that the lives of neighbouring seeds do not repeat each other. */
const SEED_STEP = 1009;

export interface LifeOptions {
  readonly log: EventLog;
  readonly modelName: string;
  /** Of the simulator; each of its lives takes another course. */
  readonly seed: number;
  readonly timeScale: number;
  /** Multiplies the usual arrivals. */
  readonly load: () => number;
  /** Start of the process on the simulator's clock. */
  readonly startMs: number;
  /** When the model can answer, on the caller's clock; requests arrive from then on. */
  readonly readyAtMs: number;
  /** Model time lived through at once at birth, so that counters do not start at zero. */
  readonly warmUpMs: number;
}

/** One process of the simulated NIM, from its start to the next restart. */
export interface SimulatedLife {
  readonly number: number;
  readonly startMs: number;
  readonly contentType: string;
  isReady(nowMs: number): boolean;
  /** Lives on to `nowMs` of the caller's clock. */
  advance(nowMs: number): ModelState;
  startAborts(): void;
  /** The page as of the last advance. */
  render(): Promise<string>;
}

/** Begins a life in the log and gives it a fresh page and an empty engine. */
export function beginLife(options: LifeOptions): SimulatedLife {
  const { log, startMs, readyAtMs, warmUpMs } = options;
  const number = log.beginLife(startMs);
  const page = createMetricsPage({ modelName: options.modelName, startSeconds: startMs / 1000 });
  const model = createQueueingModel({
    random: seededRandom(options.seed + number * SEED_STEP),
    timeScale: options.timeScale,
    load: options.load,
    emit: (event) => {
      page.record(event);
      log.record(event);
    },
  });
  const longestMs = LONGEST_STRETCH_MS / options.timeScale;
  let livedMs = warmUpMs / options.timeScale;
  let latestMs = readyAtMs;
  const advance = (nowMs: number): ModelState => {
    livedMs += Math.min(longestMs, Math.max(0, nowMs - latestMs));
    latestMs = Math.max(latestMs, nowMs);
    model.advance(livedMs);
    return model.state();
  };
  advance(readyAtMs);
  return {
    number,
    startMs,
    contentType: page.contentType,
    isReady: (nowMs) => nowMs >= readyAtMs,
    advance,
    startAborts: () => model.startAborts(),
    render: () => page.render(model.state()),
  };
}
