import type { Family } from '../../../../main/core/model/family.ts';
import type { Point } from '../../../../main/core/model/point.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';

type Place = Partial<Pick<Point, 'labels' | 'startMs' | 'timeMs'>>;

function base(metric: string, { labels = [], startMs = 0, timeMs = 1_000 }: Place) {
  return { metric, labels, description: '', unit: '', startMs, timeMs };
}

export function gauge(metric: string, value: number, labels: Labels = [], timeMs = 0): Point {
  return { kind: 'gauge', value, ...base(metric, { labels, startMs: timeMs, timeMs }) };
}

/** Gained within one second, unless the place says otherwise. */
export function gain(metric: string, value: number, place: Place = {}): Point {
  return { kind: 'sum', value, ...base(metric, place) };
}

export function histogram(metric: string, bounds: number[], buckets: number[], place: Place = {}): Point {
  const count = buckets.reduce((sum, bucket) => sum + bucket, 0);
  return { kind: 'histogram', bounds, buckets, count, sum: 0, ...base(metric, place) };
}

/** The families that a scrape has told when it led to these points. */
export function toldBy(points: readonly Point[]): readonly Family[] {
  return points.map(({ metric, labels }) => ({
    ...{ name: metric, help: '', unit: '', type: 'gauge' },
    series: [{ labels, value: 0, timestampMs: undefined, createdMs: undefined }],
  }));
}
