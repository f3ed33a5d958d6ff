import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { startSimulator, type Simulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import { DEMO_TOKEN } from '../../main/demo/demo-token.ts';
import { startSink, type Sink } from '../../main/demo/strict-sink/sink-server.ts';
import { NODE_FLAGS } from '../../main/hosts/headless/node-flags.ts';
import { usageOf } from './process-usage.ts';

const ROOT = join(import.meta.dirname, '../..');
const HEADLESS = join(ROOT, 'main/hosts/headless/main.ts');
const COLLECTOR = join(homedir(), '.cache/nim-glance/otelcol-0.165.0/otelcol');
const CHROMIUM = '/usr/bin/chromium';
/** As on Dynatrace's page. */
const INTERVAL = '10s';
/** Everything is compiled and the first scrapes are over. */
const SETTLE_MS = 15_000;

/** What one program used while it did its daily work. */
export interface HostCost {
  readonly program: 'nim-glance' | 'nim-glance with a browser' | 'Collector';
  readonly targets: number;
  /** Of one core, a ratio. */
  readonly cpu: number;
  readonly memoryBytes: number;
  /** What reached the sink meanwhile. */
  readonly points: number;
}

/** Why nothing can be measured here; undefined where it can. */
export function hostMissing(): string | undefined {
  return existsSync('/proc/self/smaps_rollup') ? undefined : 'what a process uses is read from /proc, as Linux has it';
}

/** Why the Collector is not measured; undefined where it is. */
export function collectorMissing(): string | undefined {
  return existsSync(COLLECTOR) ? undefined : `there is no real Collector at ${COLLECTOR}`;
}

/**
 * Each program watches the same simulated NIMs every 10 s and forwards to the same sink, one after the other: memory at
 * the end and CPU of `measureMs`, after a time to settle.
 */
export async function measureHosts(folder: string, targets: number, measureMs: number): Promise<readonly HostCost[]> {
  mkdirSync(folder, { recursive: true });
  const simulators = await Promise.all(
    Array.from({ length: targets }, (_, seed) => startSimulator({ seed: seed + 1 })),
  );
  const work = mkdtempSync(join(folder, 'nim-glance-hosts-'));
  try {
    const costs: HostCost[] = [];
    for (const program of programs()) costs.push(await measure(program, { simulators, work, measureMs }));
    return costs;
  } finally {
    await Promise.all(simulators.map((simulator) => simulator.close()));
    rmSync(work, { recursive: true, force: true });
  }
}

function programs(): readonly HostCost['program'][] {
  const browser = existsSync(CHROMIUM) ? (['nim-glance with a browser'] as const) : [];
  return ['nim-glance', ...browser, ...(collectorMissing() === undefined ? (['Collector'] as const) : [])];
}

interface Surroundings {
  readonly simulators: readonly Simulator[];
  readonly work: string;
  readonly measureMs: number;
}

async function measure(program: HostCost['program'], around: Surroundings): Promise<HostCost> {
  const sink = await startSink();
  const child = program === 'Collector' ? startCollector(sink, around) : startOurs(program, sink, around);
  const browser = program === 'nim-glance with a browser' ? await lookAt(child) : undefined;
  try {
    await later(SETTLE_MS);
    const before = usageOf(child.pid ?? 0);
    const pointsBefore = sink.report().points;
    await later(around.measureMs);
    const after = usageOf(child.pid ?? 0);
    const points = sink.report().points - pointsBefore;
    const cpu = (after.cpuMs - before.cpuMs) / around.measureMs;
    return { program, targets: around.simulators.length, cpu, memoryBytes: after.memoryBytes, points };
  } finally {
    await browser?.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
    await sink.close();
  }
}

function startOurs(program: string, sink: Sink, { simulators, work }: Surroundings): ChildProcess {
  const file = join(work, 'nim-glance.yaml');
  writeFileSync(file, JSON.stringify({ ...scrapes(simulators), forward: { endpoint: sink.url } }));
  const state = mkdtempSync(join(work, 'state-'));
  const shown = program === 'nim-glance' ? ['--quiet'] : ['--open'];
  // As its service starts it.
  const args = [...NODE_FLAGS, HEADLESS, 'run', '--config', file, '--state-dir', state, ...shown];
  const env = { ...process.env, DT_API_TOKEN: DEMO_TOKEN, DISPLAY: '', WAYLAND_DISPLAY: '' };
  // A pipe that nobody reads would stop it once it is full.
  return spawn(process.execPath, args, {
    env,
    stdio: ['ignore', program === 'nim-glance' ? 'ignore' : 'pipe', 'ignore'],
  });
}

/** A page of a real browser, which is drawn all the time. */
async function lookAt(child: ChildProcess): Promise<{ close: () => Promise<void> }> {
  if (child.stdout === null) throw new Error('it has no output');
  const [address] = (await once(createInterface(child.stdout), 'line')) as [string];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 380, height: 900 } });
  await page.goto(address);
  return browser;
}

function startCollector(sink: Sink, { simulators, work }: Surroundings): ChildProcess {
  const file = join(work, 'collector.yaml');
  const configuration = {
    receivers: { prometheus: { config: scrapes(simulators) } },
    processors: { cumulative_to_delta: { max_staleness: '25h' } },
    exporters: { otlp_http: { endpoint: sink.url, headers: { Authorization: `Api-Token ${DEMO_TOKEN}` } } },
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: {
        metrics: { receivers: ['prometheus'], processors: ['cumulative_to_delta'], exporters: ['otlp_http'] },
      },
    },
  };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(configuration));
  return spawn(COLLECTOR, ['--config', file], { stdio: 'ignore' });
}

function scrapes(simulators: readonly Simulator[]) {
  const targets = simulators.map(({ url }) => new URL(url).host);
  const job = { job_name: 'nim-metrics', metrics_path: '/v1/metrics', static_configs: [{ targets }] };
  return { scrape_configs: [{ ...job, scrape_interval: INTERVAL }] };
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
