import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { answerOwnMetrics } from '../../main/hosts/headless/http/own-metrics-server.ts';
import { OwnMetrics } from '../../main/app/own-metrics.ts';
import { pageFolder } from '../../main/hosts/headless/http/page-folder.ts';
import { serveScreen } from '../../main/hosts/headless/http/screen-server.ts';
import type { Snapshot, Tile } from '../../preload/contract/view.ts';
import { fakeApi } from '../fakes/monitor-api.ts';
import { fakeFacts } from '../fakes/monitor-facts.ts';
import { fakeBox, fakeSnapshot, fakeTiles } from '../fakes/snapshot.ts';

const ROOT = join(import.meta.dirname, '../..');
const BUNDLE = join(ROOT, 'dist/renderer');
const CHART_JS = join(ROOT, 'node_modules/chart.js/dist/chart.umd.js');
const CHROMIUM = '/usr/bin/chromium';
const LINES = 12;
const POINTS = 360;
const WIDTH = 380;
/** Longer than an update takes, so that each is drawn on its own. */
const BETWEEN_MS = 120;

/** Why the screen cannot be measured here; undefined where it can. */
export function screenMissing(): string | undefined {
  if (!existsSync(CHROMIUM)) return `there is no ${CHROMIUM}`;
  return existsSync(join(BUNDLE, 'index.html')) ? undefined : 'the screen is not bundled (npm run bundle)';
}

export interface ScreenCost {
  /** Lines that were drawn. */
  readonly lines: number;
  /** Main thread of the page, ms for one update, a number for each round. */
  readonly ours: readonly number[];
  /** As many lines of Chart.js as its documentation begins, without animation. */
  readonly plain: readonly number[];
}

/** What one update of the screen costs with 12 lines of 360 points, beside bare Chart.js with the same points. */
export async function measureScreen(rounds: number, updates: number): Promise<ScreenCost> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const screen = await openOurs(browser);
    const plain = await openPlain(browser);
    const costs = { ours: [] as number[], plain: [] as number[] };
    // The first round warms both up.
    for (let round = -1; round < rounds; round += 1) {
      const pair = [await costOf(screen, updates), await costOf(plain, updates)];
      if (round < 0) continue;
      costs.ours.push(pair[0] ?? NaN);
      costs.plain.push(pair[1] ?? NaN);
    }
    const lines = await screen.page.locator('.sparkline canvas').count();
    await screen.close();
    return { lines, ...costs };
  } finally {
    await browser.close();
  }
}

export interface BundleSize {
  readonly kind: string;
  readonly bytes: number;
  readonly gzipped: number;
}

