import { sentKey, type Attributes, type Scope, type SentDelta } from '../model/sent-point.ts';
import type { Carry } from './ledger-state.ts';
import { Places } from './places.ts';

/**
 * The carries of an account as JSON. What many points share (resource, scope, metric) is written once, because a day
 * offline writes this at each tick. JSON keeps every finite number exactly; a delta of -0 comes back as 0.
 */
interface Packed {
  readonly resources: readonly Attributes[];
  readonly scopes: readonly Scope[];
  readonly metrics: readonly Metric[];
  readonly bounds: readonly (readonly number[])[];
  readonly carries: readonly PackedCarry[];
}

type Metric = readonly [metric: string, unit: string, description: string];

/** Places in the lists above, then what is its own. Of a sum `bounds` is -1 and `values` its value alone. */
type PackedCarry = readonly [
  resource: number,
  scope: number,
  metric: number,
  bounds: number,
  attributes: Attributes,
  startMs: number,
  timeMs: number,
  points: number,
  foldedMs: number,
  values: readonly number[],
];

export function packCarries(carries: Iterable<Carry>): string {
  const resources = new Places<Attributes>(JSON.stringify);
  const scopes = new Places<Scope>(JSON.stringify);
  const metrics = new Places<Metric>(JSON.stringify);
  const bounds = new Places<readonly number[]>(JSON.stringify);
  const packed = Array.from(carries, ({ delta, points, foldedMs }): PackedCarry => {
    const { resource, scope, metric, unit, description, attributes, startMs, timeMs } = delta;
    const places = [resources.of(resource), scopes.of(scope), metrics.of([metric, unit, description])] as const;
    const shape = delta.kind === 'sum' ? -1 : bounds.of(delta.bounds);
    return [...places, shape, attributes, startMs, timeMs, points, foldedMs, valuesOf(delta)];
  });
  const lists = { resources: resources.all, scopes: scopes.all, metrics: metrics.all, bounds: bounds.all };
  return JSON.stringify({ ...lists, carries: packed } satisfies Packed);
}

/** By `sentKey`. */
export function unpackCarries(text: string): Map<string, Carry> {
  const packed = JSON.parse(text) as Packed;
  return new Map(
    packed.carries.map((entry) => {
      const carry = unpackCarry(packed, entry);
      return [sentKey(carry.delta), carry];
    }),
  );
}

function unpackCarry(packed: Packed, entry: PackedCarry): Carry {
  const [resource, scope, metric, shape, attributes, startMs, timeMs, points, foldedMs, values] = entry;
  const [name, unit, description] = at(packed.metrics, metric);
  const place = { resource: at(packed.resources, resource), scope: at(packed.scopes, scope), attributes };
  const common = { metric: name, unit, description, ...place, startMs, timeMs };
  if (shape < 0) return { delta: { kind: 'sum', ...common, value: at(values, 0) }, points, foldedMs };
  const bounds = at(packed.bounds, shape);
  const buckets = values.slice(0, bounds.length + 1);
  const [count = 0, sum] = values.slice(bounds.length + 1);
  return { delta: { kind: 'histogram', ...common, bounds, buckets, count, sum }, points, foldedMs };
}

/** Of a histogram its buckets, its count, and its sum where it has one. */
function valuesOf(delta: SentDelta): readonly number[] {
  if (delta.kind === 'sum') return [delta.value];
  const values = [...delta.buckets, delta.count];
  return delta.sum === undefined ? values : [...values, delta.sum];
}

function at<T>(list: readonly T[], place: number): T {
  const value = list[place];
  if (value === undefined) throw new Error('the carries are not as they were written');
  return value;
}
