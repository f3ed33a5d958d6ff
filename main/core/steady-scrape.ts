import { trackTarget, type DeltaRules } from './delta/track-target.ts';
import type { Family } from './model/family.ts';
import type { FamilyFacts } from './model/family-facts.ts';
import { placePoints, type UnitOf } from './otlp/place-points.ts';
import type { Origin } from './otlp/resource.ts';

/**
 * What every scrape sends of these families, once two have been seen. The stages themselves are asked, for the same
 * scrape twice, so that nothing is guessed of them; a series with a time of its own counts as if it moved.
 */
export function steadyScrape(
  families: readonly Family[],
  rules: DeltaRules,
  origin: Origin,
  unitOf: UnitOf,
): readonly FamilyFacts[] {
  const exposition = { families: families.map(timeless), problems: { issues: [], count: 0, families: new Set([]) } };
  const scrape = { exposition, startSeconds: undefined, observedMs: 0, dateMs: undefined };
  const { baselines } = trackTarget(undefined, scrape, rules);
  const { points } = trackTarget(baselines, { ...scrape, observedMs: rules.intervalMs }, rules);
  const counts = new Map<string, number>();
  for (const { metric } of placePoints(points, origin, unitOf).placed)
    counts.set(metric, (counts.get(metric) ?? 0) + 1);
  return families.map(({ name, type, help, series }) => ({
    ...{ name, type, help },
    series: series.length,
    points: counts.get(name) ?? 0,
  }));
}

function timeless(family: Family): Family {
  const none = { timestampMs: undefined, createdMs: undefined };
  if (family.type === 'histogram') return { ...family, series: family.series.map((one) => ({ ...one, ...none })) };
  return { ...family, series: family.series.map((one) => ({ ...one, ...none })) };
}
