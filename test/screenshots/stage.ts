import { createMonitorWithDemo, type RunningDemo } from '../../main/app/demo-switch.ts';
import type { Monitor } from '../../main/app/monitor.ts';
import { readConfiguration } from '../../main/app/config/read-configuration.ts';
import { md5 } from '../../main/app/hashes.ts';
import { OwnMetrics } from '../../main/app/own-metrics.ts';
import { SettingsBook } from '../../main/app/settings/settings-book.ts';
import { DEMO_TOKEN } from '../../main/demo/demo-token.ts';
import type { ScrapeFault } from '../../main/demo/nim-simulator/scrape-fault.ts';
import { startSimulator, type Simulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import type { SimulatorOptions } from '../../main/demo/nim-simulator/simulator-options.ts';
import { startSink, type Sink, type SinkOptions } from '../../main/demo/strict-sink/sink-server.ts';
import { answerOwnMetrics } from '../../main/hosts/headless/http/own-metrics-server.ts';
import { pageFolder } from '../../main/hosts/headless/http/page-folder.ts';
import { serveScreen, type ScreenServer } from '../../main/hosts/headless/http/screen-server.ts';
import type { BoxView } from '../../preload/contract/view.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakeSecrets } from '../fakes/ports.ts';
import { calm } from './calm.ts';
import { startGpuExporter, type GpuExporter } from './gpu-page.ts';
import { LocalNetwork } from './local-network.ts';

/** A box, and what is asked of it. */
export interface BoxPlan extends Pick<SimulatorOptions, 'modelName' | 'seed' | 'load' | 'loadingMs'> {
  readonly name: string;
  /** Whether an exporter tells of its GPU, too. */
  readonly gpu?: boolean;
  /** Whether the configuration names it; it does unless it says otherwise. */
  readonly watched?: boolean;
  /** What is wrong with it from the first scrape on. */
  readonly weather?: ScrapeFault;
}

export interface StagePlan {
  readonly boxes: readonly BoxPlan[];
  /** Whether the configuration names the sink as destination, which switches forwarding on for all boxes. */
  readonly forward?: boolean;
  /** Where the token for the sink lies: in the keychain unless it says otherwise; null for none. */
  readonly token?: 'keychain' | 'environment' | null;
  readonly sink?: SinkOptions;
}

/** Where all scenes play: on a day, in the afternoon. */
const START_MS = Date.parse('2026-09-15T13:05:00Z');
const COMPUTER = 'laptop';
const INTERVAL_SECONDS = 5;
/** Waves of load that take minutes: within the half hour that a line shows there are some. */
const TIME_SCALE = 0.2;
const LONGEST_WAIT_MINUTES = 40;
const NIM_PORT = 8000;
const GPU_PORT = 9400;
const SINK_PORT = 4318;

/** Simulated boxes with names, a sink, the monitor that watches them, and its screen; all by a clock that this moves. */
export class Stage {
  readonly clock = new FakeClock(START_MS, calm);
  readonly network = new LocalNetwork();
  readonly sims = new Map<string, Simulator>();
  readonly #exporters: GpuExporter[] = [];
  #sink: Sink | undefined;
  #monitor: Monitor | undefined;
  #screen: ScreenServer | undefined;

  static async open(plan: StagePlan): Promise<Stage> {
    const stage = new Stage();
    await stage.#build(plan);
    return stage;
  }

  get sink(): Sink {
    return present(this.#sink);
  }

  get monitor(): Monitor {
    return present(this.#monitor);
  }

  get screen(): ScreenServer {
    return present(this.#screen);
  }

  sim(name: string): Simulator {
    return present(this.sims.get(name));
  }

  /** So much time passes for all of them. */
  async live(minutes: number): Promise<void> {
    await this.clock.advance(minutes * 60_000);
    // What is sent is packed outside the event loop, and then on its way.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await calm();
  }

  /** Time passes until the box is so; throws when it never is. */
  async until(name: string, isSo: (box: BoxView) => boolean): Promise<void> {
    for (let minute = 0; minute < LONGEST_WAIT_MINUTES; minute += INTERVAL_SECONDS / 60) {
      const { boxes } = await this.monitor.api.snapshot(undefined);
      if (boxes.some((box) => box.name === name && isSo(box))) return;
      await this.live(INTERVAL_SECONDS / 60);
    }
    throw new Error(`${name} is not so within ${LONGEST_WAIT_MINUTES} minutes.`);
  }

  /** The box's computer is there, and nothing listens on it. */
  async fell(name: string): Promise<void> {
    await this.network.detach(name, NIM_PORT);
  }

  /** It listens again. */
  async stood(name: string): Promise<void> {
    await this.network.attach(name, NIM_PORT, this.sim(name).port);
  }

  async close(): Promise<void> {
    await this.screen.close();
    await this.monitor.stop(0);
    await this.network.close();
    await Promise.all([...this.sims.values(), this.sink].map((server) => server.close()));
    for (const exporter of this.#exporters) exporter.close();
  }

  async #build(plan: StagePlan): Promise<void> {
    this.#sink = await startSink({ port: SINK_PORT, ...plan.sink });
    for (const box of plan.boxes) await this.#addBox(box);
    const settings = openBook(configurationOf(plan, this.#sink.url));
    const metrics = new OwnMetrics();
    const { token: lies = 'keychain' } = plan;
    const secrets = new FakeSecrets();
    if (lies === 'keychain') await secrets.write(this.#sink.url, DEMO_TOKEN);
    const token = lies === 'environment' ? DEMO_TOKEN : undefined;
    const monitor = createMonitorWithDemo(
      { configuration: settings.configuration, settings, token, observer: metrics },
      {
        clock: this.clock,
        random: () => 0.5,
        secrets,
        computerName: COMPUTER,
        environment: {},
        online: () => !this.network.gone,
      },
      () => this.#startDemo(),
    );
    this.#monitor = monitor;
    const files = present(pageFolder(`${import.meta.dirname}/../../dist/renderer`));
    const ownMetrics = answerOwnMetrics({ metrics, facts: () => monitor.facts(), version: '' });
    this.#screen = await serveScreen({
      ...{ port: 0, api: monitor.api, files, ownMetrics, attachKeys: undefined, computer: COMPUTER },
      onAddress: () => undefined,
    });
    monitor.start();
  }

  /** A simulated NIM in the demo's place, by the clock of this stage. */
  async #startDemo(): Promise<RunningDemo> {
    const sim = await startSimulator({ now: () => this.clock.nowMs(), load: 0.8 });
    const sink = await startSink();
    const stop = async (): Promise<void> => {
      await Promise.all([sim.close(), sink.close()]);
    };
    return { target: sim.url, endpoint: sink.url, token: DEMO_TOKEN, stop };
  }

  async #addBox({ name, gpu = false, weather, ...options }: BoxPlan): Promise<void> {
    const sim = await startSimulator({ now: () => this.clock.nowMs(), timeScale: TIME_SCALE, ...options });
    this.sims.set(name, sim);
    if (weather !== undefined) sim.addWeather(weather);
    await this.network.attach(name, NIM_PORT, sim.port);
    if (!gpu) return;
    const exporter = await startGpuExporter(() => this.clock.nowMs());
    this.#exporters.push(exporter);
    await this.network.attach(name, GPU_PORT, exporter.port);
  }
}

function configurationOf({ boxes: all, forward = false }: StagePlan, sink: string): string {
  const boxes = all.filter(({ watched = true }) => watched);
  if (boxes.length === 0) return '# Nothing is watched yet.\n';
  const nims = boxes.map(({ name }) => `${name}:${NIM_PORT}`);
  const gpus = boxes.filter(({ gpu }) => gpu).map(({ name }) => `${name}:${GPU_PORT}`);
  return [
    '# The boxes of the third floor.',
    'global:',
    `  scrape_interval: ${INTERVAL_SECONDS}s`,
    'scrape_configs:',
    ...job('nim-metrics', nims),
    ...(gpus.length === 0 ? [] : job('dcgm', gpus)),
    ...(forward ? ['forward:', `  endpoint: ${sink}`] : []),
    '',
  ].join('\n');
}

function job(name: string, targets: readonly string[]): readonly string[] {
  const lines = targets.map((target) => `          - ${target}`);
  return [`  - job_name: ${name}`, '    static_configs:', '      - targets:', ...lines];
}

function openBook(text: string): SettingsBook {
  const around = { environment: {}, computerName: COMPUTER, md5, mayLackTargets: true };
  const opened = SettingsBook.open(
    {
      path: '/home/ada/.config/nim-glance/nim-glance.yaml',
      read: (read) => readConfiguration(read, 'nim-glance.yaml', around),
      write: () => undefined,
    },
    text,
  );
  if (!opened.ok) throw new Error(opened.errors.map(String).join('\n'));
  return opened.book;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The stage is not built.');
  return value;
}
