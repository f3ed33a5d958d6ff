import type { Answer, Events, MonitorApi, Queries } from '../../preload/contract/api.ts';
import { parsers } from '../../preload/contract/parsers.ts';
import type { Snapshot } from '../../preload/contract/view.ts';
import { createMonitor, type Monitor } from './monitor.ts';
import type { MonitorOptions } from './monitor-options.ts';
import type { Ports, SecretStore } from './ports.ts';
import { quickConfiguration } from './quick-configuration.ts';

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

/** Somebody who listens, whichever monitor is shown. */
interface Subscription {
  readonly listen: () => () => void;
  /** Tells how it stands, unasked. */
  readonly announce: () => void;
  end: () => void;
}

class DemoSwitch implements Monitor {
  readonly api: MonitorApi;
  readonly #own: Monitor;
  readonly #ports: Ports;
  readonly #startDemo: () => Promise<RunningDemo>;
  readonly #subscriptions = new Set<Subscription>();
  #demo: Demo | undefined;
  /** One switching after the other. */
  #switching: Promise<Answer> = Promise.resolve({ ok: true });

  constructor(own: Monitor, ports: Ports, startDemo: () => Promise<RunningDemo>) {
    this.#own = own;
    this.#ports = ports;
    this.#startDemo = startDemo;
    this.api = this.#apiOfShown();
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

  #apiOfShown(): MonitorApi {
    const asShown = (method: keyof Queries) => (argument: never) => this.#shown.api[method](argument);
    const methods = Object.keys(parsers) as (keyof Queries)[];
    const all = Object.fromEntries(methods.map((method) => [method, asShown(method)])) as unknown as MonitorApi;
    return {
      ...all,
      snapshot: async () => this.#marked(await this.#shown.api.snapshot(undefined)),
      demo: ({ on }) => this.#switch(on),
      on: (event, listener) => this.#subscribe(event, listener),
    };
  }

  get #shown(): Monitor {
    return this.#demo?.monitor ?? this.#own;
  }

  #marked(snapshot: Snapshot): Snapshot {
    return this.#demo === undefined ? snapshot : { ...snapshot, demo: true };
  }

  #subscribe<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    const hear = (value: Events[E]): void => {
      // The compiler does not tie the value to the event's name.
      listener(event === 'snapshot' ? (this.#marked(value as Snapshot) as Events[E]) : value);
    };
    const listen = (): (() => void) => this.#shown.api.on(event, hear);
    const announce = (): void => {
      if (event === 'snapshot') void this.#shown.api.snapshot(undefined).then((value) => hear(value as Events[E]));
    };
    const subscription: Subscription = { listen, announce, end: listen() };
    this.#subscriptions.add(subscription);
    return () => {
      this.#subscriptions.delete(subscription);
      subscription.end();
    };
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

  /** Whoever listens hears the other monitor from now on, and at once how it stands. */
  #show(demo: Demo | undefined): void {
    this.#demo = demo;
    for (const subscription of this.#subscriptions) {
      subscription.end();
      subscription.end = subscription.listen();
      subscription.announce();
    }
  }

  async #end(demo: Demo | undefined): Promise<void> {
    await demo?.monitor.stop();
    await demo?.running.stop();
  }
}

function optionsOf({ target, endpoint, token }: RunningDemo): MonitorOptions {
  const about = { target, endpoint, forward: true, scrapeIntervalMs: INTERVAL_MS, box: BOX };
  return { configuration: { ...quickConfiguration(about), namedBoxes: [BOX] }, token };
}
