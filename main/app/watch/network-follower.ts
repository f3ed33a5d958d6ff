import type { DestinationAnswer, WatchedTarget } from '../../core/pipeline.ts';
import { judgeNetwork, type Party } from '../network/judge-network.ts';
import { NETWORK_FINE, watchNetwork, type NetworkStep } from '../network/network-watch.ts';
import { asSentence, networkWords, sharedWords } from '../network/network-words.ts';
import { partyOfBox, partyOfDestination, type AskedTarget } from '../network/party-of.ts';
import type { TargetPast } from '../sentences/box-now.ts';

/** Whoever was asked: boxes with what is remembered of their targets, and the destination. */
export interface Asked {
  readonly boxes: ReadonlyMap<string, readonly (readonly [target: WatchedTarget, seen: SeenTarget])[]>;
  /** Undefined where nothing was sent yet. */
  readonly destination: { readonly endpoint: string; readonly answered: DestinationAnswer } | undefined;
}

export interface SeenTarget {
  readonly past: TargetPast;
  /** When its last scrape ended, ms since the Unix epoch. */
  readonly askedMs: number;
}

const DESTINATION = 'the destination';

/** Me or the box? Follows how far one gets, and says what of ours is gone. */
export class NetworkFollower {
  #watch = NETWORK_FINE;
  /** The boxes that answered last. */
  #answering: ReadonlySet<string> = new Set();
  #isTunnelAlone = false;

  /** `online`: what this computer says itself. `nowMs` is the wall clock, as the times of the parties are. */
  follow(asked: Asked, online: boolean | undefined, nowMs: number, monotonicMs: number): NetworkStep['notice'] {
    const parties = partiesOf(asked);
    const { watch, notice } = watchNetwork(this.#watch, judgeNetwork(parties, online, nowMs), monotonicMs);
    this.#watch = watch;
    this.#answering = new Set(
      parties.flatMap(({ kind, name, outcome }) => (kind === 'box' && outcome === 'good' ? [name] : [])),
    );
    if (watch.trouble !== undefined) this.#isTunnelAlone = this.sharedWords === undefined;
    return notice;
  }

  /** All that is to be said; undefined where nothing of ours is gone. */
  get words(): string | undefined {
    return this.#watch.trouble === undefined ? undefined : networkWords(this.#watch.trouble);
  }

  /** What concerns all boxes; undefined where nothing of ours is gone but tunnels, of which each box tells its own. */
  get sharedWords(): string | undefined {
    return this.#watch.trouble === undefined ? undefined : sharedWords(this.#watch.trouble);
  }

  /** Whether it is, or was last, nothing but tunnels that are gone. */
  get isTunnelAlone(): boolean {
    return this.#isTunnelAlone;
  }

  /** What to say of a box of which nothing is known because of it; undefined of all others. */
  wordsFor(box: string): string | undefined {
    const party = this.#watch.trouble?.failing.find(({ kind, name }) => kind === 'box' && name === box);
    if (party?.tunnelWords === undefined) return party === undefined ? undefined : this.sharedWords;
    // That a tunnel is up again is sure at once.
    return this.#answering.has(box) ? undefined : asSentence(party.tunnelWords);
  }

  get hidesDestination(): boolean {
    return this.#isFailing(({ kind }) => kind === 'destination');
  }

  /** Whether nothing is known of some box because of it; a tunnel of ours concerns its box alone. */
  get hidesBoxes(): boolean {
    return this.#isFailing(({ kind, place }) => kind === 'box' && place !== 'tunnel');
  }

  #isFailing(isIt: (party: Party) => boolean): boolean {
    return this.#watch.trouble?.failing.some(isIt) ?? false;
  }
}

function partiesOf({ boxes, destination }: Asked): readonly Party[] {
  const parties = [...boxes].flatMap(([name, targets]) => partyOfBox(name, targets.map(askedTarget)) ?? []);
  if (destination === undefined) return parties;
  const { atMs: askedMs, failure, failingSinceMs } = destination.answered;
  const host = new URL(destination.endpoint).hostname;
  return [...parties, partyOfDestination(DESTINATION, { host, failure, failingSinceMs, askedMs })];
}

function askedTarget([{ settings, state }, { past, askedMs }]: readonly [WatchedTarget, SeenTarget]): AskedTarget {
  return { host: settings.address.host, tunnelled: settings.via !== undefined, state, past, askedMs };
}
