// The screen in a browser or in Electron, behind it the product in a process of its own, and before and behind that a
// simulated NIM and a sink in this one, so that what is shown and sent can be compared with what was so.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test as base } from '@playwright/test';
import type { Browser, ElectronApplication, Locator, Page, TestInfo } from '@playwright/test';
import type { SimulatorOptions } from '../../main/demo/nim-simulator/simulator-options.ts';
import { startSimulator, type Simulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import { FORWARDER_ATTRIBUTES } from '../../main/demo/strict-sink/series-sums.ts';
import { startSink, type Sink, type SinkOptions } from '../../main/demo/strict-sink/sink-server.ts';
import { hasPanel } from '../electron/tray-over-dbus.ts';
import { openInElectron } from './electron-product.ts';
import type { HeadlessHost } from './headless-host.ts';
import { openInBrowser } from './headless-product.ts';
import { PageWatch } from './page-watch.ts';
import { CONFIGURATION, type Product, type Start } from './product.ts';
import { Target } from './target.ts';

export { expect } from '@playwright/test';

/** What a spec may change before its screen opens. */
export interface Setup {
  readonly simulator?: SimulatorOptions;
  readonly sink?: SinkOptions;
  /** Whether the sink is named as destination, which switches forwarding on. */
  readonly forward?: boolean;
  /** As `DT_API_TOKEN`. */
  readonly token?: string;
  /** How many boxes there are beside the first one. */
  readonly others?: number;
  /** The text of a configuration file, instead of the first box alone. */
  readonly configuration?: (places: Places) => string;
}

/** What a configuration may name. */
export interface Places {
  /** The first box, then the others, as host:port. */
  readonly targets: readonly string[];
  /** OTLP base URL. */
  readonly sink: string;
}

/** Which screen is tried; set for each project. */
export interface Options {
  host: 'browser' | 'electron';
  setup: Setup;
}

/** A token of the right form. */
export const TOKEN = `dt0c01.${'E2E'.padEnd(24, 'A')}.${'B'.repeat(64)}`;

const INTERVAL_MS = 1_000;

/** A simulated NIM, and what stands before it. */
interface Box {
  readonly sim: Simulator;
  readonly target: Target;
}

export interface World extends Box {
  readonly others: readonly Box[];
  readonly sink: Sink;
}

/** The screen, and all around it. */
export class Glance implements World {
  readonly sim: Simulator;
  readonly target: Target;
  readonly others: readonly Box[];
  readonly sink: Sink;
  readonly watch: PageWatch;
  readonly #open: () => Promise<Product>;
  readonly #home: string;
  #product: Product;

  private constructor(world: World, watch: PageWatch, open: () => Promise<Product>, home: string, product: Product) {
    this.sim = world.sim;
    this.target = world.target;
    this.others = world.others;
    this.sink = world.sink;
    this.watch = watch;
    this.#open = open;
    this.#home = home;
    this.#product = product;
  }

  static async open(world: World, watch: PageWatch, home: string, open: () => Promise<Product>): Promise<Glance> {
    return new Glance(world, watch, open, home, await open());
  }

  /** Another one after `restart`. */
  get page(): Page {
    return this.#product.page;
  }

  get product(): Product {
    return this.#product;
  }

  /** For specs of Electron alone. */
  get electron(): ElectronApplication {
    if (this.#product.electron === null) throw new Error('This screen is in a browser.');
    return this.#product.electron;
  }

  /** For specs of the browser alone. */
  get headless(): HeadlessHost {
    if (this.#product.headless === null) throw new Error('This screen is in Electron.');
    return this.#product.headless;
  }

  /** Ends the product and starts it again, over what it kept. */
  async restart(): Promise<void> {
    await this.#product.stop();
    this.#product = await this.#open();
  }

  /** The text of the configuration file as it is now. */
  get configuration(): string {
    return readFileSync(join(this.#home, CONFIGURATION), 'utf8');
  }

  at(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  /** Waits until so many more scrapes were answered. */
  async scrapes(more: number): Promise<void> {
    const until = this.target.scrapes.length + more;
    await expect.poll(() => this.target.scrapes.length).toBeGreaterThanOrEqual(until);
  }
}

interface Fixtures {
  glance: Glance;
}

interface WorkerFixtures {
  /** One browser for all specs of a worker, started when it is first asked for. */
  chromiumOnce: () => Promise<Browser>;
  /** A panel, too: where none shows icons the shell opens a window instead of its popover. */
  panelOnce: () => Promise<void>;
}

export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  host: ['browser', { option: true }],
  setup: [{}, { option: true }],
  chromiumOnce: [
    // Playwright reads from the first parameter's names which fixtures are wanted: none.
    async ({}, use) => {
      let browser: Promise<Browser> | undefined;
      await use(() => (browser ??= startChromium()));
      await (await browser)?.close();
    },
    { scope: 'worker' },
  ],
  panelOnce: [
    async ({}, use) => {
      let panel: ChildProcess | undefined;
      await use(async () => {
        panel ??= spawn('xfce4-panel', ['--disable-wm-check'], { stdio: 'ignore' });
        await expect.poll(hasPanel).toBe(true);
      });
      panel?.kill();
    },
    { scope: 'worker' },
  ],
  glance: async ({ host, setup, chromiumOnce, panelOnce }, use, testInfo) => {
    const home = mkdtempSync(join(tmpdir(), 'nim-glance-e2e-'));
    const world = await startWorld(setup);
    const start = startOf(setup, world, home);
    const watch = new PageWatch();
    const glance = await Glance.open(world, watch, home, async () => {
      if (host === 'browser') return openInBrowser(await chromiumOnce(), start, watch);
      await panelOnce();
      return openInElectron(start, watch);
    });
    await use(glance);
    if (testInfo.status !== testInfo.expectedStatus) await shoot(glance, testInfo);
    await glance.product.stop();
    await endWorld(world);
    rmSync(home, { recursive: true, force: true });
    expect(watch.problems, 'errors on the page').toEqual([]);
  },
});

/** For whoever has to find out why; a page that crashed gives none. */
async function shoot({ page }: Glance, testInfo: TestInfo): Promise<void> {
  await page.screenshot({ path: testInfo.outputPath('screen.png'), timeout: 5_000 }).catch(() => undefined);
}

function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

async function startWorld({ simulator, sink, others = 0 }: Setup): Promise<World> {
  const [first, ...more] = await Promise.all([
    startBox(simulator),
    ...Array.from({ length: others }, (_, at) => startBox({ seed: at + 2 })),
  ]);
  return { ...first, others: more, sink: await startSink({ leaveOut: FORWARDER_ATTRIBUTES, ...sink }) };
}

async function startBox(options: SimulatorOptions | undefined): Promise<Box> {
  const sim = await startSimulator(options);
  return { sim, target: await Target.before(sim.url) };
}

async function endWorld({ others, sink, ...first }: World): Promise<void> {
  const boxes = [first, ...others];
  await Promise.all([sink.close(), ...boxes.flatMap(({ sim, target }) => [target.close(), sim.close()])]);
}

function startOf({ forward = false, token, configuration }: Setup, world: World, home: string): Start {
  const { target, others, sink } = world;
  const targets = [target, ...others.map((box) => box.target)].map(({ address }) => address);
  return {
    target: target.url,
    intervalMs: INTERVAL_MS,
    configuration: configuration?.({ targets, sink: sink.url }),
    forward: forward ? sink.url : undefined,
    token,
    home,
  };
}
