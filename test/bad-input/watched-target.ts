import { createHash } from 'node:crypto';
import { trackTarget, type DeltaRules } from '../../main/core/delta/track-target.ts';
import type { TargetBaselines } from '../../main/core/model/baselines.ts';
import type { TargetSettings } from '../../main/core/model/target-settings.ts';
import { readScrape } from '../../main/core/read-scrape.ts';

const RULES: DeltaRules = {
  beginsAtZero: () => true,
  maxGapMs: 86_400_000,
  maxStalenessMs: 86_400_000,
  identity: '',
  summaryQuantiles: true,
  onGap: 'sum',
  intervalMs: 10_000,
};
const STARTED_MS = 1_700_000_000_000;

/** `c_total` and `kept_total` at these values, of a process that goes on. */
export function goodText(c: number, kept: number): string {
  return [
    `process_start_time_seconds ${String(STARTED_MS / 1_000)}`,
    ...[
      '# TYPE c_total counter',
      `c_total ${String(c)}`,
      '# TYPE kept_total counter',
      `kept_total ${String(kept)}`,
      '',
    ],
  ].join('\n');
}

/** Reads what a target answers and adds up what its counters gained, as the pipeline does between scrape and encoding. */
export class WatchedTarget {
  /** What was gained since the first good text, by metric. */
  readonly gained = new Map<string, number>();
  readonly #settings: TargetSettings;
  #baselines: TargetBaselines | undefined;
  #nowMs = STARTED_MS + 60_000;

  constructor(settings: TargetSettings) {
    this.#settings = settings;
  }

  /** Undefined when the text was counted, or in words why not: then nothing has changed. */
  take(body: Uint8Array, contentType: string): string | undefined {
    this.#nowMs += RULES.intervalMs;
    const read = readScrape(body, contentType, this.#settings, (text) => createHash('md5').update(text).digest());
    if (read.kind === 'refused') return read.reason;
    const { exposition, startSeconds } = read;
    const scrape = { exposition, startSeconds, observedMs: this.#nowMs, dateMs: this.#nowMs };
    const { points, baselines } = trackTarget(this.#baselines, scrape, RULES);
    // What was there before the first text is not of this test.
    for (const point of this.#baselines === undefined ? [] : points) {
      if (point.kind === 'sum') this.gained.set(point.metric, (this.gained.get(point.metric) ?? 0) + point.value);
    }
    this.#baselines = baselines;
    return undefined;
  }
}
