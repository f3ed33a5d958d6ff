import type { SeriesBaseline, TargetBaselines } from '../model/baselines.ts';
import type { SkipReason } from '../model/point.ts';
import { observationStep } from './observation-delta.ts';
import type { Verdict } from './process-verdict.ts';

/** What to do with one observation of a counter or histogram. */
export type Decision =
  | { readonly kind: 'emit'; readonly by: SeriesBaseline['observation']; readonly startMs: number }
  | { readonly kind: 'skip'; readonly reason: SkipReason };

/** All that the table of `ledger.md` looks at. */
export interface Situation {
  readonly target: TargetBaselines | undefined;
  readonly verdict: Verdict;
  readonly before: SeriesBaseline | undefined;
  readonly now: SeriesBaseline;
  /** Whether the family begins at zero with its process. */
  readonly zeroStart: boolean;
  /** Whether this series was forgotten earlier in this life of the process. */
  readonly forgotten: boolean;
  /** Longest gap over which an unknown step may still be taken as one delta, ms. */
  readonly maxGapMs: number;
}

/** The delta table of `ledger.md`, row by row. */
export function decide(situation: Situation): Decision {
  const { target, verdict, before, now } = situation;
  if (target === undefined) return { kind: 'skip', reason: 'baseline' };
  if (verdict === 'other') return { kind: 'skip', reason: 'other_process' };
  const lastScrapeMs = target.process.observedMs;
  if (before === undefined) return newSeries(situation, target);
  if (isNewlyCreated(before, now)) return whole(now, before.observedMs);
  if (verdict === 'new') return afterRestart(situation, before, lastScrapeMs);
  if (verdict === 'unknown' && now.observedMs - before.observedMs > situation.maxGapMs) {
    return { kind: 'skip', reason: 'max_gap' };
  }
  const step = observationStep(before.observation, now.observation);
  switch (step.kind) {
    case 'rise':
      return { kind: 'emit', by: step.by, startMs: before.observedMs };
    case 'fall':
      return { kind: 'skip', reason: 'reset' };
    case 'bounds_changed':
      return { kind: 'skip', reason: 'bounds_changed' };
  }
}

function newSeries(situation: Situation, target: TargetBaselines): Decision {
  const { verdict, now, zeroStart, forgotten } = situation;
  const lastScrapeMs = target.process.observedMs;
  if (now.createdMs !== undefined && now.createdMs > lastScrapeMs) return whole(now, lastScrapeMs);
  if (!zeroStart) return { kind: 'skip', reason: 'baseline' };
  if (verdict === 'new') return whole(now, lastScrapeMs);
  const seenWell = !target.doubtful.has(now.family) && !target.doubtful.has(undefined);
  if (verdict === 'same' && seenWell && !forgotten) return whole(now, lastScrapeMs);
  return { kind: 'skip', reason: 'baseline' };
}

/** A new process: what begins at zero is whole; elsewhere a higher value may well continue the old one. */
function afterRestart(situation: Situation, before: SeriesBaseline, lastScrapeMs: number): Decision {
  if (situation.zeroStart) return whole(situation.now, lastScrapeMs);
  const step = observationStep(before.observation, situation.now.observation);
  return step.kind === 'rise'
    ? { kind: 'emit', by: step.by, startMs: before.observedMs }
    : whole(situation.now, lastScrapeMs);
}

function isNewlyCreated(before: SeriesBaseline, now: SeriesBaseline): boolean {
  return now.createdMs !== undefined && before.createdMs !== undefined && now.createdMs > before.createdMs;
}

function whole(now: SeriesBaseline, startMs: number): Decision {
  return { kind: 'emit', by: now.observation, startMs };
}
