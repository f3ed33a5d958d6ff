import { createArrivals } from './arrivals.ts';
import type { ArrivingRequest } from './arrivals.ts';
import type { Labels } from '../series-id.ts';

/** What the engine tells of itself; page and log hear the same events, so they can only agree. */
export type ModelEvent =
  | { readonly kind: 'inc'; readonly family: string; readonly labels: Labels; readonly by: number }
  | { readonly kind: 'observe'; readonly family: string; readonly labels: Labels; readonly value: number };

/** The engine as it stands: what NIM's gauges show. */
export interface ModelState {
  readonly running: number;
  readonly waiting: number;
  readonly maxRunning: number;
  /** Share of KV blocks in use, 0 to 1. */
  readonly cacheUsage: number;
  /** Times a running request had to give its blocks back, ever. */
  readonly preemptions: number;
}

export interface QueueingModelOptions {
  /** Chance in [0, 1). Only arrivals draw from it, so how time is sliced changes nothing. */
  readonly random: () => number;
  readonly emit: (event: ModelEvent) => void;
  /** Model milliseconds per millisecond of the caller; 1 when left out. */
  readonly timeScale?: number;
  /** How much is asked of it, above 0: multiplies the usual arrivals. 1 when left out; asked before each arrival. */
  readonly load?: () => number;
}

export interface QueueingModel {
  /** Serves requests until this time, in milliseconds since the model's birth on the caller's clock. Going back does nothing. */
  advance(toMs: number): void;
  /** Clients hang up: one at once, afterwards now and then. */
  startAborts(): void;
  state(): ModelState;
}

const MAX_RUNNING = 64;
const BLOCK_TOKENS = 16;
const TOTAL_BLOCKS = 2600;
/** Most prompt tokens taken into one step, so that decoding is not starved. */
const PREFILL_TOKENS_PER_STEP = 4096;
/** Free blocks an admission must leave for those who are decoding. */
const RESERVE_BLOCKS = 26;
/** Duration of a step in ms: fixed, per decoding request, per prompt token. */
const STEP_MS = { fixed: 11, perRequest: 0.22, perPromptToken: 0.012 };
/** Once aborts began, the share of clients who hang up halfway. */
const ABORT_SHARE = 0.05;

const NO_LABELS: Labels = {};
const FINISHED: Readonly<Record<'stop' | 'length' | 'abort', Labels>> = {
  stop: { finished_reason: 'stop' },
  length: { finished_reason: 'length' },
  abort: { finished_reason: 'abort' },
};

interface Served {
  readonly request: ArrivingRequest;
  generated: number;
  blocks: number;
  /** When its latest token came; undefined before the first one. */
  lastTokenMs: number | undefined;
}

/**
 * Continuous batching in small: a step admits waiting requests while blocks and places last, prefills them and gives
 * every running request one token. When a growing request finds no block, the youngest one is preempted: it gives
 * its blocks back, waits at the front and is prefilled again, its generated tokens included.
 */
export function createQueueingModel(options: QueueingModelOptions): QueueingModel {
  return new Engine(options);
}

class Engine implements QueueingModel {
  private readonly nextRequest: () => ArrivingRequest;
  private readonly emit: (event: ModelEvent) => void;
  private readonly timeScale: number;
  private readonly waiting: Served[] = [];
  private running: Served[] = [];
  private upcoming: ArrivingRequest;
  private clockMs = 0;
  private stepEndMs: number | undefined;
  private freeBlocks = TOTAL_BLOCKS;
  private preemptions = 0;
  private aborting = false;

  constructor(options: QueueingModelOptions) {
    this.nextRequest = createArrivals(options.random, options.load ?? (() => 1));
    this.emit = options.emit;
    this.timeScale = options.timeScale ?? 1;
    this.upcoming = this.nextRequest();
  }

  advance(toMs: number): void {
    const untilMs = toMs * this.timeScale;
    while (this.clockMs < untilMs) {
      if (this.stepEndMs === undefined && !this.beginStep(untilMs)) break;
      if (this.stepEndMs === undefined || this.stepEndMs > untilMs) break;
      this.clockMs = this.stepEndMs;
      this.stepEndMs = undefined;
      this.endStep();
    }
    this.takeArrivals(untilMs);
  }

  startAborts(): void {
    this.aborting = true;
    const victim = this.running[0];
    // With nobody on board, someone hung up at the door: the label appears all the same.
    if (victim === undefined) this.emitAbort();
    else this.abort(victim);
  }

  state(): ModelState {
    return {
      running: this.running.length,
      waiting: this.waiting.length,
      maxRunning: MAX_RUNNING,
      cacheUsage: (TOTAL_BLOCKS - this.freeBlocks) / TOTAL_BLOCKS,
      preemptions: this.preemptions,
    };
  }

