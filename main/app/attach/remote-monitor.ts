import { WebSocket } from 'ws';
import type { Events, MonitorApi, Queries } from '../../../preload/contract/api.ts';
import { parsers } from '../../../preload/contract/parsers.ts';
import { CLOSED, PROTOCOL_VERSION, SOCKET_PATH, type HostMessage } from '../../../preload/contract/socket-message.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import type { Clock } from '../../core/model/clock.ts';
import { Listeners } from '../listeners.ts';
import { isProof, keyId, newSecret, proofOf } from './key-proof.ts';

/** Where a monitor runs, and what lets us in; asked before each attempt. */
export interface RemoteOptions {
  /** Undefined while it is not known, which is as good as away. */
  readonly place: () => RemotePlace | undefined;
  /** What to call it until it says its own name. */
  readonly name: string;
  /** Whether it runs on this computer: its key changes with each start, so it is tried again although it refused. */
  readonly sameComputer: boolean;
  /** What this computer says of its own network: false when it has none; absent where nobody can tell. */
  readonly online?: (() => boolean) | undefined;
  readonly clock: Clock;
}

/** Where a monitor runs, and what lets us in. */
export interface RemotePlace {
  /** `http://127.0.0.1:PORT`, where a tunnel may begin. */
  readonly url: string;
  readonly key: string;
}

type OpenCall = readonly [resolve: (value: unknown) => void, reject: (error: Error) => void];

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** It asks for a sign of life each 20 s: who has not been heard for longer is gone, whatever the network says. */
const SILENCE_MS = 45_000;
/** Of one message; a snapshot of very many boxes has some megabytes. */
const MOST_BYTES = 64 * 1024 * 1024;

const GONE = 'The monitor cannot be reached.';
const OFFLINE = 'This computer is offline: the monitor is found again when it is back.';
const NOT_LET_IN = 'It does not let this computer in any more. Pair it again.';
const OTHER_VERSION =
  'It is another version of NIM Glance, which this one does not understand. Update the older of the two.';

/**
 * A monitor that runs elsewhere, behind the same contract: in another program of this computer, or on another machine. It
 * comes back by itself after it was away. While it is away, snapshots say so with what was known last, and calls reject.
 */
export class RemoteMonitor {
  readonly api: MonitorApi;
  readonly #options: RemoteOptions;
  readonly #clock: Clock;
  readonly #snapshots = new Listeners<Snapshot>();
  readonly #notices = new Listeners<Events['notice']>();
  readonly #calls = new Map<number, OpenCall>();
  #socket: WebSocket | undefined;
  #here = false;
  /** Why nothing more is tried; empty while it is. */
  #refusal = '';
  #computer: string;
  #last: Snapshot | undefined;
  #nextId = 0;
  #waitMs = FIRST_WAIT_MS;
  #stopped = true;
  #cancel: () => void = () => undefined;
  #cancelSilence: () => void = () => undefined;

