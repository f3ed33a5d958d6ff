import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { DEMO_TOKEN } from '../../main/demo/demo-token.ts';
import type { Progress } from '../../main/demo/nim-simulator/simulator-options.ts';
import { Child, MAIN } from './child.ts';
import { MovedClock } from './moved-clock.ts';
import { mountSmallDisk } from './small-disk.ts';
import type { SmallDisk } from './small-disk.ts';
import { pause, until } from './wait.ts';

/** Between two scrapes; as long as one may take, so that a busy computer does not give up what it has received. */
export const INTERVAL_MS = 1000;
/** The same until the baseline is there. */
const FIRST_INTERVAL_MS = 8000;
/** How much faster requests come than in a real NIM. */
const TIME_SCALE = '20';
const LOADING = '100ms';
const START_LIMIT_MS = 30_000;
const SEEN_LIMIT_MS = 30_000;

interface Server {
  child: Child;
  url: string;
  control: string;
}

/** The three processes of a run, and all that can be done to them. */
export class Stage {
  readonly eventLog: string;
  readonly journal: string;
  /** A sentence where this computer cannot have one. */
  readonly disk: SmallDisk | string;
  /** The program's; simulator and sink keep the true one. */
  readonly clock: MovedClock;
  /** What must not happen and did. */
  readonly problems: string[] = [];
  private readonly folder: string;
  private readonly stateDir: string;
  private readonly config: string;
  private readonly seed: number;
  private simulator: Server | undefined;
  private sink: Server | undefined;
  private program: Child | undefined;
  private requestsAtLifeEnd = -1;
  private targetOffsetSeconds = 0;
  private sinkQueue: Promise<void> = Promise.resolve();

  constructor(folder: string, seed: number) {
    this.folder = folder;
    this.seed = seed;
    this.stateDir = join(folder, 'state');
    this.config = join(folder, 'nim-glance.yaml');
    this.eventLog = join(folder, 'events.ndjson');
    this.journal = join(folder, 'journal.ndjson');
    mkdirSync(this.stateDir, { mode: 0o700 });
    this.disk = mountSmallDisk(this.stateDir);
    this.clock = new MovedClock(join(folder, 'clock'));
  }

  async start(): Promise<void> {
    this.simulator = await this.startServer(this.simulateArgs('0', '0'), 'simulator');
    this.sink = await this.startServer(this.sinkArgs('0', '0'), 'sink');
    const { url } = this.simulator;
    const endpoint = this.sink.url;
    // The first answer is the baseline of the whole run. A program that has just started is slow, so it is given time.
    writeFileSync(this.config, configuration(url, endpoint, FIRST_INTERVAL_MS));
    this.startProgram();
    await until('the program delivers its baseline', START_LIMIT_MS, () => this.hasDelivered('"up":{"last":1'));
    writeFileSync(this.config, configuration(url, endpoint, INTERVAL_MS));
    await this.seen();
  }

  startProgram(): void {
    const args = ['run', '--config', this.config, '--state-dir', this.stateDir];
    const env = { DT_API_TOKEN: DEMO_TOKEN, ...this.clock.env };
    this.program = new Child({ args, env, log: join(this.folder, 'run.log') });
  }

  async endProgram(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { program } = this;
    if (program === undefined) return;
    if (program.endedByItself) this.problems.push(`The program ended by itself: ${await program.ended}; see run.log.`);
    const { isYoung } = program;
    const how = await program.end(signal);
    if (signal === 'SIGTERM' && !program.endedByItself && how !== 'exit code 0' && !isYoung) {
      this.problems.push(`Told to end, the program ended with ${how}; see run.log.`);
    }
    this.program = undefined;
  }

  /** SIGKILL, some time without it, and the same address again. */
  async killSimulator(awayMs: number): Promise<void> {
    this.simulator = await this.killServer(
      this.simulator,
      awayMs,
      (...ports) => this.simulateArgs(...ports),
      'simulator',
    );
  }

  async killSink(awayMs: number): Promise<void> {
    this.sink = await this.killServer(this.sink, awayMs, (...ports) => this.sinkArgs(...ports), 'sink');
  }

  /** Commands the simulator, as `simulatorControl` says. */
  async target(command: object): Promise<Progress> {
    return (await ask(this.simulator, command)) as Progress;
  }

  /** Does something to the sink while nobody else does. */
  withSink(act: () => Promise<void>): Promise<void> {
    const done = this.sinkQueue.then(act);
    this.sinkQueue = done.catch(() => undefined);
    return done;
  }

  /** Sets the target's clock. It stays so when the simulator is killed: a computer's clock outlives its processes. */
  async setTargetClock(offsetSeconds: number): Promise<void> {
    this.targetOffsetSeconds = Math.round(offsetSeconds);
    const offsetMs = Math.abs(this.targetOffsetSeconds) * 1000;
    await this.target({ do: 'clock', offsetMs, back: this.targetOffsetSeconds < 0 });
  }