  /** Admits and fixes when the step ends; false when there is nobody to serve before `untilMs`. */
  private beginStep(untilMs: number): boolean {
    this.takeArrivals(this.clockMs);
    if (this.running.length === 0 && this.waiting.length === 0) {
      this.clockMs = Math.min(this.upcoming.arrivedMs, untilMs);
      if (this.upcoming.arrivedMs > untilMs) return false;
      this.takeArrivals(this.clockMs);
    }
    const promptTokens = this.admit();
    this.stepEndMs =
      this.clockMs + STEP_MS.fixed + STEP_MS.perRequest * this.running.length + STEP_MS.perPromptToken * promptTokens;
    return true;
  }

  private takeArrivals(untilMs: number): void {
    while (this.upcoming.arrivedMs <= untilMs) {
      this.waiting.push({ request: this.upcoming, generated: 0, blocks: 0, lastTokenMs: undefined });
      this.upcoming = this.nextRequest();
    }
  }

  /** Moves waiting requests on board in order; returns the prompt tokens this step has to prefill. */
  private admit(): number {
    let promptTokens = 0;
    while (this.running.length < MAX_RUNNING) {
      const next = this.waiting[0];
      if (next === undefined) break;
      const tokens = next.request.promptTokens + next.generated;
      const blocks = blocksFor(tokens + 1);
      const spare = this.running.length === 0 ? 0 : RESERVE_BLOCKS;
      if (this.freeBlocks < blocks + spare) break;
      if (promptTokens > 0 && promptTokens + tokens > PREFILL_TOKENS_PER_STEP) break;
      this.waiting.shift();
      next.blocks = blocks;
      this.freeBlocks -= blocks;
      this.running.push(next);
      promptTokens += tokens;
    }
    return promptTokens;
  }

  /** Every request on board gets its token; oldest first, so that a preemption hits one that had none yet. */
  private endStep(): void {
    for (const served of [...this.running]) {
      // It may have been preempted by an older one in this very step.
      if (served.blocks === 0 || !this.reserve(served)) continue;
      this.giveToken(served);
    }
  }

  /** Makes room for one more token; false when the request itself had to go. */
  private reserve(served: Served): boolean {
    const missing = blocksFor(served.request.promptTokens + served.generated + 1) - served.blocks;
    while (this.freeBlocks < missing) {
      const youngest = this.running[this.running.length - 1];
      if (youngest === undefined) return false;
      this.release(youngest);
      this.waiting.unshift(youngest);
      this.preemptions += 1;
      if (youngest === served) return false;
    }
    served.blocks += missing;
    this.freeBlocks -= missing;
    return true;
  }

  private giveToken(served: Served): void {
    const { request } = served;
    served.generated += 1;
    this.count('generation_tokens_total', 1);
    if (served.lastTokenMs === undefined) {
      this.count('prompt_tokens_total', request.promptTokens);
      this.observe('time_to_first_token_seconds', (this.clockMs - request.arrivedMs) / 1000);
    } else {
      this.observe('time_per_output_token_seconds', (this.clockMs - served.lastTokenMs) / 1000);
    }
    served.lastTokenMs = this.clockMs;
    if (served.generated >= request.outputTokens) this.finish(served);
    else if (this.aborting && request.hangUpRank < ABORT_SHARE && served.generated * 2 >= request.outputTokens) {
      this.abort(served);
    }
  }

  private finish(served: Served): void {
    const { request } = served;
    this.release(served);
    this.emit({ kind: 'inc', family: 'request_finish_total', labels: FINISHED[request.finishedReason], by: 1 });
    this.count('request_success_total', 1);
    this.observe('e2e_request_latency_seconds', (this.clockMs - request.arrivedMs) / 1000);
    this.observe('request_prompt_tokens', request.promptTokens);
    this.observe('request_generation_tokens', served.generated);
  }

  private abort(served: Served): void {
    this.release(served);
    this.emitAbort();
  }

  private emitAbort(): void {
    this.emit({ kind: 'inc', family: 'request_finish_total', labels: FINISHED.abort, by: 1 });
    this.count('request_failure_total', 1);
  }

  private release(served: Served): void {
    this.freeBlocks += served.blocks;
    served.blocks = 0;
    this.running = this.running.filter((other) => other !== served);
  }

  private count(family: string, by: number): void {
    this.emit({ kind: 'inc', family, labels: NO_LABELS, by });
  }

  private observe(family: string, value: number): void {
    this.emit({ kind: 'observe', family, labels: NO_LABELS, value });
  }
}

function blocksFor(tokens: number): number {
  return Math.ceil(tokens / BLOCK_TOKENS);
}
