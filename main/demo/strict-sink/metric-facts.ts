import type { RawMetric, RawRequest } from './otlp-schema.ts';

/** What a request says of a metric beside its points. */
export interface MetricFacts {
  readonly kind: 'gauge' | 'sum' | 'histogram' | 'other';
  /** UCUM; empty when none came. */
  readonly unit: string;
  readonly description: string;
}

/** The facts of each metric in a request, by name. */
export function metricFacts(request: RawRequest): ReadonlyMap<string, MetricFacts> {
  const facts = new Map<string, MetricFacts>();
  for (const resource of request.resourceMetrics ?? []) {
    for (const scope of resource.scopeMetrics ?? []) {
      for (const metric of scope.metrics ?? []) facts.set(metric.name ?? '', factsOf(metric));
    }
  }
  return facts;
}

function factsOf({ unit = '', description = '', gauge, sum, histogram }: RawMetric): MetricFacts {
  const kind = gauge ? 'gauge' : sum ? 'sum' : histogram ? 'histogram' : 'other';
  return { kind, unit, description };
}
