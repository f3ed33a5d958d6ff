import type { FailureKind } from './failure-kind.ts';

/** Whoever is asked over the network, and how it went the last time: a box, or the destination. */
export interface Party {
  readonly name: string;
  readonly kind: 'box' | 'destination';
  /** `tunnel`: behind one of ours that cannot be opened; `here`: on this computer, and who knows where it leads. */
  readonly place: 'remote' | 'here' | 'tunnel';
  /** Why that tunnel cannot be opened, and what to do; undefined elsewhere. */
  readonly tunnelWords: string | undefined;
  /** Whether its address is a name that has to be looked up. */
  readonly byName: boolean;
  /** Of the targets of a box, the one that got farthest. */
  readonly outcome: 'good' | FailureKind;
  /** When that was, ms since the Unix epoch. */
  readonly atMs: number;
  /** When it began to fail; undefined while it does not. */
  readonly failingSinceMs: number | undefined;
}

/** What of ours is gone. `together`: several stopped at one moment. `vpn`: boxes did, and the destination did not. */
export type NetworkCause = 'offline' | 'no_route' | 'dns' | 'together' | 'vpn' | 'tunnel';

/**
 * Whose fault it is that something does not answer. `mine`: our own network, VPN, tunnel or DNS; then nothing is
 * known of those parties. `theirs`: others can be reached. `unknown`: there is nothing to compare with.
 */
export type NetworkVerdict =
  | { readonly whose: 'fine' }
  | { readonly whose: 'theirs' | 'unknown'; readonly failing: readonly Party[] }
  | { readonly whose: 'mine'; readonly cause: NetworkCause; readonly failing: readonly Party[] };

/** Two that stop within this time stop together, ms. */
export const TOGETHER_MS = 60_000;

/** What was heard longer ago says nothing of now, ms. */
export const LATELY_MS = 120_000;

const UNREACHED: readonly Party['outcome'][] = ['dns', 'name', 'no_route', 'silence', 'cut'];

/**
 * Me or the box? `online`: what this computer says of its own network; undefined where it does not tell. The times are
 * of one clock.
 */
export function judgeNetwork(all: readonly Party[], online: boolean | undefined, nowMs: number): NetworkVerdict {
  const parties = all.filter(({ atMs }) => Math.abs(nowMs - atMs) <= LATELY_MS);
  const failing = parties.filter(({ outcome }) => outcome !== 'good');
  if (failing.length === 0) return { whose: 'fine' };
  const away = parties.filter(({ place }) => place === 'remote');
  const lost = away.filter(isUnreached);
  const reached = away.filter((party) => !isUnreached(party));
  const cause = lost.length === 0 ? undefined : causeOf(lost, reached, online);
  if (cause !== undefined) return { whose: 'mine', cause, failing: lost };
  const tunnels = goneTunnels(failing);
  if (tunnels.length > 0) return { whose: 'mine', cause: 'tunnel', failing: tunnels };
  const sure = failing.every((party) => !isUnreached(party) && party.place === 'remote') || reached.length > 0;
  return { whose: sure ? 'theirs' : 'unknown', failing };
}

function causeOf(
  lost: readonly Party[],
  reached: readonly Party[],
  online: boolean | undefined,
): NetworkCause | undefined {
  // Without a network no name can be looked up either.
  if (reached.length === 0 && online === false) return 'offline';
  if (reached.every(({ byName }) => !byName) && isNameless(lost)) return 'dns';
  if (reached.length > 0) return isVpn(lost, reached) ? 'vpn' : undefined;
  if (lost.some(({ outcome }) => outcome === 'no_route')) return 'no_route';
  return stoppedTogether(lost).length > 1 ? 'together' : undefined;
}

/** A name server that is silent is enough; names that are not known might be wrong, all at once they are not. */
function isNameless(lost: readonly Party[]): boolean {
  if (!lost.every(({ outcome }) => outcome === 'dns' || outcome === 'name')) return false;
  return lost.some(({ outcome }) => outcome === 'dns') || stoppedTogether(lost).length > 1;
}

/** No box can be reached, several stopped together, and the destination is there. */
function isVpn(lost: readonly Party[], reached: readonly Party[]): boolean {
  const boxes = lost.filter(({ kind }) => kind === 'box');
  return reached.every(({ kind }) => kind === 'destination') && stoppedTogether(boxes).length > 1;
}

function isUnreached({ outcome }: Party): boolean {
  return UNREACHED.includes(outcome);
}

/** Those that stopped last; a box that was switched off yesterday is no witness. */
function stoppedTogether(lost: readonly Party[]): readonly Party[] {
  const lastMs = Math.max(...lost.map(({ failingSinceMs }) => failingSinceMs ?? -Infinity));
  return lost.filter(({ failingSinceMs }) => failingSinceMs !== undefined && lastMs - failingSinceMs <= TOGETHER_MS);
}

/** Where a tunnel ends, something listens only while it is open. Of ports that may be one, several at once are. */
function goneTunnels(failing: readonly Party[]): readonly Party[] {
  const silent = failing.filter(({ outcome }) => outcome !== 'answers');
  const known = silent.filter(({ place }) => place === 'tunnel');
  const perhaps = stoppedTogether(silent.filter(({ place }) => place === 'here'));
  return perhaps.length > 1 ? [...known, ...perhaps] : known;
}
