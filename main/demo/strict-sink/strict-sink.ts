import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FaultQueue } from '../fault-queue.ts';
import { AcceptedRequests, Journal, readJournal } from './accepted-requests.ts';
import type { AcceptedBody, AcceptedRequest } from './accepted-requests.ts';
import { answerThrough } from './answer-through.ts';
import { authoriseIngest } from './authorisation.ts';
import type { AccessOptions } from './authorisation.ts';
import { cutDescriptions, cutPoint, NOTHING_CUT, sumOfCuts } from './cut-texts.ts';
import type { Cuts } from './cut-texts.ts';
import { judgeRequest, rejectionMessage } from './judge-request.ts';
import type { RejectedPoint } from './judge-request.ts';
import { metricFacts } from './metric-facts.ts';
import type { MetricFacts } from './metric-facts.ts';
import { loadOtlpSchema } from './otlp-schema.ts';
import type { OtlpSchema } from './otlp-schema.ts';
import { readBody } from './read-body.ts';
import type { BodyResult } from './read-body.ts';
import { requestPoints } from './request-points.ts';
import type { RequestPoint } from './request-points.ts';
import { createSeriesSums } from './series-sums.ts';
import type { GaugeValue } from './series-sums.ts';
import type { SeriesValue } from '../series-value.ts';
import { isProtobuf, sendError, sendJson, sendProtobuf } from './sink-answer.ts';
import { isCounted } from './sink-fault.ts';
import type { SinkFault } from './sink-fault.ts';
import { lookUpToken } from './token-lookup.ts';

export interface SinkOptions extends AccessOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Folder of the official OTLP files; needed in a bundle, see `loadOtlpSchema`. */
  readonly protoFolder?: string | undefined;
  /** Attribute keys that are no part of a series' id. */
  readonly leaveOut?: readonly string[];
  /** File of the journal of accepted requests; one that exists is gone on with, as after a kill. */
  readonly journalFile?: string;
}

/** `requests`, `rejected`, `metrics` and `cuts` are of this process; the rest is of all that wrote the journal. */
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
  /** What Dynatrace would have cut or left out without a word, of accepted points and their metrics. */
  readonly cuts: Cuts;
}

/** Dynatrace's limit on an unpacked request, read as binary megabytes. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_POINTS = 15_000;
const MOST_LOOKUP_BYTES = 64 * 1024;
/** With the prefix of a Managed environment, of an ActiveGate, or without. */
const METRICS_PATH = /^((\/e\/[^/]+)?\/api\/v2\/otlp)?\/v1\/metrics$/;
const LOOKUP_PATH = /^(\/e\/[^/]+)?\/api\/v2\/apiTokens\/lookup$/;

/** The sink behind its listener: judges requests as Dynatrace does, and counts what it takes. */
export class StrictSink {
  readonly weather = new FaultQueue<SinkFault>();
  readonly accepted: AcceptedRequests;
  private readonly options: SinkOptions;
  private readonly schema: OtlpSchema;
  private readonly journal: Journal | undefined;
  private readonly metrics = new Map<string, MetricFacts>();
  private requests = 0;
  private rejected = 0;
  private cuts = NOTHING_CUT;

  constructor(options: SinkOptions) {
    const { journalFile } = options;
    this.options = options;
    this.schema = loadOtlpSchema(options.protoFolder);
    this.journal = journalFile === undefined ? undefined : new Journal(journalFile);
    this.accepted = journalFile === undefined ? new AcceptedRequests() : readJournal(journalFile);
  }