  constructor(options: RemoteOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#computer = options.name;
    const methods = Object.keys(parsers).map((method) => [method, (argument: unknown) => this.#call(method, argument)]);
    this.api = {
      ...(Object.fromEntries(methods) as { [K in keyof Queries]: () => Promise<never> }),
      snapshot: () => Promise.resolve(this.#snapshot()),
      on: (event, listener) => this.#on(event, listener),
    };
  }

  start(): void {
    this.#stopped = false;
    this.#connect();
  }

  /** Its network is another one, or it woke up: tries at once. */
  retryNow(): void {
    if (this.#stopped || this.#here || this.#refusal !== '') return;
    this.#waitMs = FIRST_WAIT_MS;
    this.#cancel();
    this.#socket?.terminate();
    this.#connect();
  }

  stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    this.#cancelSilence();
    this.#socket?.terminate();
    this.#lose();
    return Promise.resolve();
  }

  /** The compiler does not tie the listener to the event's name. */
  #on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    switch (event) {
      case 'snapshot':
        return this.#snapshots.add(listener as (value: Snapshot) => void);
      case 'notice':
        return this.#notices.add(listener as (value: Events['notice']) => void);
      case 'show':
        // Pages are asked for by the host that shows them.
        return () => undefined;
    }
  }

  #call(method: string, argument: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.#here || this.#socket === undefined) {
        reject(new Error(GONE));
        return;
      }
      const id = this.#nextId++;
      this.#calls.set(id, [resolve, reject]);
      this.#socket.send(JSON.stringify({ id, method, argument }));
    });
  }

  #connect(): void {
    const place = this.#options.place();
    if (place === undefined) {
      this.#tryLater();
      return;
    }
    const { url, key } = place;
    const address = `${url.replace(/^http/, 'ws')}${SOCKET_PATH}`;
    const socket = new WebSocket(address, { maxPayload: MOST_BYTES, handshakeTimeout: 10_000 });
    this.#socket = socket;
    let proved = false;
    const nonce = newSecret();
    socket.on('open', () => {
      socket.send(JSON.stringify({ id: keyId(key), nonce, version: PROTOCOL_VERSION }));
    });
    socket.on('message', (data: Buffer) => {
      const message = read(data.toString());
      if (message === undefined) return;
      if (proved) {
        this.#alive(socket);
        this.#hear(message);
        return;
      }
      const answer = answerTo(message, key, nonce);
      proved = answer !== undefined;
      // Whoever has not our key is not the monitor: it may have taken its port.
      if (answer === undefined) socket.terminate();
      else socket.send(JSON.stringify({ proof: answer }));
    });
    socket.on('ping', () => {
      this.#alive(socket);
    });
    // What went wrong matters less than that it did: `close` follows.
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      if (socket === this.#socket) this.#closed(code);
    });
  }

  #alive(socket: WebSocket): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#clock.after(SILENCE_MS, () => {
      socket.terminate();
    });
  }

  #hear(message: HostMessage): void {
    switch (message.kind) {
      case 'challenge':
        break;
      case 'ready':
        this.#here = true;
        this.#waitMs = FIRST_WAIT_MS;
        this.#computer = message.computer;
        break;
      case 'event':
        this.#tell(message);
        break;
      case 'answer':
        this.#settle(message.id)?.[0](message.value);
        break;
      case 'refused':
        this.#settle(message.id)?.[1](new Error('This call was refused.'));
        break;
    }
  }

  #tell({ event, value }: HostMessage & { readonly kind: 'event' }): void {
    if (event === 'notice') this.#notices.tell(value as Events['notice']);
    if (event !== 'snapshot') return;
    this.#last = value as Snapshot;
    this.#snapshots.tell(this.#snapshot());
  }

  #settle(id: number): OpenCall | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }

  #closed(code: number): void {
    this.#cancelSilence();
    if (code === CLOSED.session && !this.#options.sameComputer) this.#refusal = NOT_LET_IN;
    if (code === CLOSED.version) this.#refusal = OTHER_VERSION;
    this.#lose();
    if (this.#stopped) return;
    this.#snapshots.tell(this.#snapshot());
    if (this.#refusal === '') this.#tryLater();
  }

  #tryLater(): void {
    this.#cancel = this.#clock.after(this.#waitMs, () => {
      this.#connect();
    });
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
  }

  /** What was asked and not answered will not be. */
  #lose(): void {
    this.#here = false;
    const open = [...this.#calls.values()];
    this.#calls.clear();
    for (const [, reject] of open) reject(new Error(GONE));
  }

  #snapshot(): Snapshot {
    const { sameComputer, online } = this.#options;
    const attached = { computer: this.#computer, sameComputer, away: !this.#here, why: this.#refusal };
    const nothing = { takenAtMs: this.#clock.nowMs(), state: 'starting', network: null, demo: false } as const;
    const last = this.#last ?? { ...nothing, boxes: [], notes: [] };
    if (this.#here && this.#last !== undefined) return { ...last, attached };
    // Me or the monitor? What it said of its own network is as old as the rest.
    const network = !sameComputer && online?.() === false ? OFFLINE : null;
    return { ...last, state: 'away', network, attached };
  }
}

/** What the other side says: the same program as ours, or one of the same protocol. Undefined for what is no message. */
function read(text: string): HostMessage | undefined {
  try {
    return JSON.parse(text) as HostMessage;
  } catch {
    return undefined;
  }
}

/** Our proof, once the other side has proved that it has the key; undefined where it has not. */
function answerTo(message: HostMessage, key: string, nonce: string): string | undefined {
  if (message.kind !== 'challenge') return undefined;
  const nonces = { screen: nonce, monitor: message.nonce };
  return isProof(message.proof, key, 'monitor', nonces) ? proofOf(key, 'screen', nonces) : undefined;
}
