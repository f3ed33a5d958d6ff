import type { Labels } from './sample.ts';

/** Attributes by name. A plain object, as OpenTelemetry wants it; made from entries, so that any name is safe. */
export type Attributes = Readonly<Record<string, string>>;

/** Who instrumented the code, as OTLP has it. `attributes` are entries: any name is safe. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly schemaUrl: string;
  readonly attributes: Labels;
}

interface SentBase {
  readonly metric: string;
  readonly description: string;
  /** UCUM; empty when there is none. */
  readonly unit: string;
  readonly resource: Attributes;
  readonly scope: Scope;
  /** Of the point itself. */
  readonly attributes: Attributes;
  /** Start of the interval the point covers, ms since the Unix epoch; equal to `timeMs` for a gauge. */
  readonly startMs: number;
  /** Its end, ms since the Unix epoch. */
  readonly timeMs: number;
}

export interface SentGauge extends SentBase {
  readonly kind: 'gauge';
  readonly value: number;
}

export interface SentSum extends SentBase {
  readonly kind: 'sum';
  /** A delta. */
  readonly value: number;
}

export interface SentHistogram extends SentBase {
  readonly kind: 'histogram';
  /** Finite upper bounds, ascending. */
  readonly bounds: readonly number[];
  /** Deltas, not cumulative; one longer than `bounds`. */
  readonly buckets: readonly number[];
  readonly count: number;
  readonly sum: number | undefined;
}

/** What can be added up. */
export type SentDelta = SentSum | SentHistogram;

/** A point as a request carries it: complete in itself, whatever became of its target. */
export type SentPoint = SentGauge | SentDelta;

/** Names a series as the destination sees it; histograms of other bounds are another one, for they cannot be added. */
export function sentKey(point: SentPoint): string {
  const { metric, kind, unit, scope } = point;
  const bounds = point.kind === 'histogram' ? point.bounds : [];
  const from = [scope.name, scope.version, scope.schemaUrl, sortedPairs(scope.attributes)];
  return JSON.stringify([
    metric,
    kind,
    unit,
    sortedEntries(point.attributes),
    bounds,
    sortedEntries(point.resource),
    from,
  ]);
}

/** Two deltas of the same key as one: values added, the interval over both. The later one describes it. */
export function addSent(earlier: SentDelta, later: SentDelta): SentDelta {
  const times = {
    startMs: Math.min(earlier.startMs, later.startMs),
    timeMs: Math.max(earlier.timeMs, later.timeMs),
  };
  if (earlier.kind === 'sum' && later.kind === 'sum') {
    return { ...later, ...times, value: earlier.value + later.value };
  }
  if (earlier.kind === 'sum' || later.kind === 'sum') throw new Error('a sum and a histogram have not the same key');
  return {
    ...later,
    ...times,
    buckets: later.buckets.map((count, index) => count + (earlier.buckets[index] ?? 0)),
    count: earlier.count + later.count,
    sum: earlier.sum === undefined || later.sum === undefined ? undefined : earlier.sum + later.sum,
  };
}

function sortedEntries(attributes: Attributes): Labels {
  return sortedPairs(Object.entries(attributes));
}

function sortedPairs(pairs: Labels): Labels {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
