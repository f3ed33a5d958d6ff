import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Observation, TargetBaselines } from '../../../../main/core/model/baselines.ts';
import { packBaselines, unpackBaselines } from '../../../../main/core/outbox/pack-baselines.ts';

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 2 ** 53, 2 ** 53 - 1, 5e-324),
);
/** As clocks tell it: no -0. */
const time = fc.integer({ min: 0, max: 4e12 });
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('__proto__', '', '\ud800'));
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { noNullPrototype: true });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const observation: fc.Arbitrary<Observation> = fc.oneof(
  record({ kind: fc.constant('number' as const), value: number }),
  fc.array(number, { maxLength: 4 }).chain((bounds) =>
    record({
      kind: fc.constant('histogram' as const),
      bounds: fc.constant(bounds),
      buckets: fc.array(number, { minLength: bounds.length + 1, maxLength: bounds.length + 1 }),
      count: number,
      sum: maybe(number),
    }),
  ),
);
const baselines: fc.Arbitrary<TargetBaselines> = fc.integer({ min: 0, max: 4e12 }).chain((scrapeMs) => {
  const series = record({
    family: text,
    observation,
    observedMs: fc.oneof(fc.constant(scrapeMs), time),
    timestampMs: maybe(number),
    createdMs: maybe(number),
    absentMs: fc.oneof(fc.constant(0), time),
  });
  return record({
    process: record({
      startSeconds: maybe(number),
      dateMs: maybe(number),
      observedMs: fc.constant(scrapeMs),
      earlierStarts: fc.array(number),
    }),
    identity: text,
    series: fc.array(fc.tuple(text, series)).map((entries) => new Map(entries)),
    forgotten: fc.array(fc.nat(2 ** 32 - 1)).map((hashes) => new Set(hashes)),
    gaugeTimes: fc.array(fc.tuple(text, number)).map((entries) => new Map(entries)),
    doubtful: fc.array(maybe(text)).map((families) => new Set(families)),
  });
});

test('what is packed comes back exactly', () => {
  fc.assert(
    fc.property(baselines, (value) => {
      assert.deepEqual(unpackBaselines(packBaselines(value)), value);
    }),
    { numRuns: 500 },
  );
});

const counted = (values: readonly number[], observedMs: number): TargetBaselines => ({
  process: { startSeconds: 1, dateMs: observedMs, observedMs, earlierStarts: [] },
  identity: 'i',
  series: new Map(
    values.map((value, index) => [
      `s${String(index)}`,
      {
        family: 'f',
        observation: { kind: 'number', value },
        observedMs,
        timestampMs: undefined,
        createdMs: undefined,
        absentMs: 0,
      },
    ]),
  ),
  forgotten: new Set(),
  gaugeTimes: new Map(),
  doubtful: new Set(),
});

test('a scrape changes the numbers alone, and an ordinary series is one of them', () => {
  const before = packBaselines(counted([1, 2, 3], 1000));
  const after = packBaselines(counted([4, 5, 6], 2000));
  assert.equal(after.layout, before.layout);
  assert.equal(after.numbers.length, 3 + 3);
});

test('numbers of another layout are refused', () => {
  const { layout, numbers } = packBaselines(counted([1, 2, 3], 1000));
  assert.throws(() => unpackBaselines({ layout, numbers: numbers.slice(0, 5) }), /fewer numbers/);
  assert.throws(
    () => unpackBaselines({ layout, numbers: Float64Array.of(...numbers, 9, 0, 0, 0) }),
    /not in the layout/,
  );
});
