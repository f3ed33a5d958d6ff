import { Histogram, Registry } from 'prom-client';
import type { PipelineObserver } from '../core/model/observer.ts';
import type { TargetSettings } from '../core/model/target-settings.ts';
import { factsRegistry, targetLabels, type ProcessFacts } from './facts-metrics.ts';
import type { MonitorFacts } from './monitor-facts.ts';

type Scrape = Parameters<PipelineObserver['scraped']>[1];
type Answer = Parameters<PipelineObserver['answered']>[0];
type Commit = Parameters<PipelineObserver['committed']>[0];

/** All outcomes, as objects, so that the compiler misses a new one. */
const SCRAPES = Object.keys({ good: 0, failed: 0 } satisfies Record<Scrape, 0>);
const ANSWERS = Object.keys({ delivered: 0, retry: 0, hold: 0, too_large: 0, dead: 0 } satisfies Record<Answer, 0>);
const COMMITS = Object.keys({ stored: 0, failed: 0 } satisfies Record<Commit, 0>);
/** Seconds. A commit is one write to a disk, on the main thread. */
const COMMIT_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

/**
 * The monitor's own metrics, for whoever monitors the monitor: how long things took, counted as they happen, and the
 * ledger and states as they are when somebody asks. No metric of the targets, and no secret.
 */
export class OwnMetrics implements PipelineObserver {
  /** Of `text`. */
  readonly contentType: string;
  readonly #registry = new Registry();
  readonly #scrapes = new Histogram({
    name: 'nim_glance_scrape_duration_seconds',
    help: 'How long scrapes took, by target and outcome.',
    labelNames: ['box', 'job', 'target', 'outcome'],
    registers: [this.#registry],
  });
  readonly #deliveries = new Histogram({
    name: 'nim_glance_delivery_duration_seconds',
    help: 'How long requests to the destination took, by what became of them.',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });
  readonly #commits = new Histogram({
    name: 'nim_glance_commit_duration_seconds',
    help: 'How long commits to the store took.',
    labelNames: ['outcome'],
    buckets: COMMIT_BUCKETS,
    registers: [this.#registry],
  });
  readonly #targets = new Map<string, ReturnType<typeof targetLabels>>();

  constructor() {
    this.contentType = this.#registry.contentType;
    // What is there from the start can be seen to grow from nothing.
    for (const outcome of ANSWERS) this.#deliveries.zero({ outcome });
    for (const outcome of COMMITS) this.#commits.zero({ outcome });
  }

  scraped(target: TargetSettings, outcome: Scrape, tookMs: number): void {
    const labels = targetLabels(target);
    this.#know(labels);
    this.#scrapes.observe({ ...labels, outcome }, tookMs / 1000);
  }

  answered(outcome: Answer, tookMs: number): void {
    this.#deliveries.observe({ outcome }, tookMs / 1000);
  }

  committed(outcome: Commit, tookMs: number): void {
    this.#commits.observe({ outcome }, tookMs / 1000);
  }

  /** In Prometheus' text format. `nowMs`: wall clock. */
  async text(facts: MonitorFacts, process: ProcessFacts, nowMs: number): Promise<string> {
    this.#watch(facts.targets.map(({ settings }) => targetLabels(settings)));
    const parts = await Promise.all([factsRegistry(facts, process, nowMs).metrics(), this.#registry.metrics()]);
    return parts.join('');
  }

  /** Forgets the scrapes of targets that are watched no longer: a configuration may change for a year. */
  #watch(targets: readonly ReturnType<typeof targetLabels>[]): void {
    for (const labels of targets) this.#know(labels);
    const watched = new Set(targets.map(keyOf));
    for (const [key, labels] of this.#targets) {
      if (watched.has(key)) continue;
      this.#targets.delete(key);
      for (const outcome of SCRAPES) this.#scrapes.remove({ ...labels, outcome });
    }
  }

  #know(labels: ReturnType<typeof targetLabels>): void {
    const key = keyOf(labels);
    if (this.#targets.has(key)) return;
    this.#targets.set(key, labels);
    for (const outcome of SCRAPES) this.#scrapes.zero({ ...labels, outcome });
  }
}

function keyOf(labels: ReturnType<typeof targetLabels>): string {
  return JSON.stringify(labels);
}
