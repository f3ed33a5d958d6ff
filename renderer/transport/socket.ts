import type { Events, MonitorApi, Queries } from '../../preload/contract/api.ts';
import { CLOSED, SESSION_PATH, SOCKET_PATH, type HostMessage } from '../../preload/contract/socket-message.ts';
import type { Link, Transport } from './transport.ts';

/** What a browser lends to a page that `nim-glance run --open` served. */
export interface PageWorld {
  readonly location: Pick<Location, 'hash' | 'host' | 'origin' | 'pathname'>;
  readonly history: Pick<History, 'replaceState'>;
  /** Of this tab: a reload keeps it, another tab does not have it. */
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly fetch: (url: string, options: RequestInit) => Promise<Response>;
  readonly openSocket: (url: string) => WebSocket;
  readonly later: (run: () => void, ms: number) => void;
}

const STORAGE_KEY = 'nim-glance-session';
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

interface OpenCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The compiler lists what is missing here. */
const METHODS: { readonly [K in keyof Queries]: true } = {
  snapshot: true,
  pause: true,
  discover: true,
  look: true,
  addBox: true,
  changeBox: true,
  removeBox: true,
  demo: true,
  setForwarding: true,
  readDestination: true,
  testDestination: true,
  saveDestination: true,
  sendPlan: true,
  chooseFamilies: true,
  snooze: true,
  wish: true,
  history: true,
  rules: true,
  changeRule: true,
  resetRule: true,
  previewRule: true,
  settings: true,
  changeSettings: true,
  replaceSettings: true,
  attach: true,
  detach: true,
};

/** The monitor of the program that served this page, over a WebSocket that comes back by itself. */
export function socketTransport(world: PageWorld): Transport {
  const line = new SocketLine(world);
  const call = (method: string) => (argument: unknown) => line.call(method, argument);
  const methods = Object.fromEntries(Object.keys(METHODS).map((method) => [method, call(method)]));
  const on = (event: keyof Events, listener: (value: Events[keyof Events]) => void) => line.on(event, listener);
  void line.start();
  return { kind: 'socket', api: { ...methods, on } as MonitorApi, onLink: (listener) => line.onLink(listener) };
}

class SocketLine {
  readonly #world: PageWorld;
  readonly #linkListeners = new Set<(link: Link) => void>();
  readonly #listeners = new Map<string, Set<(value: Events[keyof Events]) => void>>();
  readonly #open = new Map<number, OpenCall>();
  /** Calls of the time before the session was taken. */
  #early: string[] = [];
  #socket: WebSocket | null = null;
  #link: Link = 'connecting';
  #nextId = 0;
  #waitMs = FIRST_WAIT_MS;

  constructor(world: PageWorld) {
    this.#world = world;
  }

  async start(): Promise<void> {
    await redeemToken(this.#world);
    this.#connect();
  }

  onLink(listener: (link: Link) => void): void {
    this.#linkListeners.add(listener);
    listener(this.#link);
  }

  on(event: string, listener: (value: Events[keyof Events]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Rejects at once while the monitor is away: a switch must not be turned minutes later. */
  call(method: string, argument: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#link === 'away' || this.#link === 'refused') {
        reject(new Error('The monitor is away.'));
        return;
      }
      const id = this.#nextId++;
      this.#open.set(id, { resolve, reject });
      const words = JSON.stringify({ id, method, argument });
      if (this.#link === 'here') this.#socket?.send(words);
      else this.#early.push(words);
    });
  }

  #connect(): void {
    const session = this.#world.sessionStorage.getItem(STORAGE_KEY);
    if (session === null) {
      this.#end('refused');
      return;
    }
    const socket = this.#world.openSocket(`ws://${this.#world.location.host}${SOCKET_PATH}`);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ session }));
    });
    socket.addEventListener('message', ({ data }) => {
      this.#hear(JSON.parse(String(data)) as HostMessage);
    });
    socket.addEventListener('close', ({ code }) => {
      this.#lose(code);
    });
  }

  #hear(message: HostMessage): void {
    switch (message.kind) {
      case 'challenge':
        // Of programs that have a key; a page has a session.
        break;
      case 'ready':
        this.#waitMs = FIRST_WAIT_MS;
        this.#tell('here');
        for (const words of this.#early.splice(0)) this.#socket?.send(words);
        break;
      case 'event':
        for (const listener of this.#listeners.get(message.event) ?? []) listener(message.value);
        break;
      case 'answer':
        this.#settle(message.id)?.resolve(message.value);
        break;
      case 'sure':
        // Of a call that was given up nobody is: it is not to be done later.
        if (this.#open.has(message.id)) this.#socket?.send(JSON.stringify({ sure: message.id }));
        break;
      case 'refused':
        this.#settle(message.id)?.reject(new Error('This call was refused.'));
        break;
    }
  }

  #settle(id: number): OpenCall | undefined {
    const call = this.#open.get(id);
    this.#open.delete(id);
    return call;
  }

  #lose(code: number): void {
    if (code === CLOSED.session) {
      this.#world.sessionStorage.removeItem(STORAGE_KEY);
      this.#end('refused');
      return;
    }
    this.#end('away');
    this.#world.later(() => {
      this.#connect();
    }, this.#waitMs);
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
  }

  /** What was asked and not answered will not be. */
  #end(link: 'away' | 'refused'): void {
    this.#tell(link);
    this.#early = [];
    for (const { reject } of this.#open.values()) reject(new Error('The monitor is away.'));
    this.#open.clear();
  }

  #tell(link: Link): void {
    this.#link = link;
    for (const listener of this.#linkListeners) listener(link);
  }
}

/** Exchanges the token of the address for a session, and takes it out of the address first: it is good once. */
async function redeemToken(world: PageWorld): Promise<void> {
  const { location, sessionStorage } = world;
  const token = /^#([0-9a-f]{64})$/.exec(location.hash)?.[1];
  if (token === undefined) return;
  world.history.replaceState(null, '', location.pathname);
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ token });
  try {
    const answer = await world.fetch(`${location.origin}${SESSION_PATH}`, { method: 'POST', headers, body });
    // A token that was used: the session of this tab, if it has one, may still be good.
    if (answer.ok) sessionStorage.setItem(STORAGE_KEY, ((await answer.json()) as { session: string }).session);
  } catch {
    // Nobody answers: the socket will say so, and go on trying.
  }
}
