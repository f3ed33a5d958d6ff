import { addSeries, sameBounds } from '../series-value.ts';
import type { SeriesValue } from '../series-value.ts';
import { seriesId } from '../series-id.ts';
import type { Labels } from '../series-id.ts';
import type { RequestPoint } from './request-points.ts';

export interface GaugeValue {
  /** The value that came last. */
  readonly last: number;
  readonly points: number;
}

/** Attributes a forwarder adds about itself; without them a series has the name the target gave it. */
export const FORWARDER_ATTRIBUTES: readonly string[] = ['box', 'service.name', 'service.instance.id'];

/** Adds up what was accepted, series by series. */
export interface SeriesSums {
  add(points: readonly RequestPoint[]): void;
  sums(): ReadonlyMap<string, SeriesValue>;
  gauges(): ReadonlyMap<string, GaugeValue>;
}

/** Begins at nothing. Attributes named in `leaveOut` are no part of a series' id. */
export function createSeriesSums(leaveOut: readonly string[] = []): SeriesSums {
  const sums = new Map<string, SeriesValue>();
  const gauges = new Map<string, GaugeValue>();
  return {
    add(points) {
      for (const point of points) {
        const id = seriesId(point.metric, without(point.attributes, leaveOut));
        const delta = deltaOf(point);
        if (delta !== undefined) addDelta(sums, id, delta);
        else if ('value' in point) gauges.set(id, { last: point.value, points: (gauges.get(id)?.points ?? 0) + 1 });
      }
    },
    sums: () => sums,
    gauges: () => gauges,
  };
}

/** What a point adds to its series; undefined for what is a gauge to Dynatrace, a cumulative up-down counter included. */
function deltaOf(point: RequestPoint): SeriesValue | undefined {
  switch (point.kind) {
    case 'gauge':
    case 'summary':
      return undefined;
    case 'sum':
      return point.temporality === 'delta' ? { kind: 'sum', value: point.value } : undefined;
    case 'histogram':
    case 'exponentialHistogram': {
      const { count } = point;
      const isBucketed = point.kind === 'histogram' && point.buckets.length > 0;
      const shape = isBucketed ? { bounds: point.bounds, buckets: point.buckets } : { bounds: [], buckets: [count] };
      return { kind: 'histogram', ...shape, count, sum: point.sum ?? 0 };
    }
  }
}

/** A delta that does not fit its series, by kind or bounds, is kept apart under a name that says so: never lost, never mixed in. */
export function addDelta(sums: Map<string, SeriesValue>, id: string, delta: SeriesValue): void {
  const before = sums.get(id);
  if (before === undefined) sums.set(id, delta);
  else if (fits(before, delta)) sums.set(id, addSeries(before, delta, 1));
  else addDelta(sums, `${id} as ${delta.kind === 'sum' ? 'sum' : `histogram ${delta.bounds.join(' ')}`}`, delta);
}

function fits(left: SeriesValue, right: SeriesValue): boolean {
  if (left.kind === 'sum' || right.kind === 'sum') return left.kind === right.kind;
  return sameBounds(left.bounds, right.bounds);
}

function without(attributes: Labels, leaveOut: readonly string[]): Labels {
  if (leaveOut.length === 0) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !leaveOut.includes(key)));
}
