import type { LimitReason, Point } from '../model/point.ts';
import type { SentDelta, SentPoint } from '../model/sent-point.ts';
import { joinCarries } from './join-carries.ts';
import { resourceMetricsOf } from './metric-data.ts';
import { placePoints, type UnitOf } from './place-points.ts';
import type { Origin } from './resource.ts';
import { serializeMetrics } from './serialize-metrics.ts';

export type { Origin, UnitOf };

/** A finished OTLP request: what is stored, sent, and sent again, byte for byte. */
export interface EncodedRequest {
  /** `ExportMetricsServiceRequest` in protobuf, not compressed. */
  readonly body: Uint8Array;
  readonly points: number;
  /** How many of the points are gauges. */
  readonly gauges: number;
  /** Time of its oldest point, ms since the Unix epoch. */
  readonly oldestMs: number;
}

/** Dynatrace refuses whole requests above these. Source: docs.dynatrace.com, "About metrics ingest". */
const MAX_POINTS = 15_000;
const MAX_BYTES = 4_000_000;

/**
 * Requests within the limits, and the points that no request can carry, by reason. Every point given is in one of the
 * two, but for those of `target_info`: they are no metric, their labels are in the resource.
 */
export interface EncodeResult {
  readonly requests: readonly EncodedRequest[];
  /** Only reasons that occurred. */
  readonly dropped: Readonly<Partial<Record<LimitReason, number>>>;
}

export interface EncodedTick extends EncodeResult {
  /** The carries whose values are in the points now, by `sentKey`. */
  readonly joined: ReadonlyMap<string, SentDelta>;
}

/**
 * Encodes points of one target, named and typed as the Collector's Prometheus receiver does it, split so that no
 * request is over Dynatrace's limits. A unit of the exposition goes before that of the catalogue. To each delta the
 * carry of its series is added; `carries` are by `sentKey`.
 */
export function encodeRequests(
  points: readonly Point[],
  origin: Origin,
  unitOf: UnitOf,
  carries: ReadonlyMap<string, SentDelta> = new Map(),
): EncodedTick {
  const { placed, dropped: broken } = placePoints(points, origin, unitOf);
  const { points: sent, joined } = joinCarries(placed, carries);
  const { requests, dropped } = encodeSentPoints(sent);
  return { requests, dropped: { ...broken, ...dropped }, joined };
}

/** Encodes points that are complete, split in the same way. A point too large alone is `limit:size`. */
export function encodeSentPoints(points: readonly SentPoint[]): EncodeResult {
  const requests = splitAndEncode(points);
  const tooLarge = points.length - requests.reduce((sum, request) => sum + request.points, 0);
  return { requests, dropped: tooLarge === 0 ? {} : { 'limit:size': tooLarge } };
}

/** Halves until each part fits; a point too large alone is left out. */
function splitAndEncode(points: readonly SentPoint[]): readonly EncodedRequest[] {
  if (points.length === 0) return [];
  if (points.length <= MAX_POINTS) {
    const body = inOne(resourceMetricsOf(points).map(serializeMetrics));
    if (body.length <= MAX_BYTES) return [requestOf(body, points)];
    if (points.length === 1) return [];
  }
  const middle = Math.ceil(points.length / 2);
  return [...splitAndEncode(points.slice(0, middle)), ...splitAndEncode(points.slice(middle))];
}

function requestOf(body: Uint8Array, points: readonly SentPoint[]): EncodedRequest {
  let oldestMs = Infinity;
  let gauges = 0;
  for (const { kind, timeMs } of points) {
    oldestMs = Math.min(oldestMs, timeMs);
    if (kind === 'gauge') gauges += 1;
  }
  return { body, points: points.length, gauges, oldestMs };
}

/** Requests one behind the other are one request. Source: protobuf.dev, "Encoding": repeated fields are appended. */
function inOne(bodies: readonly Uint8Array[]): Uint8Array {
  const [first, ...more] = bodies;
  if (first !== undefined && more.length === 0) return first;
  const body = new Uint8Array(bodies.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bodies) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}
