import type { MonitorFacts } from '../../main/app/monitor-facts.ts';
import type { ProcessFacts } from '../../main/app/facts-metrics.ts';
import type { BoxLedger, LedgerSummary } from '../../main/core/model/ledger.ts';
import { UNKNOWN_TARGET, type TargetState } from '../../main/core/model/target-state.ts';
import type { TargetSettings } from '../../main/core/model/target-settings.ts';
import { fakeSettings } from './target-settings.ts';

const NOTHING = { produced: 0, delivered: 0, queued: 0, folded: 0, carried: 0, dropped: {}, skipped: {} };

export const PROCESS: ProcessFacts = {
  version: '1.2.3',
  node: 'v24.21.0',
  startSeconds: 1_700_000_000,
  cpuSeconds: 1.5,
  residentBytes: 50_000_000,
};

export function boxLedger(box: string, change: Partial<BoxLedger> = {}): BoxLedger {
  return { ...NOTHING, box, destination: 'https://a', oldestMs: undefined, ...change };
}

export function summaryOf(boxes: readonly BoxLedger[], change: Partial<LedgerSummary> = {}): LedgerSummary {
  return { ...NOTHING, oldestMs: undefined, possibleDuplicates: [], unlistedDuplicates: 0, boxes, ...change };
}

export function watched(settings: Partial<TargetSettings> = {}, state: Partial<TargetState> = {}) {
  return { settings: fakeSettings(settings), state: { ...UNKNOWN_TARGET, ...state } };
}

/** A monitor at rest, with what `change` says. */
export function fakeFacts(change: Partial<MonitorFacts> = {}): MonitorFacts {
  return {
    ledger: summaryOf([]),
    deadLetters: [],
    queueBytes: 0,
    store: { durable: true, problem: undefined, notices: [] },
    delivery: { kind: 'sending' },
    targets: [],
    ...change,
  };
}
