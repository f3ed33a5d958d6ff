import { metricFacts, type MetricFacts } from './metric-facts.ts';
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback } from '../loopback-server.ts';
import type { SeriesValue } from '../series-value.ts';
import { authoriseIngest } from './authorisation.ts';
import type { AccessOptions } from './authorisation.ts';
import { judgeRequest, rejectionMessage } from './judge-request.ts';
import { loadOtlpSchema } from './otlp-schema.ts';
import type { OtlpSchema, RawRequest } from './otlp-schema.ts';
import { readBody } from './read-body.ts';
import type { BodyResult } from './read-body.ts';
import { requestPoints } from './request-points.ts';
import type { RequestPoint } from './request-points.ts';
import { createSeriesSums } from './series-sums.ts';
import type { GaugeValue, SeriesSums } from './series-sums.ts';
import { isProtobuf, sendError, sendJson, sendProtobuf } from './sink-answer.ts';
import { lookUpToken } from './token-lookup.ts';

export interface SinkOptions extends AccessOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Folder of the official OTLP files; needed in a bundle, see `loadOtlpSchema`. */
  readonly protoFolder?: string;
  /** Attribute keys that are no part of a series' id. */
  readonly leaveOut?: readonly string[];
}

/** An accepted body. */
export interface AcceptedBody {
  /** Of the unpacked bytes, in hex. */
  readonly sha256: string;
  readonly points: number;
  readonly times: number;
}

export interface SinkReport {
  /** POSTs to the metrics endpoint, however they were answered. */
  readonly requests: number;
  /** Points accepted. */
  readonly points: number;
  /** Points refused one by one, in requests otherwise taken or in a 400. */
  readonly rejected: number;
  readonly bodies: readonly AcceptedBody[];
  /** Those bodies that were accepted more than once. */
  readonly duplicates: readonly AcceptedBody[];
  readonly series: Readonly<Record<string, SeriesValue>>;
  readonly gauges: Readonly<Record<string, GaugeValue>>;
  /** Kind, unit and description of every metric that was named. */
  readonly metrics: Readonly<Record<string, MetricFacts>>;
}

export interface Sink {
  readonly url: string;
  readonly port: number;
  /** The next authorised metrics request is answered so, once per call, and nothing of it is kept. */
  failNext(status: 429 | 503, retryAfterSeconds?: number): void;
  /** What arrived, series by series, to compare with the truth. */
  sums(): ReadonlyMap<string, SeriesValue>;
  report(): SinkReport;
  close(): Promise<void>;
}

/** Dynatrace's limit on an unpacked request, read as binary megabytes. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_POINTS = 15_000;
const MOST_LOOKUP_BYTES = 64 * 1024;
/** With the prefix of a Managed environment, of an ActiveGate, or without. */
const METRICS_PATH = /^((\/e\/[^/]+)?\/api\/v2\/otlp)?\/v1\/metrics$/;
const LOOKUP_PATH = /^(\/e\/[^/]+)?\/api\/v2\/apiTokens\/lookup$/;

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
    failNext: (status, retryAfterSeconds) => sink.failNext(status, retryAfterSeconds),
    sums: () => sink.series.sums(),
    report: () => sink.report(),
    close: () => server.close(),
  };
}

class StrictSink {
  readonly series: SeriesSums;
  private readonly options: SinkOptions;
  private readonly schema: OtlpSchema;
  private readonly failures: { status: 429 | 503; retryAfterSeconds: number | undefined }[] = [];
  private readonly metrics = new Map<string, MetricFacts>();
  private readonly bodies = new Map<string, { points: number; times: number }>();
  private requests = 0;
  private points = 0;
  private rejected = 0;

  constructor(options: SinkOptions) {
    this.options = options;
    this.schema = loadOtlpSchema(options.protoFolder);
    this.series = createSeriesSums(options.leaveOut);
  }

  failNext(status: 429 | 503, retryAfterSeconds?: number): void {
    this.failures.push({ status, retryAfterSeconds });
  }

