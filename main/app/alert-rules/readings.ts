import type { AlertObservation, AlertReading } from '../../core/model/alert.ts';
import type { SignalView, Unknown } from '../../core/model/signal.ts';
import type { BoxNow, TargetNow } from '../sentences/box-now.ts';

/**
 * What rules may look at beside the catalogue's signals, as 1 or 0. `answers` (of a box): any of its targets does.
 * `scrapeGood` (of a target): its last scrape was; a gap while its box does not answer, or the model loads, which
 * others tell. `forwardingBlocked` (of a box): something keeps its points back.
 */
export type FactId = 'answers' | 'scrapeGood' | 'forwardingBlocked';

const READINGS: Readonly<Record<Unknown, AlertReading>> = {
  no_scrape: 'gap',
  no_difference: 'gap',
  no_traffic: 'no_data',
  not_a_number: 'no_data',
  unequal_bounds: 'no_data',
  no_family: 'not_told',
  other_type: 'not_told',
  not_supported: 'not_told',
};

/** What a signal says now, for a rule. */
export function readingOf({ value, why }: Pick<SignalView, 'value' | 'why'>): AlertReading {
  return value ?? READINGS[why ?? 'no_scrape'];
}

/**
 * What the rules of scope `box` are held against. While our own network is gone nothing is known of a box: all is a
 * gap, so that nothing fires and nothing is resolved.
 */
export function observeBox(box: BoxNow, signals: readonly string[], intervalMs: number): AlertObservation {
  const held = box.networkTrouble !== undefined;
  const told = signals.map((id): readonly [string, AlertReading] => [id, readingOf(box.signal(id))]);
  const facts: readonly (readonly [FactId, AlertReading])[] = [
    ['answers', answering(box)],
    ['forwardingBlocked', box.forwarding.blockedBy === undefined ? 0 : 1],
  ];
  return { readings: readings([...told, ...facts], held), intervalMs, restarted: box.targets.some(isNew) };
}

/** What the rules of scope `target` are held against. */
export function observeTarget(
  target: TargetNow,
  box: BoxNow,
  signals: readonly (readonly [id: string, view: SignalView])[],
  intervalMs: number,
): AlertObservation {
  const held = box.networkTrouble !== undefined;
  const told = signals.map(([id, view]): readonly [string, AlertReading] => [id, readingOf(view)]);
  const good: readonly [FactId, AlertReading] = ['scrapeGood', scrapeGood(target, box)];
  return { readings: readings([...told, good], held), intervalMs, restarted: isNew(target) };
}

function readings(all: readonly (readonly [string, AlertReading])[], held: boolean): AlertObservation['readings'] {
  return new Map(all.map(([id, reading]) => [id, held ? 'gap' : reading]));
}

function answering({ targets }: BoxNow): AlertReading {
  const heard = targets.filter(({ state }) => state.good + state.failed > 0);
  if (heard.length === 0) return 'gap';
  return heard.some(({ state }) => state.lastFailure === '' || state.health !== 'down') ? 1 : 0;
}

function scrapeGood({ state }: TargetNow, box: BoxNow): AlertReading {
  if (state.good + state.failed === 0 || state.health === 'loading' || answering(box) !== 1) return 'gap';
  return state.lastFailure === '' ? 1 : 0;
}

/** Not `other`: behind a load balancer every answer may come from another process. */
function isNew({ state }: TargetNow): boolean {
  return state.lastFailure === '' && state.verdict === 'new';
}
