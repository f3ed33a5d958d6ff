import type { Duplex } from 'node:stream';
import { answerCall } from '../../../app/answer-call.ts';
import type { MonitorApi, Queries } from '../../../../preload/contract/api.ts';
import { CLOSED, type HostMessage } from '../../../../preload/contract/socket-message.ts';
import { socketParsers } from '../../../../preload/contract/socket-parsers.ts';
import { SocketPeer, type PeerLimits } from './socket-peer.ts';
import type { ScreenSessions } from './screen-sessions.ts';

/** How much all screens together may ask for. */
export interface ClientLimits extends PeerLimits {
  /** Sockets that showed a session, and those that did not yet; of each kind. */
  readonly mostClients: number;
  /** How long a socket may stay without showing its session. */
  readonly firstMessageMs: number;
  /** Calls of one client that are not answered yet. */
  readonly mostCalls: number;
}

/** RFC 6455, section 7.4.1: it broke our rules; try again later. */
const CODE = { policy: 1008, goingAway: 1001, tryLater: 1013 } as const;

/** The screens that are connected: each shows its session first, then hears every snapshot and may call. */
export class ScreenClients {
  readonly #api: MonitorApi;
  readonly #sessions: ScreenSessions;
  readonly #limits: ClientLimits;
  readonly #strangers = new Set<SocketPeer>();
  readonly #known = new Set<SocketPeer>();
  #unsubscribe: (() => void) | undefined;

  constructor(api: MonitorApi, sessions: ScreenSessions, limits: ClientLimits) {
    this.#api = api;
    this.#sessions = sessions;
    this.#limits = limits;
  }

  /** Whether one more may be let in to show its session. */
  get hasRoom(): boolean {
    return this.#strangers.size < this.#limits.mostClients;
  }

  /** Takes over a connection whose handshake is done. */
  welcome(stream: Duplex): void {
    let receive = (text: string): void => {
      clearTimeout(late);
      receive = this.#admit(peer, text);
    };
    const peer = new SocketPeer(stream, this.#limits, {
      onText: (text) => {
        receive(text);
      },
      onGone: () => {
        clearTimeout(late);
        this.#leave(peer);
      },
    });
    const late = setTimeout(() => {
      peer.close(CLOSED.late);
    }, this.#limits.firstMessageMs);
    this.#strangers.add(peer);
  }

  close(): void {
    for (const peer of [...this.#strangers, ...this.#known]) peer.close(CODE.goingAway);
  }

  /** Judges a first message; what comes back takes all later ones. */
  #admit(peer: SocketPeer, text: string): (text: string) => void {
    const problem = this.#problemOf(text);
    if (problem !== undefined) {
      peer.close(problem);
      return () => undefined;
    }
    this.#strangers.delete(peer);
    this.#known.add(peer);
    this.#unsubscribe ??= this.#api.on('snapshot', (value) => {
      this.#tellAll({ kind: 'event', event: 'snapshot', value });
    });
    peer.send(wordsOf({ kind: 'ready' }));
    // A screen that was away shows the present at once, not what it had.
    void this.#api.snapshot(undefined).then((value) => {
      peer.offer(wordsOf({ kind: 'event', event: 'snapshot', value }));
    });
    let open = 0;
    return (call) => {
      open += 1;
      if (open > this.#limits.mostCalls) peer.close(CODE.policy);
      else void this.#answer(peer, call).finally(() => (open -= 1));
    };
  }

  #problemOf(text: string): number | undefined {
    try {
      if (!this.#sessions.has(socketParsers.session(text).session)) return CLOSED.session;
    } catch {
      return CODE.policy;
    }
    return this.#known.size < this.#limits.mostClients ? undefined : CODE.tryLater;
  }

  async #answer(peer: SocketPeer, text: string): Promise<void> {
    const call = callOf(text);
    if (call === undefined) {
      peer.close(CODE.policy);
      return;
    }
    const { id, method, argument } = call;
    try {
      const value = (await answerCall(this.#api, method, argument)) as Queries[keyof Queries]['out'];
      peer.send(wordsOf({ kind: 'answer', id, value }));
    } catch {
      peer.send(wordsOf({ kind: 'refused', id }));
    }
  }

  /** Put into words once, however many listen. */
  #tellAll(message: HostMessage): void {
    const words = wordsOf(message);
    for (const peer of this.#known) peer.offer(words);
  }

  #leave(peer: SocketPeer): void {
    this.#strangers.delete(peer);
    this.#known.delete(peer);
    if (this.#known.size > 0) return;
    // Nobody looks: no snapshot is made for nobody.
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }
}

function callOf(text: string): ReturnType<typeof socketParsers.call> | undefined {
  try {
    return socketParsers.call(text);
  } catch {
    return undefined;
  }
}

function wordsOf(message: HostMessage): string {
  return JSON.stringify(message);
}
