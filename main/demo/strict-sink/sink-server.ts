import { listenOnLoopback } from '../loopback-server.ts';
import type { SeriesValue } from '../series-value.ts';
import { sendJson } from './sink-answer.ts';
import type { SinkFault } from './sink-fault.ts';
import { StrictSink } from './strict-sink.ts';
import type { SinkOptions, SinkReport } from './strict-sink.ts';

export type { SinkOptions } from './strict-sink.ts';

export interface Sink {
  readonly url: string;
  readonly port: number;
  /** The next authorised metrics request is answered so, once per call, and nothing of it is kept. */
  failNext(status: 429 | 503, retryAfterSeconds?: number): void;
  /**
   * What happens to the next `times` authorised metrics requests; to every one until `clearWeather` when it is left out.
   */
  addWeather(fault: SinkFault, times?: number): void;
  /** All is well again: no faults, the listener open. */
  clearWeather(): Promise<void>;
  /** Nobody listens: connections are cut and refused until `clearWeather`. */
  refuse(): Promise<void>;
  /** What arrived, series by series, to compare with the truth; without duplicates, a body that came twice counts once. */
  sums(options?: { readonly withoutDuplicates: boolean }): ReadonlyMap<string, SeriesValue>;
  report(): SinkReport;
  close(): Promise<void>;
}

/** Starts a sink on 127.0.0.1 that is as strict as Dynatrace. Rejects with a sentence when the port is taken. */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const sink = new StrictSink(options);
  const server = await listenOnLoopback('The sink', options.port ?? 0, (request, response) => {
    sink.answer(request, response).catch((error: unknown) => {
      // A bug of ours: the sender must not wait for ever.
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: { code: 500, message: String(error), constraintViolations: [] } });
    });
  });
  return {
    url: server.url,
    port: server.port,
    failNext: (status, retryAfterSeconds) => {
      const retryAfter = retryAfterSeconds === undefined ? undefined : String(retryAfterSeconds);
      sink.weather.add({ kind: 'status', status, retryAfter, counted: false }, 1);
    },
    addWeather: (fault, times) => sink.weather.add(fault, times),
    clearWeather: async () => {
      sink.weather.clear();
      await server.accept();
    },
    refuse: () => server.refuse(),
    sums: (which = { withoutDuplicates: false }) => sink.accepted.sums(which),
    report: () => sink.report(),
    close: () => server.close(),
  };
}
