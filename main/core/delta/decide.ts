import type { SeriesBaseline, TargetBaselines } from '../model/baselines.ts';
import type { SkipReason } from '../model/point.ts';
import { observationStep } from './observation-delta.ts';
import type { Verdict } from './process-verdict.ts';
import type { SeriesLife } from './series-life.ts';

/** What to do with one observation of a counter or histogram. */
export type Decision =
  | { readonly kind: 'emit'; readonly by: SeriesBaseline['observation']; readonly startMs: number }
  | { readonly kind: 'skip'; readonly reason: SkipReason };

/** All that decides over one series. */
export interface Situation {
  readonly target: TargetBaselines | undefined;
  readonly verdict: Verdict;
  /** What the series itself tells by `_created`. */
  readonly life: SeriesLife;
  readonly before: SeriesBaseline | undefined;
  readonly now: SeriesBaseline;
  /** Whether the family begins at zero with its process. */
  readonly zeroStart: boolean;
  /** Whether this series was forgotten earlier in this life of the process. */
  readonly forgotten: boolean;
  /** Longest gap over which an unknown step may still be taken as one delta, ms. */
  readonly maxGapMs: number;
}

/** Whether a cumulative series gives a point, and of what: the series' own life decides, else that of its process. */
export function decide(situation: Situation): Decision {
  const { target, life, before, now } = situation;
  if (target === undefined) return skip('baseline');
  if (life === 'new') return whole(now, before?.observedMs ?? target.process.observedMs);
  if (life === 'other') return skip('other_process');
  if (life === 'same' && before !== undefined) return difference(before, now);
  return byProcess(situation, target);
}

/** The series does not tell: its process does. */
function byProcess(situation: Situation, target: TargetBaselines): Decision {
  const { verdict, before, now } = situation;
  if (verdict === 'other') return skip('other_process');
  if (before === undefined) return newSeries(situation, target);
  if (verdict === 'new') return afterRestart(situation, before, target.process.observedMs);
  if (verdict === 'unknown' && now.observedMs - before.observedMs > situation.maxGapMs) return skip('max_gap');
  return difference(before, now);
}

function newSeries(situation: Situation, target: TargetBaselines): Decision {
  const { verdict, now, zeroStart, forgotten } = situation;
  const lastScrapeMs = target.process.observedMs;
  if (!zeroStart) return skip('baseline');
  if (verdict === 'new') return whole(now, lastScrapeMs);
  const seenWell = !target.doubtful.has(now.family) && !target.doubtful.has(undefined);
  if (verdict === 'same' && seenWell && !forgotten) return whole(now, lastScrapeMs);
  return skip('baseline');
}

/** A new process: what begins at zero is whole; elsewhere a higher value may well continue the old one. */
function afterRestart(situation: Situation, before: SeriesBaseline, lastScrapeMs: number): Decision {
  if (situation.zeroStart) return whole(situation.now, lastScrapeMs);
  const step = observationStep(before.observation, situation.now.observation);
  return step.kind === 'fall' ? whole(situation.now, lastScrapeMs) : difference(before, situation.now);
}

function difference(before: SeriesBaseline, now: SeriesBaseline): Decision {
  const step = observationStep(before.observation, now.observation);
  switch (step.kind) {
    case 'rise':
      return { kind: 'emit', by: step.by, startMs: before.observedMs };
    case 'fall':
      return skip('reset');
    case 'bounds_changed':
      return skip('bounds_changed');
  }
}

function whole(now: SeriesBaseline, startMs: number): Decision {
  return { kind: 'emit', by: now.observation, startMs };
}

function skip(reason: SkipReason): Decision {
  return { kind: 'skip', reason };
}
