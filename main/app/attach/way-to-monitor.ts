import { LocalPorts } from '../tunnels/local-ports.ts';
import type { TunnelHost } from '../tunnels/new-tunnels.ts';
import { canAsk, sshStarter } from '../tunnels/ssh-process.ts';
import { notUpWords, refusedWords } from '../tunnels/ssh-words.ts';
import { Tunnel } from '../tunnels/tunnel.ts';
import type { MonitorAddress } from './attached-place.ts';
import { capital } from '../capital.ts';

/** The way to a monitor: where it begins on this computer. It is open from the start, until `close`. */
export interface WayToMonitor {
  /** `http://127.0.0.1:PORT`; undefined while it is not open. */
  url(): string | undefined;
  /** Why it is not open, or ends at nothing, in words; undefined where neither is so, or nobody knows. */
  trouble(): string | undefined;
  /** Resolves when it is open, known not to be, or closed, or when the time is over. */
  settled(withinMs: number): Promise<void>;
  /** The computer woke up, or its network is another one. */
  retryNow(): void;
  close(): Promise<void>;
}

/** `host`: with what ssh is found and started. */
export function openWay(address: MonitorAddress, host: TunnelHost): WayToMonitor {
  return address.ssh === undefined ? new OpenWay(address.url) : new SshWay(address.ssh, address.port, host);
}

/** Somebody else looks after it. */
class OpenWay implements WayToMonitor {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  url(): string {
    return this.#url;
  }

  trouble(): undefined {
    return undefined;
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  retryNow(): void {
    // It is as it is.
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

class SshWay implements WayToMonitor {
  readonly #tunnel: Tunnel;
  readonly #farEnd: string;
  readonly #clock: TunnelHost['clock'];
  /** Since when what the other end says of the port there counts; of the monotonic clock, ms. */
  #askedMs = 0;

  constructor(alias: string, port: number, { clock, random, environment }: TunnelHost) {
    this.#clock = clock;
    this.#farEnd = `127.0.0.1:${String(port)}`;
    const ssh = { startSsh: sshStarter(environment), canAsk: canAsk(environment) };
    this.#tunnel = new Tunnel(alias, [this.#farEnd], { clock, random, ...ssh, ports: new LocalPorts() });
    this.#tunnel.start();
  }

  /** Whoever asks is about to connect. */
  url(): string | undefined {
    const { state } = this.#tunnel;
    if (state.kind !== 'up') return undefined;
    this.#askedMs = this.#clock.monotonicMs();
    return `http://127.0.0.1:${String(state.forwards[0]?.port ?? 0)}`;
  }

  trouble(): string | undefined {
    const { alias, state } = this.#tunnel;
    const trouble = state.kind === 'down' ? state.trouble : state.kind === 'starting' ? state.before : undefined;
    if (trouble !== undefined) return `${capital(notUpWords(alias, trouble))}.`;
    const refusal = this.#tunnel.refusalSince(this.#askedMs);
    return refusal === undefined ? undefined : `${capital(refusedWords(alias, this.#farEnd, refusal))}.`;
  }

  settled(withinMs: number): Promise<void> {
    return this.#tunnel.settled(withinMs);
  }

  retryNow(): void {
    this.#tunnel.retryNow();
  }

  close(): Promise<void> {
    return this.#tunnel.stop();
  }
}
