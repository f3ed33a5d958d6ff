import assert from 'node:assert/strict';
import test from 'node:test';
import { isFiniteObservation, observationStep, type Step } from '../../../../main/core/delta/observation-delta.ts';
import type { Observation } from '../../../../main/core/model/baselines.ts';

const number = (value: number): Observation => ({ kind: 'number', value });
const histogram = (buckets: readonly number[], sum: number | undefined, bounds = [1, 2]): Observation => ({
  kind: 'histogram',
  bounds,
  buckets,
  count: buckets.reduce((total, bucket) => total + bucket, 0),
  sum,
});
const rise = (by: Observation): Step => ({ kind: 'rise', by });
const FALL: Step = { kind: 'fall' };
const CHANGED: Step = { kind: 'bounds_changed' };

const STEPS: readonly (readonly [string, Observation, Observation, Step])[] = [
  ['a higher number', number(5), number(7.5), rise(number(2.5))],
  ['the same number', number(5), number(5), rise(number(0))],
  ['a lower number', number(5), number(4), FALL],
  ['a histogram', histogram([1, 2, 3], 9), histogram([1, 4, 6], 14), rise(histogram([0, 2, 3], 5))],
  ['one bucket falls while the count rises', histogram([1, 2, 3], 9), histogram([0, 9, 9], 50), FALL],
  ['a lower count', histogram([1, 2, 3], 9), histogram([1, 2, 2], 9), FALL],
  ['a sum may fall: values may be negative', histogram([1, 2, 3], 9), histogram([2, 2, 3], 4), rise(histogram([1, 0, 0], -5))],
  ['no sum before', histogram([1, 2, 3], undefined), histogram([1, 2, 4], 3), rise(histogram([0, 0, 1], undefined))],
  ['no sum now', histogram([1, 2, 3], 3), histogram([1, 2, 4], undefined), rise(histogram([0, 0, 1], undefined))],
  ['another bound', histogram([1, 2, 3], 9), histogram([1, 2, 3], 9, [1, 3]), CHANGED],
  ['one more bound', histogram([1, 2, 3], 9), histogram([1, 2, 3, 4], 9, [1, 2, 3]), CHANGED],
  ['one bound fewer', histogram([1, 2, 3], 9), histogram([1, 9], 9, [1]), CHANGED],
  ['a number that became a histogram', number(5), histogram([1, 2, 3], 9), CHANGED],
  ['a histogram that became a number', histogram([1, 2, 3], 9), number(50), CHANGED],
]; // prettier-ignore

for (const [name, before, after, expected] of STEPS) {
  test(name, () => {
    assert.deepEqual(observationStep(before, after), expected);
  });
}

const FINITE: readonly (readonly [string, Observation, boolean])[] = [
  ['a number', number(-1), true],
  ['NaN', number(NaN), false],
  ['an infinity', number(-Infinity), false],
  ['a histogram', histogram([1, 2, 3], 9), true],
  ['a histogram without sum', histogram([1, 2, 3], undefined), true],
  ['a histogram with sum NaN', histogram([1, 2, 3], NaN), false],
  ['a histogram with an infinite count', histogram([1, 2, Infinity], 9), false],
];

for (const [name, observation, expected] of FINITE) {
  test(`${name} is ${expected ? '' : 'not '}an observation`, () => {
    assert.equal(isFiniteObservation(observation), expected);
  });
}