  /** Commands the sink, as `sinkControl` says. */
  async destination(command: object): Promise<void> {
    await ask(this.sink, command);
  }

  /**
   * Waits in good weather until the program has surely committed an answer from now on: one that is under way, a whole
   * one, and the one after, which is not asked for before. It stands before the end of a life of the target, so that
   * what was received of that life is known even if the program was killed or its disk was full just before. It stands
   * around every clock jump, too: over one, nobody can tell a new process from an old one.
   */
  async seen(): Promise<void> {
    const before = await this.target({ do: 'clear' });
    await this.progressed('the program scrapes', (now) => now.wholeAnswers >= before.wholeAnswers + 3);
  }

  /** Ends the life of the target, by a restart or a kill. */
  async endLife(end: () => Promise<unknown>): Promise<void> {
    await this.seen();
    await end();
    this.requestsAtLifeEnd = (await this.target({ do: 'progress' })).requests;
  }

  /** Waits until what the program received of an ended life is surely committed: it has asked again. */
  async lifeEndSeen(): Promise<void> {
    await this.progressed('the program asks again', (now) => now.requests > this.requestsAtLifeEnd);
  }

  /** Runs another command of the program beside it, by the same clock. */
  run(args: readonly string[]): { readonly status: number | null; readonly out: string; readonly err: string } {
    const all = [MAIN, ...args, '--state-dir', this.stateDir];
    const env = { ...process.env, ...this.clock.env };
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { env, encoding: 'utf8', timeout: 30_000 });
    return { status, out: stdout, err: stderr };
  }

  /** Ends all that runs. */
  async end(): Promise<void> {
    await this.endProgram('SIGTERM');
    await Promise.all([this.simulator?.child.end('SIGTERM'), this.sink?.child.end('SIGTERM')]);
  }

  /** Leaves nothing behind, however the run went. */
  async abandon(): Promise<void> {
    for (const child of [this.program, this.simulator?.child, this.sink?.child]) await child?.end('SIGKILL');
    if (typeof this.disk !== 'string') this.disk.unmount(join(this.folder, 'state-at-the-end'));
  }

  private hasDelivered(words: string): boolean {
    return existsSync(this.journal) && readFileSync(this.journal, 'utf8').includes(words);
  }

  private progressed(what: string, isFarEnough: (now: Progress) => boolean): Promise<void> {
    return until(what, SEEN_LIMIT_MS, async () => {
      if (this.program?.endedByItself === true) throw new Error('The program ended by itself; see run.log.');
      return isFarEnough(await this.target({ do: 'progress' }));
    });
  }

  private simulateArgs(port: string, control: string): readonly string[] {
    const pace = ['--seed', String(this.seed), '--time-scale', TIME_SCALE, '--loading', LOADING];
    const clock = this.targetOffsetSeconds === 0 ? [] : [`--clock-offset=${this.targetOffsetSeconds}s`];
    const ports = ['--port', port, '--control-port', control];
    return ['simulate', '--json', ...ports, ...pace, ...clock, '--event-log', this.eventLog];
  }

  private sinkArgs(port: string, control: string): readonly string[] {
    return ['sink', '--json', '--port', port, '--control-port', control, '--journal', this.journal];
  }

  private async startServer(args: readonly string[], name: string): Promise<Server> {
    const child = new Child({ args, env: {}, log: join(this.folder, `${name}.log`) });
    const slow = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`The ${name} does not start.`)), START_LIMIT_MS).unref();
    });
    const line = await Promise.race([child.firstLine, slow]);
    return { child, ...(JSON.parse(line) as { url: string; control: string }) };
  }

  private async killServer(
    server: Server | undefined,
    awayMs: number,
    argsFor: (port: string, control: string) => readonly string[],
    name: string,
  ): Promise<Server> {
    if (server === undefined) throw new Error(`The ${name} has not been started.`);
    if (server.child.endedByItself) this.problems.push(`The ${name} ended by itself; see ${name}.log.`);
    await server.child.end('SIGKILL');
    await pause(awayMs);
    return this.startServer(argsFor(portOf(server.url), portOf(server.control)), name);
  }
}

async function ask(server: Server | undefined, command: object): Promise<unknown> {
  if (server === undefined) throw new Error('Nothing has been started.');
  const response = await fetch(server.control, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(command),
  });
  const answer = (await response.json()) as {
    readonly ok: boolean;
    readonly result?: unknown;
    readonly error?: string;
  };
  if (!answer.ok) throw new Error(`${JSON.stringify(command)}: ${answer.error ?? 'refused'}`);
  return answer.result;
}

function portOf(url: string): string {
  return new URL(url).port;
}

function configuration(target: string, endpoint: string, intervalMs: number): string {
  return `global: { scrape_interval: ${intervalMs}ms, scrape_timeout: ${intervalMs}ms }
scrape_configs:
  - job_name: nim
    metrics_path: /v1/metrics
    static_configs: [{ targets: ["${new URL(target).host}"] }]
forward: { endpoint: "${endpoint}", families: everything }
`;
}
