import { createMonitor, type Monitor } from '../../app/monitor.ts';
import { quickConfiguration } from '../../app/quick-configuration.ts';
import { OwnMetrics } from '../../app/own-metrics.ts';
import { compareTruth } from '../../demo/compare-truth.ts';
import { DEMO_TOKEN } from '../../demo/demo-token.ts';
import { startSimulator, type Simulator } from '../../demo/nim-simulator/simulator-server.ts';
import { FORWARDER_ATTRIBUTES } from '../../demo/strict-sink/series-sums.ts';
import { startSink, type Sink } from '../../demo/strict-sink/sink-server.ts';
import { startWeather } from '../../demo/weather.ts';
import { demoResult, type DemoResult } from './demo-result.ts';
import { headlessPorts } from './headless-ports.ts';
import { openScreen } from './open-screen.ts';
import { parseDuration } from './parse-duration.ts';
import { programFiles } from './program-files.ts';
import { programVersion } from './program-version.ts';
import { showMonitor } from './show-monitor.ts';
import { untilEnded } from './until-ended.ts';

export interface DemoArguments {
  readonly for: string | undefined;
  readonly json: boolean;
  /** Serves the screen to a browser in place of the table in the terminal. */
  readonly open: boolean;
}

const SCRAPE_INTERVAL_MS = 1_000;
const LOADING_MS = 1_500;

/** `nim-glance demo`: the whole way from a simulated NIM to a strict sink, with trouble on it. 0 only when exact. */
export async function demoCommand(args: DemoArguments): Promise<number> {
  const forMs = args.for === undefined ? undefined : parseDuration('--for', args.for);
  const simulator = await startSimulator({ loadingMs: LOADING_MS });
  const sink = await startSink({ leaveOut: FORWARDER_ATTRIBUTES, protoFolder: programFiles().protos });
  const configuration = quickConfiguration({
    target: simulator.url,
    endpoint: sink.url,
    forward: true,
    scrapeIntervalMs: SCRAPE_INTERVAL_MS,
    box: headlessPorts.computerName,
  });
  const metrics = new OwnMetrics();
  const monitor = createMonitor({ configuration, token: DEMO_TOKEN, observer: metrics }, headlessPorts);
  if (!args.json) introduce(simulator, sink);
  const hide = await show(monitor, metrics, args);
  const calm = startWeather(simulator, sink, forMs);
  monitor.start();
  await untilEnded(forMs);
  calm();
  const result = await finish(monitor, simulator, sink);
  hide();
  process.stdout.write(args.json ? `${JSON.stringify(result)}\n` : conclude(result));
  return result.exact ? 0 : 1;
}

/** What comes back ends it. */
async function show(monitor: Monitor, metrics: OwnMetrics, { json, open }: DemoArguments): Promise<() => void> {
  if (json) return () => undefined;
  if (!open) return showMonitor(monitor.api, process.stdout);
  const facts = { metrics, facts: () => monitor.facts(), version: programVersion() };
  const { env: environment, stdout: output } = process;
  const screen = await openScreen({ api: monitor.api, facts, port: 0, output, environment, attachKeys: undefined });
  return () => void screen.close();
}

function introduce(simulator: Simulator, sink: Sink): void {
  process.stderr.write(
    `A simulated NIM at ${simulator.url}/v1/metrics is scraped each second; its deltas go to a sink at ${sink.url}.\n` +
      'Now and then a scrape is lost, the NIM restarts, and the sink answers 503. Ctrl-C ends it.\n',
  );
}

async function finish(monitor: Monitor, simulator: Simulator, sink: Sink): Promise<DemoResult> {
  await monitor.stop(3_000);
  const truth = simulator.truth();
  const sums = sink.sums();
  const snapshot = await monitor.api.snapshot(undefined);
  await Promise.all([simulator.close(), sink.close()]);
  return demoResult(snapshot, truth.series, sums, compareTruth(truth.series, sums));
}

function conclude({ exact, differences }: DemoResult): string {
  if (exact) return 'Exact: what arrived in the sink equals what happened in the simulated NIM.\n';
  return `Not exact:\n${differences.map((difference) => `  ${difference}\n`).join('')}`;
}
