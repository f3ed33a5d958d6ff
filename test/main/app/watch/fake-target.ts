import { UNKNOWN_TARGET, type TargetState } from '../../../../main/core/model/target-state.ts';
import type { SignalView } from '../../../../main/core/model/signal.ts';
import type { WatchedTarget } from '../../../../main/core/pipeline.ts';
import type { TargetSettings } from '../../../../main/core/model/target-settings.ts';
import { fakeSettings } from '../../../fakes/target-settings.ts';

/** A target whose state and values a test sets as scrapes would. */
export class FakeTarget implements WatchedTarget {
  readonly settings: TargetSettings;
  state: TargetState = UNKNOWN_TARGET;
  values: Readonly<Record<string, number>> = {};

  constructor(box: string, host: string, port = 8000, scrapeIntervalMs = 10_000, via?: string) {
    const address = { scheme: 'http', host, port, path: undefined } as const;
    this.settings = fakeSettings({ box, via, scrapeIntervalMs, address });
  }

  signal(id: string): SignalView {
    const value = this.values[id] ?? null;
    const why = this.state.lastFailure !== '' ? 'no_scrape' : 'no_family';
    return { value, above: null, why: value === null ? why : null, history: [value], families: [] };
  }

  /** As after a good scrape. */
  good(values: Readonly<Record<string, number>> = {}, over: Partial<TargetState> = {}): void {
    this.values = values;
    const { good } = this.state;
    this.state = { ...this.state, good: good + 1, lastFailure: '', health: 'ready', verdict: 'same', ...over };
  }

  /** As after one that failed. */
  fail(reason: string): void {
    this.values = {};
    this.state = { ...this.state, failed: this.state.failed + 1, lastFailure: reason, health: 'down' };
  }
}
