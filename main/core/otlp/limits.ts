import type { LimitReason, Point } from '../model/point.ts';

/**
 * Dynatrace's limits on one point, without its advanced OTLP dimensions. It would refuse the point, or cut a text off
 * and so merge series that are not one; either is a counted drop here. Characters that it does not allow it turns into
 * `_` by itself (the colon of `vllm:…`), which costs nothing as long as one is left that it allows.
 * Not checked: it leaves out a unit over 63 characters and cuts a description at 1,023, which costs no point; and it
 * refuses a metric of one character in sight (`rejected`), which other destinations take.
 * Source: docs.dynatrace.com, "About metrics ingest".
 */
const LONGEST_METRIC_KEY = 255;
const MOST_DIMENSIONS = 50;
const LONGEST_DIMENSION_KEY = 100;
const LONGEST_DIMENSION_VALUE = 255;

/** The first limit that a point breaks, with all attributes that it is to carry; undefined when it breaks none. */
export function brokenLimit(point: Point, attributes: Readonly<Record<string, string>>): LimitReason | undefined {
  if (point.kind === 'histogram' && point.sum === undefined) return 'limit:no_sum';
  return metricKeyLimit(point.metric) ?? dimensionsLimit(Object.entries(attributes));
}

function metricKeyLimit(key: string): LimitReason | undefined {
  if (key.length > LONGEST_METRIC_KEY) return 'limit:metric_key';
  // A key begins with a letter; what stands before the first one becomes "_".
  return /[A-Za-z]/.test(key) ? undefined : 'limit:characters';
}

function dimensionsLimit(dimensions: readonly (readonly [string, string])[]): LimitReason | undefined {
  if (dimensions.length > MOST_DIMENSIONS) return 'limit:dimensions';
  for (const [key, value] of dimensions) {
    if (key.length > LONGEST_DIMENSION_KEY) return 'limit:dimension_key';
    if (!/[A-Za-z]/.test(key)) return 'limit:characters';
    if (value.length > LONGEST_DIMENSION_VALUE) return 'limit:dimension_value';
  }
  return undefined;
}
