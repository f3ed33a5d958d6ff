import type { Events, MonitorApi, Queries } from '../../../preload/contract/api.ts';
import { parsers } from '../../../preload/contract/parsers.ts';
import { CLOSED, PROTOCOL_VERSION, type HostMessage } from '../../../preload/contract/socket-message.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import type { Clock } from '../../core/model/clock.ts';
import { Listeners } from '../listeners.ts';
import { openLine, type MonitorLine, type RemotePlace } from './monitor-line.ts';

/** Where a monitor runs, and what lets us in; asked before each attempt. */
export interface RemoteOptions {
  /** Undefined while it is not known, which is as good as away. */
  readonly place: () => RemotePlace | undefined;
  /** Why the way to it is not open, in words; undefined where it is, or nobody knows. */
  readonly trouble?: (() => string | undefined) | undefined;
  /** What to call it until it says its own name. */
  readonly name: string;
  /** Whether it runs on this computer: its key changes with each start, so it is tried again although it refused. */
  readonly sameComputer: boolean;
  /** What this computer says of its own network: false when it has none; absent where nobody can tell. */
  readonly online?: (() => boolean) | undefined;
  readonly clock: Clock;
}

type OpenCall = readonly [resolve: (value: unknown) => void, reject: (error: Error) => void];

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** After it refused, until somebody has updated it or paired again: whoever took its port may have refused in its place. */
const REFUSED_WAIT_MS = 60_000;

const GONE = 'The monitor cannot be reached.';
const OFFLINE = 'This computer is offline: the monitor is found again when it is back.';
const NOT_LET_IN = 'It does not let this computer in any more. Pair it again.';

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
  #line: MonitorLine | undefined;
  #here = false;
  #forgotten = false;
  /** Of the monitor, where it is another one than ours. */
  #otherVersion: number | undefined;
  #toldWhy = '';
  #computer: string;
  #last: Snapshot | undefined;
  #nextId = 0;
  #waitMs = FIRST_WAIT_MS;
  #stopped = true;
  #cancel: () => void = () => undefined;

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
    if (this.#stopped || this.#here) return;
    this.#waitMs = FIRST_WAIT_MS;
    this.#cancel();
    this.#connect();
  }

  stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    this.#line?.end();
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
      if (!this.#here || this.#line === undefined) {
        reject(new Error(GONE));
        return;
      }
      const id = this.#nextId++;
      this.#calls.set(id, [resolve, reject]);
      this.#line.send({ id, method, argument });
    });
  }

  #connect(): void {
    if (this.#stopped) return;
    const place = this.#options.place();
    if (place === undefined) {
      // It leads where the way was before, and must not begin an attempt of its own when it ends.
      const before = this.#line;
      this.#line = undefined;
      before?.end();
      // What keeps the way shut is known only some time after the line was lost, and may become something else.
      if (this.#why() !== this.#toldWhy) this.#tellAway();
      this.#tryLater();
      return;
    }
    const before = this.#line;
    const line = openLine(place, this.#clock, {
      hear: (message) => {
        if (line === this.#line) this.#hear(message);
      },
      closed: (code) => {
        if (line === this.#line) this.#closed(code);
      },
    });
    this.#line = line;
    before?.end();
  }

  #hear(message: HostMessage): void {
    switch (message.kind) {
      case 'challenge':
        break;
      case 'ready':
        this.#computer = message.computer;
        this.#otherVersion = message.version === PROTOCOL_VERSION ? undefined : message.version;
        this.#here = this.#otherVersion === undefined;
        this.#forgotten = false;
        this.#waitMs = FIRST_WAIT_MS;
        break;
      case 'sure':
        // Of one that was given up nobody is: it is not to be done later.
        if (this.#calls.has(message.id)) this.#line?.send({ sure: message.id });
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
    this.#forgotten = code === CLOSED.session && !this.#options.sameComputer;
    if (code !== CLOSED.version) this.#otherVersion = undefined;
    this.#lose();
    if (this.#stopped) return;
    this.#tellAway();
    this.#tryLater(this.#forgotten || this.#otherVersion !== undefined ? REFUSED_WAIT_MS : this.#waitMs);
  }

  #tellAway(): void {
    this.#toldWhy = this.#why();
    this.#snapshots.tell(this.#snapshot());
  }

  #tryLater(waitMs = this.#waitMs): void {
    this.#cancel();
    this.#cancel = this.#clock.after(waitMs, () => {
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
    const about = { computer: this.#computer, sameComputer, forgotten: this.#forgotten };
    const attached = { ...about, away: !this.#here, why: this.#here ? '' : this.#why() };
    const nothing = { takenAtMs: this.#clock.nowMs(), state: 'starting', network: null, demo: false } as const;
    const last = this.#last ?? { ...nothing, boxes: [], notes: [] };
    if (this.#here && this.#last !== undefined) return { ...last, attached };
    // Me or the monitor? What it said of its own network is as old as the rest.
    const network = !sameComputer && online?.() === false ? OFFLINE : null;
    return { ...last, state: 'away', network, attached };
  }

  #why(): string {
    if (this.#forgotten) return NOT_LET_IN;
    if (this.#otherVersion !== undefined) return otherVersion(this.#otherVersion, this.#computer, this.#options);
    return this.#options.trouble?.() ?? '';
  }
}

/** Which side is to be updated. */
function otherVersion(theirs: number, computer: string, { sameComputer }: Pick<RemoteOptions, 'sameComputer'>): string {
  const there = sameComputer ? 'the nim-glance run that watches here' : `NIM Glance on ${computer}`;
  return theirs < PROTOCOL_VERSION
    ? `This program is newer and does not understand ${there}. Update that one.`
    : `This program is older and does not understand ${there}. Update this one.`;
}
