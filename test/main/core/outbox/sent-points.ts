import type { SentPoint } from '../../../../main/core/model/sent-point.ts';
import type { NewRequest, RequestCodec } from '../../../../main/core/outbox/outbox.ts';

/** Requests as JSON: the outbox must not care. More than `most` points become several. */
export function jsonCodec(most = 100): RequestCodec {
  return {
    decode: (body) => JSON.parse(new TextDecoder().decode(body)) as SentPoint[],
    encode: (points) => {
      const requests: NewRequest[] = [];
      for (let at = 0; at < points.length; at += most) requests.push(requestOf(points.slice(at, at + most)));
      return { requests, dropped: {} };
    },
  };
}

export function requestOf(points: readonly SentPoint[]): NewRequest {
  return {
    body: new TextEncoder().encode(JSON.stringify(points)),
    points: points.length,
    gauges: points.filter(({ kind }) => kind === 'gauge').length,
    oldestMs: Math.min(...points.map(({ timeMs }) => timeMs)),
  };
}

export function pointOf(
  kind: 'sum' | 'gauge',
  metric: string,
  value: number,
  timeMs: number,
  startMs = timeMs - 10,
): SentPoint {
  const scope = { name: 's', version: '', schemaUrl: '', attributes: [] };
  const common = { metric, description: '', unit: '', resource: { r: '1' }, scope, attributes: {} };
  return { ...common, kind, value, startMs: kind === 'gauge' ? timeMs : startMs, timeMs };
}

export function histogramOf(metric: string, bounds: number[], buckets: number[], timeMs: number): SentPoint {
  const { scope, resource, attributes } = pointOf('sum', metric, 0, timeMs);
  const count = buckets.reduce((sum, one) => sum + one, 0);
  const shape = { bounds, buckets, count, sum: count * 2 };
  return {
    kind: 'histogram',
    metric,
    description: '',
    unit: '',
    resource,
    scope,
    attributes,
    ...shape,
    startMs: timeMs - 10,
    timeMs,
  };
}

/** Points of the metrics m0, m1, … */
export const sums = (timeMs: number, ...values: number[]) =>
  values.map((value, index) => pointOf('sum', `m${String(index)}`, value, timeMs));
