import { startSimulator } from '../../demo/nim-simulator/simulator-server.ts';
import { startSink } from '../../demo/strict-sink/sink-server.ts';
import type { MonitorOptions } from '../../app/monitor-options.ts';

// Well formed, and good for nothing but the sink beside it.
const demoToken = `dt0c01.${'D'.repeat(24)}.${'E'.repeat(64)}`;

/** Starts a simulated NIM and a strict sink in this process; what to watch and where to forward. */
export async function startDemo(protoFolder: string): Promise<MonitorOptions> {
  const [simulator, sink] = await Promise.all([startSimulator(), startSink({ protoFolder })]);
  return { target: simulator.url, endpoint: sink.url, token: demoToken, forward: true, scrapeIntervalMs: 1_000 };
}
