import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback } from '../loopback-server.ts';
import { EventLog } from './event-log.ts';
import { infoAnswer } from './info-routes.ts';
import { nextStartMs } from './process-start.ts';
import { beginLife } from './simulated-life.ts';
import type { SimulatedLife } from './simulated-life.ts';
import type { Truth } from './truth.ts';

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly seed?: number;
  /** Model time per real time. It moves the requests only: process start and `Date` keep real pace, or no restart could be told. */
  readonly timeScale?: number;
  /** The caller's clock in ms since 1970; the system's by default. */
  readonly now?: () => number;
  /** The box's clock less the caller's, in ms; a box may well be minutes off. */
  readonly clockOffsetMs?: number;
  /** Also write the event log here, as NDJSON. */
  readonly eventLogFile?: string;
  /** False: the first life spends `loadingMs` loading, too. True by default. */
  readonly startLoaded?: boolean;
  /** How long a life is loading: live, not ready, no metrics. */
  readonly loadingMs?: number;
  /** Model time the first life has behind it at birth; 0 gives one that starts at zero. */
  readonly warmUpMs?: number;
  /** Only this one answers; both do when left out. */
  readonly metricsPath?: '/v1/metrics' | '/metrics';
  readonly modelName?: string;
}

export interface Simulator {
  readonly url: string;
  readonly port: number;
  /** A new process: zero counters, a later start, loading at first. */
  restart(): void;
  /** The next metrics answer breaks off in its body. */
  loseNextScrape(): void;
  /** From the next scrape on, `request_finish_total` also has `finished_reason="abort"`. */
  addLabelSet(): void;
  truth(): Truth;
  close(): Promise<void>;
}

const DEFAULTS = {
  port: 0,
  seed: 1,
  timeScale: 1,
  now: Date.now,
  clockOffsetMs: 0,
  startLoaded: true,
  loadingMs: 2000,
  warmUpMs: 120_000,
  modelName: 'meta/llama-3.1-8b-instruct',
};
const METRICS_PATHS = ['/v1/metrics', '/metrics'];

/** Starts a simulated NIM on 127.0.0.1. Rejects with a sentence when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const machine = new SimulatedNim(options);
  try {
    const server = await listenOnLoopback('The simulated NIM', options.port ?? DEFAULTS.port, (request, response) => {
      machine.answer(request, response);
    });
    return {
      url: server.url,
      port: server.port,
      restart: () => machine.restart(),
      loseNextScrape: () => machine.loseNextScrape(),
      addLabelSet: () => machine.addLabelSet(),
      truth: () => machine.truth(),
      close: async () => {
        await server.close();
        machine.close();
      },
    };
  } catch (error) {
    machine.close();
    throw error;
  }
}

class SimulatedNim {
  private readonly options: typeof DEFAULTS & SimulatorOptions;
  private readonly metricsPaths: readonly string[];
  private readonly log: EventLog;
  private life: SimulatedLife;
  private lives = 1;
  private scrapesToLose = 0;
  private abortsWanted = false;
  /** Metrics answers are made one after the other, so that none shows events of the next. */
  private queue: Promise<void> = Promise.resolve();

  constructor(options: SimulatorOptions) {
    this.options = { ...DEFAULTS, ...options };
    this.metricsPaths = options.metricsPath === undefined ? METRICS_PATHS : [options.metricsPath];
    const { modelName, eventLogFile } = this.options;
    this.log = new EventLog({ modelName, ...(eventLogFile === undefined ? {} : { file: eventLogFile }) });
    const { startLoaded, loadingMs, warmUpMs } = this.options;
    const startMs = nextStartMs(this.boxNowMs() - warmUpMs, undefined);
    this.life = this.newLife(startMs, startLoaded ? 0 : loadingMs, warmUpMs);
  }

  restart(): void {
    const startMs = nextStartMs(this.boxNowMs(), this.life.startMs);
    this.lives += 1;
    this.life = this.newLife(startMs, this.options.loadingMs, 0);
  }

  loseNextScrape(): void {
    this.scrapesToLose += 1;
  }

  addLabelSet(): void {
    this.abortsWanted = true;
  }

  truth(): Truth {
    return this.log.truth();
  }

  close(): void {
    this.log.close();
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    const path = (request.url ?? '').split('?')[0] ?? '';
    response.setHeader('Date', new Date(this.boxNowMs()).toUTCString());
    if (request.method !== 'GET') {
      send(response, 405, 'application/json', '{"detail":"Method Not Allowed"}');
    } else if (this.metricsPaths.includes(path)) {
      this.queue = this.queue.then(() => this.answerMetrics(response));
    } else {
      const { modelName, now } = this.options;
      const { startMs } = this.life;
      const answer = infoAnswer(path, { modelName, startMs, isReady: this.life.isReady(now()) });
      send(response, answer.status, 'application/json', JSON.stringify(answer.body));
    }
  }

  private async answerMetrics(response: ServerResponse): Promise<void> {
    const { life } = this;
    const nowMs = this.options.now();
    if (!life.isReady(nowMs)) {
      send(response, 503, 'application/json', '{"detail":"The model is still loading."}');
      return;
    }
    life.advance(nowMs);
    if (this.abortsWanted) {
      this.abortsWanted = false;
      life.startAborts();
    }
    const number = this.log.ask();
    const body = Buffer.from(await life.render(), 'utf8');
    response.setHeader('Date', new Date(this.boxNowMs()).toUTCString());
    response.setHeader('x-nim-simulator-answer', String(number));
    if (this.scrapesToLose > 0) {
      this.scrapesToLose -= 1;
      this.log.settle(number, life.number, false);
      breakOff(response, life.contentType, body);
      return;
    }
    let settled = false;
    const settle = (whole: boolean): void => {
      if (settled) return;
      settled = true;
      this.log.settle(number, life.number, whole);
    };
    response.once('finish', () => settle(true));
    response.once('close', () => settle(false));
    if (response.destroyed) settle(false);
    send(response, 200, life.contentType, body);
  }

  private newLife(startMs: number, loadingMs: number, warmUpMs: number): SimulatedLife {
    const { log } = this;
    const { modelName, seed, timeScale, now } = this.options;
    const readyAtMs = now() + loadingMs;
    return beginLife({ log, modelName, seed: seed + this.lives * 1009, timeScale, startMs, readyAtMs, warmUpMs });
  }

  private boxNowMs(): number {
    return this.options.now() + this.options.clockOffsetMs;
  }
}

function send(response: ServerResponse, status: number, contentType: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Promises the whole body, sends half of it and cuts the connection. */
function breakOff(response: ServerResponse, contentType: string, body: Buffer): void {
  response.writeHead(200, { 'content-type': contentType, 'content-length': body.length });
  response.write(body.subarray(0, body.length >> 1), () => response.destroy());
}
