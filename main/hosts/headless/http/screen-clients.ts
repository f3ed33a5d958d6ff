import type { Duplex } from 'node:stream';
import { isProof, newSecret, proofOf } from '../../../app/attach/key-proof.ts';
import type { MonitorApi } from '../../../../preload/contract/api.ts';
import {
  CLOSED,
  PROTOCOL_VERSION,
  type HelloMessage,
  type HostMessage,
} from '../../../../preload/contract/socket-message.ts';
import { socketParsers } from '../../../../preload/contract/socket-parsers.ts';
import { PeerCalls } from './peer-calls.ts';
import { SocketPeer, type PeerLimits } from './socket-peer.ts';

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

/** Who may look: each text is 64 hexadecimal digits. */
export interface Admission {
  hasSession(session: string): boolean;
  /** Of a program that may attach itself; undefined where none has such a key. */
  keyOf(id: string): string | undefined;
  /** This computer's name, for a program that is attached. */
  readonly computer: string;
}

/** The screens that are connected: each shows its session or proves its key first, then hears every snapshot and may call. */
export class ScreenClients {
  readonly #api: MonitorApi;
  readonly #admission: Admission;
  readonly #limits: ClientLimits;
  readonly #strangers = new Set<SocketPeer>();
  /** With whether it may stay. */
  readonly #known = new Map<SocketPeer, () => boolean>();
  #unsubscribe: (() => void) | undefined;

  constructor(api: MonitorApi, admission: Admission, limits: ClientLimits) {
    this.#api = api;
    this.#admission = admission;
    this.#limits = limits;
  }

  /** Whether one more may be let in to show its session. */
  get hasRoom(): boolean {
    return this.#strangers.size < this.#limits.mostClients;
  }

  /** Takes over a connection whose handshake is done. */
  welcome(stream: Duplex): void {
    let receive: Receive = (text) => this.#judgeFirst(peer, text);
    const peer = new SocketPeer(stream, this.#limits, {
      onText: (text) => {
        receive = receive(text) ?? receive;
        if (this.#known.has(peer)) clearTimeout(late);
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
    for (const peer of [...this.#strangers, ...this.#known.keys()]) peer.close(CODE.goingAway);
  }

  /** Ends those whose key is none any more. */
  closeForgotten(): void {
    for (const [peer, mayStay] of this.#known) if (!mayStay()) peer.close(CLOSED.session);
  }

  #judgeFirst(peer: SocketPeer, text: string): Receive {
    const first = read(socketParsers.first, text);
    if (first === undefined) return refuse(peer, CODE.policy);
    if ('session' in first)
      return this.#admission.hasSession(first.session) ? this.#admit(peer, () => true) : refuse(peer, CLOSED.session);
    const mayStay = (): boolean => this.#admission.keyOf(first.id) !== undefined;
    const key = this.#admission.keyOf(first.id);
    if (key === undefined) return refuse(peer, CLOSED.session);
    return challenge(peer, key, first, (isSameVersion) => {
      // It may have been forgotten since its hello, when it was not yet among those that are ended for it.
      if (!mayStay()) return refuse(peer, CLOSED.session);
      return isSameVersion ? this.#admit(peer, mayStay) : this.#refuseVersion(peer);
    });
  }

  /** Which of the two is to be updated, it can tell by our version. */
  #refuseVersion(peer: SocketPeer): Receive {
    peer.send(wordsOf(this.#ready()));
    return refuse(peer, CLOSED.version);
  }

  #ready(): HostMessage {
    return { kind: 'ready', version: PROTOCOL_VERSION, computer: this.#admission.computer };
  }

  /** What comes back takes all later messages. */
  #admit(peer: SocketPeer, mayStay: () => boolean): Receive {
    if (this.#known.size >= this.#limits.mostClients) return refuse(peer, CODE.tryLater);
    this.#strangers.delete(peer);
    this.#known.set(peer, mayStay);
    this.#unsubscribe ??= this.#listen();
    peer.send(wordsOf(this.#ready()));
    // A screen that was away shows the present at once, not what it had.
    void this.#api.snapshot(undefined).then((value) => {
      peer.offer(wordsOf({ kind: 'event', event: 'snapshot', value }));
    });
    const calls = new PeerCalls({
      ...{ api: this.#api, mostCalls: this.#limits.mostCalls, nowMs: Date.now },
      send: (message) => peer.send(wordsOf(message)),
    });
    return (text) => {
      const message = read(socketParsers.later, text);
      if (message === undefined || !calls.take(message)) peer.close(CODE.policy);
      return undefined;
    };
  }

  /** What is told is put into words once, however many listen. Of snapshots a slow screen misses some, of notices none. */
  #listen(): () => void {
    const unlisten = [
      this.#api.on('snapshot', (value) => {
        const words = wordsOf({ kind: 'event', event: 'snapshot', value });
        for (const peer of this.#known.keys()) peer.offer(words);
      }),
      this.#api.on('notice', (value) => {
        const words = wordsOf({ kind: 'event', event: 'notice', value });
        for (const peer of this.#known.keys()) peer.send(words);
      }),
    ];
    return () => {
      for (const end of unlisten) end();
    };
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

/** Takes a message; what comes back takes the later ones, undefined: the same again. */
type Receive = (text: string) => Receive | undefined;

/** Proves that we have the key, and waits for the other side to do the same. */
function challenge(
  peer: SocketPeer,
  key: string,
  { nonce, version }: HelloMessage,
  proved: (isSameVersion: boolean) => Receive,
): Receive {
  const nonces = { screen: nonce, monitor: newSecret() };
  peer.send(wordsOf({ kind: 'challenge', nonce: nonces.monitor, proof: proofOf(key, 'monitor', nonces) }));
  return (text) => {
    const proof = read(socketParsers.proof, text)?.proof ?? '';
    if (!isProof(proof, key, 'screen', nonces)) return refuse(peer, CLOSED.session);
    // Only who has the key is told more.
    return proved(version === PROTOCOL_VERSION);
  };
}

function refuse(peer: SocketPeer, code: number): Receive {
  peer.close(code);
  return () => undefined;
}

/** Undefined where the text is no such message. */
function read<T>(parse: (text: string) => T, text: string): T | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function wordsOf(message: HostMessage): string {
  return JSON.stringify(message);
}
