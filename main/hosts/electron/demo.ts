import { hostname } from 'node:os';
import type { MonitorOptions } from '../../app/monitor-options.ts';
import { quickConfiguration } from '../../app/quick-configuration.ts';
import { DEMO_TOKEN } from '../../demo/demo-token.ts';
import { startSimulator } from '../../demo/nim-simulator/simulator-server.ts';
import { startSink } from '../../demo/strict-sink/sink-server.ts';
import { startWeather } from '../../demo/weather.ts';

/** Starts a simulated NIM and a strict sink in this process, with trouble each minute; what to watch and where to forward. */
export async function startDemo(protoFolder: string): Promise<MonitorOptions> {
  const [simulator, sink] = await Promise.all([startSimulator(), startSink({ protoFolder })]);
  startWeather(simulator, sink, undefined);
  const where = { target: simulator.url, endpoint: sink.url, box: hostname() };
  return { configuration: quickConfiguration({ ...where, forward: true, scrapeIntervalMs: 1_000 }), token: DEMO_TOKEN };
}
