import type { MetricFacts } from './metric-facts.ts';
import type { RequestPoint } from './request-points.ts';

/** How many texts Dynatrace cuts off or leaves out. It accepts their points and says nothing. */
export interface Cuts {
  /** Of points: two series whose values differ behind the cut become one. */
  readonly dimensionKeys: number;
  readonly dimensionValues: number;
  /** Of metrics, once per request. */
  readonly descriptions: number;
  readonly units: number;
}

export const NOTHING_CUT: Cuts = { dimensionKeys: 0, dimensionValues: 0, descriptions: 0, units: 0 };

const LONGEST_KEY = 100;
const LONGEST_VALUE = 255;
const LONGEST_DESCRIPTION = 1_023;
const LONGEST_UNIT = 63;

/** A point as Dynatrace keeps it. Of two keys that are equal after the cut the first one stays. */
export function cutPoint(point: RequestPoint): { readonly point: RequestPoint; readonly cuts: Cuts } {
  const pairs = Object.entries(point.attributes);
  const dimensionKeys = pairs.filter(([key]) => key.length > LONGEST_KEY).length;
  const dimensionValues = pairs.filter(([, value]) => value.length > LONGEST_VALUE).length;
  if (dimensionKeys + dimensionValues === 0) return { point, cuts: NOTHING_CUT };
  const kept = new Map<string, string>();
  for (const [key, value] of pairs) {
    const cutKey = key.slice(0, LONGEST_KEY);
    if (!kept.has(cutKey)) kept.set(cutKey, value.slice(0, LONGEST_VALUE));
  }
  const cuts = { ...NOTHING_CUT, dimensionKeys, dimensionValues };
  return { point: { ...point, attributes: Object.fromEntries(kept) }, cuts };
}

/** What happens to the descriptions and units of metrics. */
export function cutDescriptions(metrics: Iterable<MetricFacts>): Cuts {
  const all = [...metrics];
  return {
    ...NOTHING_CUT,
    descriptions: all.filter(({ description }) => description.length > LONGEST_DESCRIPTION).length,
    units: all.filter(({ unit }) => unit.length > LONGEST_UNIT).length,
  };
}

export function sumOfCuts(all: readonly Cuts[]): Cuts {
  return all.reduce((sum, cuts) => ({
    dimensionKeys: sum.dimensionKeys + cuts.dimensionKeys,
    dimensionValues: sum.dimensionValues + cuts.dimensionValues,
    descriptions: sum.descriptions + cuts.descriptions,
    units: sum.units + cuts.units,
  }));
}
