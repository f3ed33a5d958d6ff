import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { sentKey, type SentDelta } from '../../../../main/core/model/sent-point.ts';
import type { Carry } from '../../../../main/core/outbox/ledger-state.ts';
import { packCarries, unpackCarries } from '../../../../main/core/outbox/pack-carries.ts';
import { histogramOf, pointOf } from './sent-points.ts';

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { noNullPrototype: true });
const text = fc.constantFrom('', 'a', 'é\n"', '__proto__', 'constructor');
const pair = fc.tuple(text, text);
const attributes = fc.array(pair).map((pairs) => Object.fromEntries(pairs));
/** JSON has no -0; a delta of it adds nothing either. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const common = {
  metric: text,
  unit: text,
  description: text,
  resource: attributes,
  scope: record({ name: text, version: text, schemaUrl: text, attributes: fc.array(pair) }),
  attributes,
  startMs: number,
  timeMs: number,
};
const delta: fc.Arbitrary<SentDelta> = fc.oneof(
  record({ ...common, kind: fc.constant('sum' as const), value: number }),
  fc.array(number, { maxLength: 3 }).chain((bounds) =>
    record({
      ...common,
      kind: fc.constant('histogram' as const),
      bounds: fc.constant(bounds),
      buckets: fc.array(number, { minLength: bounds.length + 1, maxLength: bounds.length + 1 }),
      count: number,
      sum: fc.option(number, { nil: undefined }),
    }),
  ),
);

test('what is packed comes back exactly, by its key', () => {
  fc.assert(
    fc.property(fc.array(record<Carry>({ delta, points: fc.nat(), foldedMs: number })), (carries) => {
      const expected = new Map(carries.map((carry) => [sentKey(carry.delta), carry]));
      assert.deepEqual(unpackCarries(packCarries(expected.values())), expected);
    }),
    { numRuns: 500 },
  );
});

test('what many share is written once', () => {
  const carries = ['m0', 'm1', 'm2'].map((metric) => ({
    delta: pointOf('sum', metric, 1, 5) as SentDelta,
    points: 1,
    foldedMs: 5,
  }));
  assert.equal(packCarries(carries).split('"r":"1"').length - 1, 1);
});

test('places that lead nowhere are refused', () => {
  const packed = packCarries([{ delta: histogramOf('h', [1], [1, 2], 5) as SentDelta, points: 1, foldedMs: 5 }]);
  assert.throws(
    () => unpackCarries(packed.replace('"metrics":[[', '"metrics":[],"no":[[')),
    /not as they were written/,
  );
});
