import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Labels } from '../../../../main/core/model/sample.ts';
import type { SentPoint } from '../../../../main/core/model/sent-point.ts';
import { decodeRequest } from '../../../../main/core/otlp/decode-request.ts';
import { encodeSentPoints } from '../../../../main/core/otlp/encode-request.ts';

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { noNullPrototype: true });
const text = fc.constantFrom('', 'a', 'é\n"', '__proto__', 'constructor', '日本');
const pairs: fc.Arbitrary<Labels> = fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name });
const attributes = pairs.map((list) => Object.fromEntries(list));
const number = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 2 ** 53, -(2 ** 53) + 1, 5e-324));
const count = fc.oneof(fc.nat(), fc.constantFrom(0, 2 ** 32, 2 ** 53));
const timeMs = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e14 }).map((tenths) => tenths / 100)); // prettier-ignore
const scopes = [
  { name: 's', version: '', schemaUrl: '', attributes: [] },
  { name: '', version: '1', schemaUrl: 'https://s', attributes: [['k', 'v']] as const },
];
const common = {
  metric: fc.constantFrom('a', 'b'),
  description: fc.constant('D.'),
  unit: fc.constantFrom('', 's'),
  resource: fc.constantFrom({ r: '1' }, { r: '2', __proto__x: '' }),
  scope: fc.constantFrom(...scopes),
  attributes,
  startMs: timeMs,
  timeMs,
};
const point: fc.Arbitrary<SentPoint> = fc.oneof(
  record({ ...common, kind: fc.constant('gauge' as const), value: number }).map((gauge) => ({
    ...gauge,
    startMs: gauge.timeMs,
  })),
  record({ ...common, kind: fc.constant('sum' as const), value: number }),
  fc.array(number, { maxLength: 3 }).chain((bounds) =>
    record({
      ...common,
      kind: fc.constant('histogram' as const),
      bounds: fc.constant(bounds),
      buckets: fc.array(count, { minLength: bounds.length + 1, maxLength: bounds.length + 1 }),
      count,
      sum: fc.option(number, { nil: undefined }),
    }),
  ),
);

/** Points of one resource, scope and metric stand together in a request; among these the order stays. */
function inOrder(points: readonly SentPoint[]): SentPoint[] {
  const groups: ((point: SentPoint) => unknown)[] = [
    ({ resource }) => resource,
    ({ scope }) => scope,
    ({ kind, metric, unit }) => [kind, metric, unit],
  ];
  const sorted = (list: readonly SentPoint[], level: number): SentPoint[] => {
    const keyOf = groups[level];
    if (keyOf === undefined) return [...list];
    const parts = new Map<string, SentPoint[]>();
    for (const one of list) {
      const key = JSON.stringify(keyOf(one));
      parts.set(key, [...(parts.get(key) ?? []), one]);
    }
    return [...parts.values()].flatMap((part) => sorted(part, level + 1));
  };
  return sorted(points, 0);
}

test('what was encoded comes back exactly', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
      const { requests } = encodeSentPoints(points);
      assert.equal(requests.length, 1);
      assert.deepEqual(decodeRequest(requests[0]!.body), inOrder(points));
    }),
    { numRuns: 1_000 },
  );
});

test('nothing is no points, garbage throws', () => {
  assert.deepEqual(decodeRequest(new Uint8Array()), []);
  assert.throws(() => decodeRequest(Uint8Array.of(0x0a, 0xff, 0x01)));
});
