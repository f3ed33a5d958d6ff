import type { Observation } from '../model/baselines.ts';

/** How one observation follows another of the same series. */
export type Step =
  { readonly kind: 'rise'; readonly by: Observation } | { readonly kind: 'fall' } | { readonly kind: 'bounds_changed' };

/** The difference `after − before`. A histogram counts as a whole: if its count or any bucket falls, it fell. */
export function observationStep(before: Observation, after: Observation): Step {
  if (before.kind === 'number' && after.kind === 'number') {
    if (after.value < before.value) return { kind: 'fall' };
    return { kind: 'rise', by: { kind: 'number', value: after.value - before.value } };
  }
  if (before.kind !== 'histogram' || after.kind !== 'histogram') return { kind: 'bounds_changed' };
  if (!sameNumbers(before.bounds, after.bounds)) return { kind: 'bounds_changed' };
  const buckets = after.buckets.map((count, index) => count - (before.buckets[index] ?? 0));
  if (after.count < before.count || buckets.some((count) => count < 0)) return { kind: 'fall' };
  const { bounds } = after;
  const sum = after.sum === undefined || before.sum === undefined ? undefined : after.sum - before.sum;
  return { kind: 'rise', by: { kind: 'histogram', bounds, buckets, count: after.count - before.count, sum } };
}

/** Whether every number in it is finite: NaN, infinities and staleness markers are not observations. */
export function isFiniteObservation(observation: Observation): boolean {
  if (observation.kind === 'number') return Number.isFinite(observation.value);
  return Number.isFinite(observation.count) && Number.isFinite(observation.sum ?? 0);
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
