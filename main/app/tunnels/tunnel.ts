import type { Clock } from '../../core/model/clock.ts';
import { Listeners } from '../listeners.ts';
import type { LocalPorts } from './local-ports.ts';
import { sshArguments, type Forward } from './ssh-arguments.ts';
import type { SshProcess, StartSsh } from './ssh-process.ts';
import { readSshLine, sshTrouble, type SshTrouble } from './ssh-words.ts';

/** How a tunnel stands. While it is starting again, `before` tells why it was down. */
export type TunnelState =
  | { readonly kind: 'starting'; readonly before: SshTrouble | undefined }
  | { readonly kind: 'up'; readonly forwards: readonly Forward[] }
  | { readonly kind: 'down'; readonly trouble: SshTrouble };

/** What all tunnels share. Time and chance are lent, and so is ssh. */
export interface TunnelSurroundings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly startSsh: StartSsh;
  /** Whether ssh can ask the user for what it needs. */
  readonly canAsk: boolean;
  readonly ports: LocalPorts;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Whoever is refused often may be shut out for a while (sshd's PerSourcePenalties, fail2ban). */
const FIRST_LOGIN_WAIT_MS = 30_000;
const LONGEST_LOGIN_WAIT_MS = 300_000;
/** One that was up so long was well: the next failure is the first. */
const STEADY_MS = 30_000;
/** A start that takes longer hangs, ms; longer where the user may be asked. */
const START_MS = 60_000;
const ASKED_START_MS = 300_000;
/** As ssh would say it. */
const HANGS = 'Connection timed out';
const NO_PORT: SshTrouble = { reason: 'no port of this computer is free', mendedBy: 'time' };
/** The last lines are those that tell why. */
const KEPT_LINES = 50;

/** One ssh that holds ports open to another machine: started again when it ends, until `stop`. */
export class Tunnel {
  readonly alias: string;
  /** `host:port` as seen from the other end. */
  readonly farEnds: readonly string[];
  readonly #shared: TunnelSurroundings;
  readonly #changed = new Listeners<TunnelState>();
  #state: TunnelState = { kind: 'starting', before: undefined };
  #refusal: { readonly atMs: number; readonly why: string } | undefined;
  #ssh: SshProcess | undefined;
  #cancel: () => void = () => undefined;
  #failures = 0;
  #upSinceMs = Infinity;
  #stopped = false;

  constructor(alias: string, farEnds: readonly string[], shared: TunnelSurroundings) {
    this.alias = alias;
    this.farEnds = farEnds;
    this.#shared = shared;
  }

  get state(): TunnelState {
    return this.#state;
  }

  /** Why the other end connected nowhere, in its words, if it said so since then. `sinceMs` is of the monotonic clock. */
  refusalSince(sinceMs: number): string | undefined {
    return this.#refusal !== undefined && this.#refusal.atMs >= sinceMs ? this.#refusal.why : undefined;
  }

  start(): void {
    if (!this.#stopped) void this.#launch();
  }

  /** The computer woke up, or the network is another one: tries at once where it is down, and may ask the user again. */
  retryNow(): void {
    if (this.#stopped || this.#state.kind !== 'down') return;
    this.#cancel();
    this.#failures = 0;
    void this.#launch();
  }

  /** Resolves when it is up, down or stopped, or when the time is over. */
  async settled(withinMs: number): Promise<void> {
    if (this.#stopped || this.#state.kind !== 'starting') return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        cancel();
        unlisten();
        resolve();
      };
      const cancel = this.#shared.clock.after(withinMs, done);
      const unlisten = this.#changed.add(({ kind }) => {
        if (this.#stopped || kind !== 'starting') done();
      });
    });
  }

  /** Ends ssh; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    // Whoever waits for it to settle need not wait longer.
    this.#changed.tell(this.#state);
    await this.#ssh?.end();
  }

  async #launch(): Promise<void> {
    const before = this.#state.kind === 'down' ? this.#state.trouble : undefined;
    this.#become({ kind: 'starting', before });
    const forwards = await this.#forwards().catch(() => undefined);
    if (this.#stopped) return;
    if (forwards === undefined) this.#failed(NO_PORT);
    // Whoever did not answer once is not asked again and again.
    else this.#startSsh(forwards, this.#shared.canAsk && (!needsUser(before) || this.#failures === 0));
  }

  #startSsh(forwards: readonly Forward[], mayAsk: boolean): void {
    const { clock, startSsh } = this.#shared;
    const ports = forwards.map(({ port }) => port);
    const lines: string[] = [];
    let opens = false;
    const ssh = startSsh(sshArguments({ alias: this.alias, forwards, mayAsk }), {
      line: (text) => {
        const line = readSshLine(text);
        if (line.kind === 'opens') opens ||= ports.includes(line.port);
        else if (line.kind === 'ready' && opens) this.#up(forwards, lines);
        else if (line.kind === 'refused' && this.#state.kind === 'up') this.#refuse(line.why);
        else if (line.kind === 'said' || line.kind === 'refused') lines.push(text);
        if (lines.length > KEPT_LINES) lines.shift();
      },
      ended: (end) => {
        this.#ssh = undefined;
        this.#failed(sshTrouble(this.alias, lines, end, ports));
      },
    });
    this.#ssh = ssh;
    this.#cancel = clock.after(mayAsk ? ASKED_START_MS : START_MS, () => {
      lines.push(HANGS);
      void ssh.end();
    });
  }

  async #forwards(): Promise<readonly Forward[]> {
    const forwards: Forward[] = [];
    for (const farEnd of this.farEnds) {
      forwards.push({ farEnd, port: await this.#shared.ports.portOf(this.#key(farEnd)) });
    }
    return forwards;
  }

  #key(farEnd: string): string {
    return `${this.alias} ${farEnd}`;
  }

  #up(forwards: readonly Forward[], lines: string[]): void {
    this.#cancel();
    // What it said on its way in did not keep it from coming in, and is not why it will end.
    lines.length = 0;
    this.#upSinceMs = this.#shared.clock.monotonicMs();
    this.#become({ kind: 'up', forwards });
  }

  #refuse(why: string): void {
    this.#refusal = { atMs: this.#shared.clock.monotonicMs(), why };
  }

  #failed(trouble: SshTrouble): void {
    const { clock, ports, random } = this.#shared;
    this.#cancel();
    if (this.#stopped) return;
    if (trouble.mendedBy === 'another_port') for (const farEnd of this.farEnds) ports.forget(this.#key(farEnd));
    if (clock.monotonicMs() - this.#upSinceMs >= STEADY_MS) this.#failures = 0;
    this.#upSinceMs = Infinity;
    this.#failures += 1;
    const [firstMs, longestMs] =
      trouble.mendedBy === 'login' ? [FIRST_LOGIN_WAIT_MS, LONGEST_LOGIN_WAIT_MS] : [FIRST_WAIT_MS, LONGEST_WAIT_MS];
    const waitMs = Math.min(longestMs, firstMs * 2 ** (this.#failures - 1)) * (0.5 + random() / 2);
    this.#become({ kind: 'down', trouble });
    this.#cancel = clock.after(waitMs, () => void this.#launch());
  }

  #become(state: TunnelState): void {
    this.#state = state;
    this.#changed.tell(state);
  }
}

function needsUser(trouble: SshTrouble | undefined): boolean {
  return trouble?.mendedBy === 'user' || trouble?.mendedBy === 'login';
}
