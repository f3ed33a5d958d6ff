import type { DestinationAnswer, WatchedTarget } from '../../core/pipeline.ts';
import { judgeNetwork, type Party } from '../network/judge-network.ts';
import { NETWORK_FINE, watchNetwork, type NetworkStep } from '../network/network-watch.ts';
import { networkWords } from '../network/network-words.ts';
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

  /** `online`: what this computer says itself. `nowMs` is the wall clock, as the times of the parties are. */
  follow(asked: Asked, online: boolean | undefined, nowMs: number, monotonicMs: number): NetworkStep['notice'] {
    const { watch, notice } = watchNetwork(this.#watch, judgeNetwork(partiesOf(asked), online, nowMs), monotonicMs);
    this.#watch = watch;
    return notice;
  }

  /** What to say; undefined where nothing of ours is gone. */
  get words(): string | undefined {
    return this.#watch.trouble === undefined ? undefined : networkWords(this.#watch.trouble);
  }

  /** Whether nothing is known of this box because of it. */
  hides(box: string): boolean {
    return this.#isFailing(({ kind, name }) => kind === 'box' && name === box);
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
