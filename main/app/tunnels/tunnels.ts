import type { TargetAddress, TargetSettings } from '../../core/model/target-settings.ts';
import type { GetAnswer, GetRequest, HttpGet } from '../../core/pipeline.ts';
import { failureKind } from '../network/failure-kind.ts';
import { farEndOf } from './ssh-alias.ts';
import { notUpWords, refusedWords } from './ssh-words.ts';
import { Tunnel, type TunnelSurroundings } from './tunnel.ts';

/** ssh tells on a way of its own why a connection through it was closed, ms. */
const SAYS_WHY_WITHIN_MS = 150;

/** The tunnels that the watched targets need: one for each SSH alias. */
export class Tunnels {
  readonly #shared: TunnelSurroundings;
  #tunnels: ReadonlyMap<string, Tunnel> = new Map();
  #running = false;

  constructor(shared: TunnelSurroundings) {
    this.#shared = shared;
  }

  /** Keeps exactly those open that these targets need; what they do not change is not disturbed. */
  use(targets: readonly TargetSettings[]): void {
    const before = this.#tunnels;
    const wanted = farEndsOf(targets);
    this.#tunnels = new Map([...wanted].map(([alias, farEnds]) => [alias, this.#tunnelFor(alias, farEnds)]));
    for (const [alias, old] of before) {
      const next = this.#tunnels.get(alias);
      if (next === old) continue;
      // It leaves its ports to the next.
      void old.stop().then(() => this.#startIfWanted(next));
    }
    for (const [alias, tunnel] of this.#tunnels) if (!before.has(alias)) this.#startIfWanted(tunnel);
  }

  start(): void {
    this.#running = true;
    for (const tunnel of this.#tunnels.values()) tunnel.start();
  }

  retryNow(): void {
    for (const tunnel of this.#tunnels.values()) tunnel.retryNow();
  }

  /** Resolves when no ssh is left. */
  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all([...this.#tunnels.values()].map((tunnel) => tunnel.stop()));
  }

  /** Asks targets by `get`, those behind a tunnel through it: waits until it is up, within the time of the request. */
  through(get: HttpGet): HttpGet {
    return (request) => {
      const { via } = request;
      if (via === undefined) return get(request);
      const tunnel = this.#tunnels.get(via);
      if (tunnel !== undefined) return this.#ask(tunnel, request, get);
      return Promise.resolve(failed(notUpWords(via, { reason: 'it is not wanted any more' })));
    };
  }

  async #ask(tunnel: Tunnel, request: GetRequest, get: HttpGet): Promise<GetAnswer> {
    const { clock } = this.#shared;
    const begunMs = clock.monotonicMs();
    await tunnel.settled(request.timeoutMs);
    const farEnd = farEndOf(tunnel.alias, ...hostAndPort(request.url));
    const port = nearPort(tunnel, farEnd);
    if (port === undefined) return failed(whyNotUp(tunnel, request.timeoutMs));
    const waitedMs = Math.round(clock.monotonicMs() - begunMs);
    const timeoutMs = Math.max(1, request.timeoutMs - waitedMs);
    const answer = await get({ ...request, timeoutMs, dial: { host: '127.0.0.1', port } });
    if (answer.kind === 'answer' || answer.answered) return answer;
    await new Promise<void>((resolve) => clock.after(SAYS_WHY_WITHIN_MS, resolve));
    if (tunnel.state.kind !== 'up') return failed(whyNotUp(tunnel, request.timeoutMs));
    // What the other end said may be of another target; one that it refused was cut.
    const refusal = failureKind(answer.reason) === 'cut' ? tunnel.refusalSince(begunMs) : undefined;
    return refusal === undefined ? answer : failed(refusedWords(tunnel.alias, farEnd, refusal));
  }

  #tunnelFor(alias: string, farEnds: readonly string[]): Tunnel {
    const known = this.#tunnels.get(alias);
    if (known !== undefined && known.farEnds.join(' ') === farEnds.join(' ')) return known;
    return new Tunnel(alias, farEnds, this.#shared);
  }

  #startIfWanted(tunnel: Tunnel | undefined): void {
    const wanted = tunnel !== undefined && this.#tunnels.get(tunnel.alias) === tunnel;
    if (this.#running && wanted) tunnel.start();
  }
}

/** By alias, each once and in order. */
function farEndsOf(targets: readonly TargetSettings[]): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, readonly string[]>();
  for (const { via, address } of targets) {
    if (via === undefined) continue;
    const farEnd = farEndOf(via, address.host, address.port);
    wanted.set(via, [...new Set([...(wanted.get(via) ?? []), farEnd])].sort());
  }
  return wanted;
}

function hostAndPort(url: string): [host: TargetAddress['host'], port: number] {
  const { hostname, port, protocol } = new URL(url);
  return [hostname, port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)];
}

/** Undefined where the tunnel is not up. */
function nearPort({ state }: Tunnel, farEnd: string): number | undefined {
  return state.kind === 'up' ? state.forwards.find((forward) => forward.farEnd === farEnd)?.port : undefined;
}

function whyNotUp({ alias, state }: Tunnel, waitedMs: number): string {
  const trouble = state.kind === 'down' ? state.trouble : state.kind === 'starting' ? state.before : undefined;
  return notUpWords(alias, trouble ?? { reason: `no connection within ${String(waitedMs / 1000)} s` });
}

function failed(reason: string): GetAnswer {
  return { kind: 'failed', reason, answered: false };
}
