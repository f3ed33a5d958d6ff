import type { LimitReason, Point } from '../model/point.ts';
import type { SentPoint } from '../model/sent-point.ts';
import { pointAttributes } from './attributes.ts';
import { brokenLimit } from './limits.ts';
import { Resources, TARGET_INFO, type Origin } from './resource.ts';
import { scopeOf } from './scope.ts';
import { ucumOf } from './unit.ts';

/** UCUM units by metric name; undefined where there is none to tell. */
export type UnitOf = (metric: string) => string | undefined;

export interface Placement {
  /** In the order of the points given. */
  readonly placed: readonly SentPoint[];
  /** How many could not be placed, by reason; only reasons that occurred. */
  readonly dropped: Partial<Record<LimitReason, number>>;
}

/**
 * Finds each point its place, or the limit of Dynatrace that it breaks. `target_info` is no metric: it is in the
 * resource. A unit of the exposition goes before that of the catalogue.
 */
export function placePoints(points: readonly Point[], origin: Origin, unitOf: UnitOf): Placement {
  const resources = new Resources(origin, points);
  const placed: SentPoint[] = [];
  const dropped: Partial<Record<LimitReason, number>> = {};
  for (const point of points) {
    const { labels, unit: word, ...own } = point;
    if (own.metric === TARGET_INFO) continue;
    const resource = resources.of(labels);
    const attributes = pointAttributes(labels, origin.box, resource);
    const limit = brokenLimit(point, attributes);
    if (limit === undefined) {
      const unit = word === '' ? (unitOf(own.metric) ?? '') : ucumOf(word);
      placed.push({ ...own, unit, resource, scope: scopeOf(labels), attributes });
    } else {
      dropped[limit] = (dropped[limit] ?? 0) + 1;
    }
  }
  return { placed, dropped };
}
