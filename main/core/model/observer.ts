import type { TargetSettings } from './target-settings.ts';

/** Told of everything that takes time, as it happens; for whoever watches the monitor itself. It must not throw. */
export interface PipelineObserver {
  /** A scrape ended, `tookMs` after it began; `good`: it was whole and counts. */
  scraped(target: TargetSettings, outcome: 'good' | 'failed', tookMs: number): void;
  /** A request was sent and answered, or not; the outcome is what is done with it. */
  answered(outcome: 'delivered' | 'retry' | 'hold' | 'too_large' | 'dead', tookMs: number): void;
  /** A tick was written to the store, or not: this long nothing else was done. */
  committed(outcome: 'stored' | 'failed', tookMs: number): void;
}
