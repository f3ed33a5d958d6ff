import { DEMO_TOKEN } from './demo-token.ts';
import { startSimulator } from './nim-simulator/simulator-server.ts';
import { startSink } from './strict-sink/sink-server.ts';
import { startWeather } from './weather.ts';

/** A simulated NIM with people asking it, and a sink that is as strict as Dynatrace. */
export interface DemoWorld {
  /** URL of the NIM. */
  readonly target: string;
  /** OTLP base URL of the sink. */
  readonly endpoint: string;
  /** What the sink takes. */
  readonly token: string;
  stop(): Promise<void>;
}

/** The model loads for so long after a restart: to be seen, and not waited for. */
const LOADING_MS = 8_000;

/** Starts both in this process, with some trouble now and then. `protoFolder` holds OTLP's `.proto` files, where a bundle has them. */
export async function startDemoWorld(protoFolder?: string): Promise<DemoWorld> {
  const simulator = await startSimulator({ loadingMs: LOADING_MS });
  try {
    const sink = await startSink(protoFolder === undefined ? {} : { protoFolder });
    const calm = startWeather(simulator, sink, undefined);
    return {
      target: simulator.url,
      endpoint: sink.url,
      token: DEMO_TOKEN,
      stop: async () => {
        calm();
        await Promise.all([simulator.close(), sink.close()]);
      },
    };
  } catch (error) {
    await simulator.close();
    throw error;
  }
}