/** What a browser loads, by kind of file. */
export function bundleSizes(): readonly BundleSize[] {
  const files = readdirSync(BUNDLE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const kinds = new Map<string, BundleSize>();
  for (const { parentPath, name } of files) {
    const body = readFileSync(join(parentPath, name));
    const kind = extname(name).slice(1);
    const { bytes, gzipped } = kinds.get(kind) ?? { bytes: 0, gzipped: 0 };
    kinds.set(kind, { kind, bytes: bytes + body.length, gzipped: gzipped + gzipSync(body).length });
  }
  return [...kinds.values()].sort((a, b) => b.bytes - a.bytes);
}

interface Drawn {
  readonly page: Page;
  readonly metrics: CDPSession;
  readonly update: (tick: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Main-thread time of the page for one update, ms, less what it costs to do nothing for as long. */
async function costOf({ metrics, update }: Drawn, updates: number): Promise<number> {
  const idle = await during(metrics, async () => {
    for (let tick = 0; tick < updates; tick += 1) await pause();
  });
  const busy = await during(metrics, async () => {
    for (let tick = 0; tick < updates; tick += 1) {
      await update(tick);
      await pause();
    }
  });
  return (busy - idle) / updates;
}

async function during(metrics: CDPSession, work: () => Promise<void>): Promise<number> {
  const before = await taskMs(metrics);
  await work();
  return (await taskMs(metrics)) - before;
}

async function taskMs(metrics: CDPSession): Promise<number> {
  const answer = await metrics.send('Performance.getMetrics');
  return (answer.metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1_000;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
}

async function newPage(browser: Browser): Promise<{ page: Page; metrics: CDPSession }> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
  const metrics = await page.context().newCDPSession(page);
  await metrics.send('Performance.enable');
  return { page, metrics };
}

async function openOurs(browser: Browser): Promise<Drawn> {
  let tell: (snapshot: Snapshot) => void = () => undefined;
  let address = '';
  const server = await serveScreen({
    ...{ port: 0, files: pageFolder(BUNDLE) ?? new Map(), attachKeys: undefined, computer: 'bench' },
    api: fakeApi({
      snapshot: () => Promise.resolve(snapshotAt(0)),
      on: (event, listener) => {
        if (event === 'snapshot') tell = (value) => listener(value as Parameters<typeof listener>[0]);
        return () => undefined;
      },
    }),
    ownMetrics: answerOwnMetrics({ metrics: new OwnMetrics(), facts: fakeFacts, version: '0' }),
    onAddress: (told) => (address = told),
  });
  const { page, metrics } = await newPage(browser);
  await page.goto(address);
  await page.locator('.sparkline canvas').first().waitFor();
  const update = (tick: number): Promise<void> => {
    tell(snapshotAt(tick));
    return Promise.resolve();
  };
  const close = async (): Promise<void> => {
    await page.close();
    await server.close();
  };
  return { page, metrics, update, close };
}

/** Chart.js alone: the same points, animation off, everything else as it comes. */
async function openPlain(browser: Browser): Promise<Drawn> {
  const { page, metrics } = await newPage(browser);
  await page.setContent('<div></div>'.repeat(LINES).replaceAll('<div>', '<div style="width:100px;height:24px">'));
  await page.addScriptTag({ path: CHART_JS });
  await page.evaluate(drawPlain);
  const update = (tick: number): Promise<void> =>
    page.evaluate(
      (lines) => {
        (window as unknown as { update: (lines: unknown) => void }).update(lines);
      },
      Array.from({ length: LINES }, (_, line) => historyAt(tick, line)),
    );
  return { page, metrics, update, close: () => page.close() };
}

/** Runs in the page. */
function drawPlain(): void {
  interface PlainChart {
    data: { labels: number[]; datasets: { data: unknown }[] };
    update(): void;
  }
  const { Chart } = window as unknown as { Chart: new (canvas: HTMLCanvasElement, options: unknown) => PlainChart };
  const charts = [...document.querySelectorAll('div')].map((place) => {
    const canvas = document.createElement('canvas');
    place.append(canvas);
    const options = {
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: { x: { display: false }, y: { display: false } },
    };
    return new Chart(canvas, { type: 'line', data: { labels: [], datasets: [{ data: [] }] }, options });
  });
  Object.assign(window, {
    update: (lines: number[][]) => {
      for (const [at, chart] of charts.entries()) {
        chart.data.labels = (lines[at] ?? []).map((_, x) => x);
        chart.data.datasets = [{ data: lines[at] ?? [] }];
        chart.update();
      }
    },
  });
}

/** A snapshot in which all twelve lines are drawn anew. */
function snapshotAt(tick: number): Snapshot {
  const line = (at: number): Tile => {
    const history = historyAt(tick, at);
    return { value: history[history.length - 1] ?? null, above: null, why: null, history };
  };
  const quantiles = (at: number) => ({ p50: line(at), p95: line(at + 1) });
  const tiles = fakeTiles({
    ...{ kvCache: line(0), running: line(1), waiting: line(2), firstToken: quantiles(3), betweenTokens: quantiles(4) },
    ...{ wholeRequest: quantiles(5), tokensOut: line(6), tokensIn: line(7), requests: line(8), failures: line(9) },
    gpu: {
      ...{ utilisation: line(10), memoryUsed: line(11), memoryTotal: line(12), temperature: line(13) },
      ...{ power: line(14), xid: null },
    },
  });
  return { ...fakeSnapshot({ ...fakeBox('fine'), ...tiles }), takenAtMs: Date.now() };
}

/** From 0 to 1, another line for each `line`, moved on by one point each tick. */
function historyAt(tick: number, line: number): number[] {
  return Array.from({ length: POINTS }, (_, x) => 0.5 + 0.4 * Math.sin((x + tick) / (7 + line)) * Math.cos(x / 31));
}