  report(): SinkReport {
    const { accepted, requests, rejected, cuts } = this;
    return {
      requests,
      points: accepted.points,
      rejected,
      bodies: accepted.bodies,
      duplicates: accepted.duplicates,
      series: Object.fromEntries(accepted.sums({ withoutDuplicates: false })),
      gauges: Object.fromEntries(accepted.gauges),
      metrics: Object.fromEntries(this.metrics),
      cuts,
    };
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const isMetrics = METRICS_PATH.test(path);
    if (isMetrics && request.method === 'POST') return this.answerMetrics(request, response);
    const isLookup = LOOKUP_PATH.test(path);
    // The body is read whatever the answer: a sender cut off in the middle never sees why.
    const body = await readBody(request, MOST_LOOKUP_BYTES);
    if (body.kind === 'broken-off') response.destroy();
    else if (!isMetrics && !isLookup) sendError(response, this.schema, 404, 'There is nothing at this path.');
    else if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      sendError(response, this.schema, 405, 'Only POST is allowed here.');
    } else this.answerLookup(request, response, body);
  }

  private answerLookup(request: IncomingMessage, response: ServerResponse, body: BodyResult): void {
    const text = body.kind === 'read' ? body.bytes.toString('utf8') : '';
    const answer = lookUpToken(request.headers.authorization, text, this.options);
    sendJson(response, answer.status, answer.body);
  }

  private async answerMetrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = authoriseIngest(request.headers.authorization, this.options);
    const fault = verdict.kind === 'refused' ? undefined : this.weather.next();
    if (fault?.kind === 'cut' && fault.at === 'request') cutAfter(request, fault.afterBytes);
    const body = await readBody(request, MOST_BYTES);
    if (body.kind === 'broken-off') {
      response.destroy();
      return;
    }
    this.requests += 1;
    if (verdict.kind === 'refused') {
      sendError(response, this.schema, verdict.status, verdict.message);
      return;
    }
    const happens = this.isPossible(fault, body) ? fault : undefined;
    const send = isCounted(happens) ? this.judge(request, response, body, happens) : (): void => undefined;
    answerThrough(response, this.schema, happens, send);
  }

  /** A single point is not too large, nor is a body that was accepted once. */
  private isPossible(fault: SinkFault | undefined, body: BodyResult): boolean {
    const isTooLarge = fault?.kind === 'status' && fault.status === 413;
    if (!isTooLarge || body.kind !== 'read') return true;
    const raw = this.schema.decodeRequest(body.bytes);
    const isSmall = raw !== undefined && requestPoints(raw).length === 1;
    return !isSmall && !this.accepted.has(sha256Of(body.bytes));
  }

  /** Counts what is good in a request and returns what gives the right answer to it. */
  private judge(
    request: IncomingMessage,
    response: ServerResponse,
    body: BodyResult,
    fault: SinkFault | undefined,
  ): () => void {
    const refuse = (status: number, message: string) => (): void => sendError(response, this.schema, status, message);
    const read = this.read(request.headers['content-type'], body);
    if (read.kind === 'refused') return refuse(read.status, read.message);
    const { bytes, points, facts } = read;
    for (const [name, fact] of facts) this.metrics.set(name, fact);
    const { accepted, rejected } = judgeRequest(points);
    const [unwanted, wanted] = partition(
      accepted,
      ({ metric }) => fault?.kind === 'partial' && metric === fault.metric,
    );
    const refused = [...rejected, ...unwanted.map(refusedByWeather)];
    this.rejected += refused.length;
    if (refused.length === 0 || wanted.length > 0) this.take(bytes, { ...read, wanted, unwanted }, facts);
    if (refused.length === 0) return () => sendProtobuf(response, 200, new Uint8Array(0));
    const message = rejectionMessage(refused);
    if (wanted.length === 0) return refuse(400, message);
    return () => sendProtobuf(response, 200, this.schema.encodeResponse(refused.length, message));
  }

  private read(contentType: string | undefined, body: BodyResult): ReadRequest {
    const refuse = (status: number, message: string): ReadRequest => ({ kind: 'refused', status, message });
    if (!isProtobuf(contentType)) return refuse(415, 'Only application/x-protobuf is supported.');
    if (body.kind === 'too-large') return refuse(413, 'OTLP_MESSAGE_MAX_SIZE_EXCEEDED: at most 4 MB uncompressed.');
    if (body.kind === 'unknown-encoding') return refuse(415, 'Only gzip is supported as content encoding.');
    if (body.kind !== 'read') return refuse(400, 'The body is not valid gzip.');
    const { bytes } = body;
    // Observed with Dynatrace: an empty body shows that the token is accepted, by a 400.
    if (bytes.length === 0) return refuse(400, 'The request is empty.');
    const raw = this.schema.decodeRequest(bytes);
    if (raw === undefined) return refuse(400, 'The body is not a valid OTLP metrics request.');
    const points = requestPoints(raw);
    if (points.length > MOST_POINTS) return refuse(413, `At most ${MOST_POINTS} data points per request.`);
    return { kind: 'read', bytes, points, facts: metricFacts(raw) };
  }

  private take(bytes: Buffer, { points, wanted, unwanted }: Parts, facts: ReadonlyMap<string, MetricFacts>): void {
    const cut = wanted.map(cutPoint);
    this.cuts = sumOfCuts([this.cuts, cutDescriptions(facts.values()), ...cut.map(({ cuts }) => cuts)]);
    const { sums, gauges } = this.addUp(cut.map(({ point }) => point));
    const request: AcceptedRequest = {
      sha256: sha256Of(bytes),
      points: points.length,
      refused: points.length - wanted.length,
      sums,
      refusedSums: this.addUp(unwanted).sums,
      gauges,
    };
    this.journal?.append(request);
    this.accepted.add(request);
  }

  private addUp(points: readonly RequestPoint[]): Pick<AcceptedRequest, 'sums' | 'gauges'> {
    const series = createSeriesSums(this.options.leaveOut);
    series.add(points);
    return { sums: Object.fromEntries(series.sums()), gauges: Object.fromEntries(series.gauges()) };
  }
}

type ReadRequest =
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | {
      readonly kind: 'read';
      readonly bytes: Buffer;
      readonly points: readonly RequestPoint[];
      readonly facts: ReadonlyMap<string, MetricFacts>;
    };

/** A request's points, and what becomes of them. */
interface Parts {
  readonly points: readonly RequestPoint[];
  readonly wanted: readonly RequestPoint[];
  /** Refused by the weather alone. */
  readonly unwanted: readonly RequestPoint[];
}

function refusedByWeather({ metric }: RequestPoint): RejectedPoint {
  return { metric, reason: 'METRIC_KEY_INVALID' };
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Resets the connection once so many bytes of the body, as it travels, have come; a shorter one is reset at its end. */
function cutAfter(request: IncomingMessage, afterBytes: number): void {
  let length = 0;
  const cut = (): void => void request.socket.resetAndDestroy();
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length >= afterBytes) cut();
  });
  request.once('end', cut);
}
