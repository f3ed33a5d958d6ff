import { isLoopback } from '../../core/model/loopback.ts';
import type { TargetState } from '../../core/model/target-state.ts';
import type { TargetPast } from '../sentences/box-now.ts';
import { failureKind } from './failure-kind.ts';
import type { Party } from './judge-network.ts';

/** What of a target tells how far one gets. */
export interface AskedTarget {
  readonly host: string;
  /** Whether it is asked through a tunnel of ours, so that its host is not looked for from here. */
  readonly tunnelled: boolean;
  readonly state: Pick<TargetState, 'good' | 'failed' | 'lastFailure'>;
  readonly past: Pick<TargetPast, 'failingSinceMs'>;
  /** When its last scrape ended, ms since the Unix epoch. */
  readonly askedMs: number;
}

/** The farthest first. */
const FARTHEST_FIRST: readonly Party['outcome'][] = [
  'good',
  'answers',
  'refused',
  'tunnel',
  'cut',
  'silence',
  'name',
  'dns',
  'no_route',
];

/** A box as a party: it is reached as far as the target that was reached farthest. Undefined before anything was asked. */
export function partyOfBox(name: string, targets: readonly AskedTarget[]): Party | undefined {
  const best = farthestOf(targets);
  if (best === undefined) return undefined;
  const { target, outcome } = best;
  const here = !target.tunnelled && isLoopback(target.host);
  return {
    ...{ name, kind: 'box', outcome, atMs: target.askedMs },
    place: outcome === 'tunnel' ? 'tunnel' : here ? 'here' : 'remote',
    tunnelWords: outcome === 'tunnel' ? target.state.lastFailure : undefined,
    byName: !here && !target.tunnelled && isName(target.host),
    failingSinceMs: outcome === 'good' ? undefined : target.past.failingSinceMs,
  };
}

/** Of those that were asked; the first of several. */
function farthestOf(
  targets: readonly AskedTarget[],
): { readonly target: AskedTarget; readonly outcome: Party['outcome'] } | undefined {
  let best: ReturnType<typeof farthestOf>;
  for (const target of targets) {
    if (target.state.good + target.state.failed === 0) continue;
    const outcome = outcomeOf(target.state.lastFailure);
    if (best === undefined || rankOf(outcome) < rankOf(best.outcome)) best = { target, outcome };
  }
  return best;
}

/** How the last try to send went. */
export interface AskedDestination {
  readonly host: string;
  /** Why it failed, in words; empty where it did not. */
  readonly failure: string;
  readonly failingSinceMs: number | undefined;
  /** When it ended, ms since the Unix epoch. */
  readonly askedMs: number;
}

/** The destination as a party. */
export function partyOfDestination(name: string, { host, failure, failingSinceMs, askedMs }: AskedDestination): Party {
  const outcome = outcomeOf(failure);
  return {
    ...{ name, kind: 'destination', outcome, atMs: askedMs, byName: isName(host) },
    place: isLoopback(host) ? 'here' : 'remote',
    tunnelWords: undefined,
    failingSinceMs: outcome === 'good' ? undefined : failingSinceMs,
  };
}

function outcomeOf(failure: string): Party['outcome'] {
  return failure === '' ? 'good' : failureKind(failure);
}

function rankOf(outcome: Party['outcome']): number {
  return FARTHEST_FIRST.indexOf(outcome);
}

/** Not an address in numbers. */
function isName(host: string): boolean {
  return !/^[\d.]+$/.test(host) && !host.includes(':');
}