  report(): SinkReport {
    const bodies = [...this.bodies].map(([sha256, body]) => ({ sha256, ...body }));
    return {
      requests: this.requests,
      points: this.points,
      rejected: this.rejected,
      bodies,
      duplicates: bodies.filter((body) => body.times > 1),
      series: Object.fromEntries(this.series.sums()),
      gauges: Object.fromEntries(this.series.gauges()),
      metrics: Object.fromEntries(this.metrics),
    };
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const isMetrics = METRICS_PATH.test(path);
    const isLookup = LOOKUP_PATH.test(path);
    const limitBytes = isLookup ? MOST_LOOKUP_BYTES : MOST_BYTES;
    // The body is read whatever the answer: a sender cut off in the middle never sees why.
    const body = await readBody(request, limitBytes);
    if (body.kind === 'broken-off') response.destroy();
    else if (!isMetrics && !isLookup) sendError(response, this.schema, 404, 'There is nothing at this path.');
    else if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      sendError(response, this.schema, 405, 'Only POST is allowed here.');
    } else if (isLookup) this.answerLookup(request, response, body);
    else this.answerMetrics(request, response, body);
  }

  private answerLookup(request: IncomingMessage, response: ServerResponse, body: BodyResult): void {
    const text = body.kind === 'read' ? body.bytes.toString('utf8') : '';
    const answer = lookUpToken(request.headers.authorization, text, this.options);
    sendJson(response, answer.status, answer.body);
  }

  private answerMetrics(request: IncomingMessage, response: ServerResponse, body: BodyResult): void {
    this.requests += 1;
    const refuse = (status: number, message: string): void => sendError(response, this.schema, status, message);
    const verdict = authoriseIngest(request.headers.authorization, this.options);
    if (verdict.kind === 'refused') return refuse(verdict.status, verdict.message);
    const failure = this.failures.shift();
    if (failure !== undefined) {
      if (failure.retryAfterSeconds !== undefined) response.setHeader('retry-after', failure.retryAfterSeconds);
      return refuse(failure.status, failure.status === 429 ? 'Too many requests.' : 'Ingest is paused.');
    }
    if (!isProtobuf(request.headers['content-type'])) return refuse(415, 'Only application/x-protobuf is supported.');
    if (body.kind === 'too-large') return refuse(413, 'OTLP_MESSAGE_MAX_SIZE_EXCEEDED: at most 4 MB uncompressed.');
    if (body.kind === 'unknown-encoding') return refuse(415, 'Only gzip is supported as content encoding.');
    if (body.kind !== 'read') return refuse(400, 'The body is not valid gzip.');
    // Observed with Dynatrace: an empty body shows that the token is accepted, by a 400.
    if (body.bytes.length === 0) return refuse(400, 'The request is empty.');
    const raw = this.schema.decodeRequest(body.bytes);
    if (raw === undefined) return refuse(400, 'The body is not a valid OTLP metrics request.');
    const points = requestPoints(raw);
    if (points.length > MOST_POINTS) return refuse(413, `At most ${MOST_POINTS} data points per request.`);
    this.noteFacts(raw);
    this.answerPoints(response, body.bytes, points);
  }

  private noteFacts(raw: RawRequest): void {
    for (const [name, facts] of metricFacts(raw)) this.metrics.set(name, facts);
  }

  private answerPoints(response: ServerResponse, bytes: Buffer, points: readonly RequestPoint[]): void {
    const { accepted, rejected } = judgeRequest(points);
    this.rejected += rejected.length;
    if (rejected.length > 0 && accepted.length === 0) {
      sendError(response, this.schema, 400, rejectionMessage(rejected));
      return;
    }
    this.points += accepted.length;
    this.series.add(accepted);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const times = (this.bodies.get(sha256)?.times ?? 0) + 1;
    this.bodies.set(sha256, { points: points.length, times });
    const isPartial = rejected.length > 0;
    const answer = isPartial
      ? this.schema.encodeResponse(rejected.length, rejectionMessage(rejected))
      : new Uint8Array(0);
    sendProtobuf(response, 200, answer);
  }
}
