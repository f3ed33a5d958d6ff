import { createHash } from 'node:crypto';
import { loadOtlpSchema } from '../../main/demo/strict-sink/otlp-schema.ts';
import { requestPoints, type RequestPoint } from '../../main/demo/strict-sink/request-points.ts';
import { Totals } from './totals.ts';

const SCHEMA = loadOtlpSchema();
/** Attributes that the product adds, and the label that is changed now and then. */
const NOT_OF_THE_SERIES = new Set(['box', 'service.name', 'service.instance.id', 'site']);

export const sha256 = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** Body of a partial success. */
export const partialSuccess = (rejected: number): Uint8Array => SCHEMA.encodeResponse(rejected, 'too bad');

/** The points of a request, read by the official schema. */
export function pointsIn(body: Uint8Array): readonly RequestPoint[] {
  const request = SCHEMA.decodeRequest(body);
  if (request === undefined) throw new Error('a request that is none');
  return requestPoints(request);
}

/** What is in it by box and series. */
export function valuesIn(body: Uint8Array): Totals {
  const totals = new Totals();
  for (const point of pointsIn(body)) {
    const key = `${point.attributes['box'] ?? ''} ${keyOf(point)}`;
    if (point.kind === 'sum') totals.add(key, undefined, [point.value]);
    if (point.kind === 'histogram') totals.add(key, point.bounds, [...point.buckets, point.sum ?? NaN]);
  }
  return totals;
}

/** Takes requests and remembers each body. */
export class CountingSink {
  readonly values = new Totals();
  /** Points of all bodies, each once. */
  points = 0;
  readonly #times = new Map<string, number>();

  take(body: Uint8Array): void {
    const sha = sha256(body);
    const times = (this.#times.get(sha) ?? 0) + 1;
    this.#times.set(sha, times);
    if (times > 1) return;
    this.points += pointsIn(body).length;
    this.values.addAll(valuesIn(body));
  }

  has(body: Uint8Array): boolean {
    return this.#times.has(sha256(body));
  }

  /** Bodies that came more than once. */
  get duplicates(): readonly (readonly [sha: string, times: number])[] {
    return [...this.#times].filter(([, times]) => times > 1);
  }
}

function keyOf({ metric, attributes }: RequestPoint): string {
  const own = Object.entries(attributes).filter(([name]) => !NOT_OF_THE_SERIES.has(name));
  return own.length === 0 ? metric : `${metric}{${own.map(([name, value]) => `${name}="${value}"`).join(',')}}`;
}
