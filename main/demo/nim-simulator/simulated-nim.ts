import type { IncomingMessage, ServerResponse } from 'node:http';
import { FaultQueue } from '../fault-queue.ts';
import { EventLog } from './event-log.ts';
import { hideFamilies } from './hide-families.ts';
import { infoAnswer } from './info-routes.ts';
import { nextStartMs } from './process-start.ts';
import type { ScrapeFault } from './scrape-fault.ts';
import { arrivesWhole, send, sendPage } from './send-page.ts';
import { beginLife } from './simulated-life.ts';
import type { SimulatedLife } from './simulated-life.ts';
import type { Progress, SimulatorOptions } from './simulator-options.ts';
import type { Truth } from './truth.ts';

const DEFAULTS = {
  seed: 1,
  timeScale: 1,
  load: 1,
  now: Date.now,
  clockOffsetMs: 0,
  startLoaded: true,
  loadingMs: 2000,
  warmUpMs: 120_000,
  modelName: 'meta/llama-3.1-8b-instruct',
};
const METRICS_PATHS = ['/v1/metrics', '/metrics'];

/** The simulated NIM behind its listener: its lives one after the other, its answers and the weather over them. */
export class SimulatedNim {
  private readonly options: typeof DEFAULTS & SimulatorOptions;
  private readonly metricsPaths: readonly string[];
  private readonly log: EventLog;
  private readonly weather = new FaultQueue<ScrapeFault>();
  private life: SimulatedLife;
  private hidden: ReadonlySet<string> = new Set();
  private clockOffsetMs: number;
  private load: number;
  private abortsWanted = false;
  private requests = 0;
  private wholeAnswers = 0;
  /** Metrics pages are made one after the other, so that none shows events of the next. */
  private queue: Promise<void> = Promise.resolve();

  constructor(options: SimulatorOptions) {
    this.options = { ...DEFAULTS, ...options };
    this.metricsPaths = options.metricsPath === undefined ? METRICS_PATHS : [options.metricsPath];
    const { modelName, eventLogFile, startLoaded, loadingMs, warmUpMs } = this.options;
    this.clockOffsetMs = this.options.clockOffsetMs;
    this.load = this.options.load;
    this.log = new EventLog({ modelName, ...(eventLogFile === undefined ? {} : { file: eventLogFile }) });
    const isFirst = this.log.latestStartMs === undefined;
    this.life = isFirst ? this.newLife(startLoaded ? 0 : loadingMs, warmUpMs) : this.newLife(loadingMs, 0);
  }

  restart(): void {
    this.life = this.newLife(this.options.loadingMs, 0);
  }

  addWeather(fault: ScrapeFault, times: number | undefined): void {
    this.weather.add(fault, times);
  }

  clearWeather(): void {
    this.weather.clear();
    this.hidden = new Set();
  }

  hide(families: readonly string[]): void {
    this.hidden = new Set(families);
  }

  setClockOffset(offsetMs: number): void {
    this.clockOffsetMs = offsetMs;
  }

  setLoad(load: number): void {
    this.load = load;
  }

  addLabelSet(): void {
    this.abortsWanted = true;
  }

  progress(): Progress {
    return { life: this.life.number, requests: this.requests, wholeAnswers: this.wholeAnswers };
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
      this.requests += 1;
      this.queue = this.queue.then(() => this.answerMetrics(response));
    } else {
      const { modelName, now } = this.options;
      const { startMs } = this.life;
      const answer = infoAnswer(path, { modelName, startMs, isReady: this.life.isReady(now()) });
      send(response, answer.status, 'application/json', JSON.stringify(answer.body));
    }
  }

  private async answerMetrics(response: ServerResponse): Promise<void> {
    const { life, hidden } = this;
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
    const fault = this.weather.next();
    const number = this.log.ask(hidden);
    const body = Buffer.from(hideFamilies(await life.render(), hidden), 'utf8');
    response.setHeader('Date', new Date(this.boxNowMs()).toUTCString());
    response.setHeader('x-nim-simulator-answer', String(number));
    this.settleAtEnd(response, number, life.number, arrivesWhole(fault));
    sendPage(response, { contentType: life.contentType, body }, fault);
  }

  /** Notes in the log how an answer ended; one with a fault that spoils it is settled before it begins. */
  private settleAtEnd(response: ServerResponse, number: number, life: number, canBeWhole: boolean): void {
    let settled = false;
    const settle = (whole: boolean): void => {
      if (settled) return;
      settled = true;
      if (whole) this.wholeAnswers += 1;
      this.log.settle(number, life, whole);
    };
    if (!canBeWhole || response.destroyed) settle(false);
    response.once('finish', () => settle(true));
    response.once('close', () => settle(false));
  }

  private newLife(loadingMs: number, warmUpMs: number): SimulatedLife {
    const { log } = this;
    const { modelName, seed, timeScale, now } = this.options;
    const startMs = nextStartMs(this.boxNowMs() - warmUpMs, log.latestStartMs);
    const life = { startMs, readyAtMs: now() + loadingMs, warmUpMs };
    return beginLife({ log, modelName, seed, timeScale, load: () => this.load, ...life });
  }

  private boxNowMs(): number {
    return this.options.now() + this.clockOffsetMs;
  }
}
