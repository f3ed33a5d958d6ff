import type { Answer, MonitorApi } from '../../preload/contract/api.ts';
import type { Snapshot } from '../../preload/contract/view.ts';
import { createMonitor, type Monitor } from './monitor.ts';
import type { MonitorOptions } from './monitor-options.ts';
import type { Ports, SecretStore } from './ports.ts';
import { quickConfiguration } from './quick-configuration.ts';
import { ShownApi } from './shown-api.ts';

/** A simulated NIM and a destination that takes what comes from it. */
export interface RunningDemo {
  /** URL of the NIM. */
  readonly target: string;
  /** OTLP base URL. */
  readonly endpoint: string;
  /** What the destination takes. */
  readonly token: string;
  stop(): Promise<void>;
}

const BOX = 'demo';
/** Whoever tries something does not want to wait. */
const INTERVAL_MS = 1_000;
/** The demo has no part in the user's keychain. */
const NOTHING_STORED: SecretStore = {
  read: () => Promise.resolve({ kind: 'unset' }),
  write: () => Promise.resolve({ kind: 'unavailable', reason: 'this is the demo; leave it first' }),
  delete: () => Promise.resolve({ kind: 'unset' }),
};

/**
 * A monitor that can show a demo in place of itself, from `demo { on: true }` to `demo { on: false }`. The demo is a
 * second monitor, whose ledger is in memory; the user's own goes on meanwhile, unseen. Throws as `createMonitor` does.
 */
export function createMonitorWithDemo(
  options: MonitorOptions,
  ports: Ports,
  startDemo: () => Promise<RunningDemo>,
): Monitor {
  return new DemoSwitch(createMonitor(options, ports), ports, startDemo);
}

interface Demo {
  readonly monitor: Monitor;
  readonly running: RunningDemo;
}

class DemoSwitch implements Monitor {
  readonly api: MonitorApi;
  readonly #own: Monitor;
  readonly #ports: Ports;
  readonly #startDemo: () => Promise<RunningDemo>;
  readonly #shown: ShownApi;
  #demo: Demo | undefined;
  /** One switching after the other. */
  #switching: Promise<Answer> = Promise.resolve({ ok: true });

  constructor(own: Monitor, ports: Ports, startDemo: () => Promise<RunningDemo>) {
    this.#own = own;
    this.#ports = ports;
    this.#startDemo = startDemo;
    this.#shown = new ShownApi(own.api);
    this.api = { ...this.#shown.api, demo: ({ on }) => this.#switch(on) };
  }

  start(): void {
    this.#own.start();
  }

  apply(...change: Parameters<Monitor['apply']>): void {
    this.#own.apply(...change);
  }

  retryNow(): void {
    this.#own.retryNow();
    this.#demo?.monitor.retryNow();
  }

  setRhythm(...rhythm: Parameters<Monitor['setRhythm']>): void {
    this.#own.setRhythm(...rhythm);
    this.#demo?.monitor.setRhythm(...rhythm);
  }

  facts(): ReturnType<Monitor['facts']> {
    return this.#own.facts();
  }

  async stop(withinMs?: number): Promise<void> {
    await this.#switching;
    await Promise.all([this.#own.stop(withinMs), this.#end(this.#demo)]);
  }

  #switch(on: boolean): Promise<Answer> {
    this.#switching = this.#switching.then(() => (on ? this.#enter() : this.#leave()));
    return this.#switching;
  }

  async #enter(): Promise<Answer> {
    if (this.#demo !== undefined) return { ok: true };
    try {
      const running = await this.#startDemo();
      const monitor = createMonitor(optionsOf(running), { ...this.#ports, secrets: NOTHING_STORED });
      monitor.start();
      this.#show({ monitor, running });
      return { ok: true };
    } catch (error) {
      return { ok: false, reason: `The demo cannot start: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  async #leave(): Promise<Answer> {
    const demo = this.#demo;
    this.#show(undefined);
    await this.#end(demo);
    return { ok: true };
  }

  #show(demo: Demo | undefined): void {
    this.#demo = demo;
    this.#shown.show(demo === undefined ? this.#own.api : marked(demo.monitor.api));
  }

  async #end(demo: Demo | undefined): Promise<void> {
    await demo?.monitor.stop();
    await demo?.running.stop();
  }
}

/** Whose snapshots say that these are no boxes of the user's. */
function marked(api: MonitorApi): MonitorApi {
  const mark = (snapshot: Snapshot): Snapshot => ({ ...snapshot, demo: true });
  return {
    ...api,
    snapshot: async () => mark(await api.snapshot(undefined)),
    on: (event, listener) =>
      api.on(event, (value) => {
        // The compiler does not tie the value to the event's name.
        listener(event === 'snapshot' ? (mark(value as Snapshot) as typeof value) : value);
      }),
  };
}

function optionsOf({ target, endpoint, token }: RunningDemo): MonitorOptions {
  const about = { target, endpoint, forward: true, scrapeIntervalMs: INTERVAL_MS, box: BOX };
  return { configuration: { ...quickConfiguration(about), namedBoxes: [BOX] }, token };
}
