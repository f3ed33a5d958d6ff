import type { Family } from '../model/family.ts';
import type { HistogramPoint, Point, SumPoint } from '../model/point.ts';
import type { Labels } from '../model/sample.ts';
import type { Choice, GaugeSource, QuotientSource, Signal, Source, Take, Unknown } from '../model/signal.ts';
import { addUp, type Distribution } from './quantile.ts';

/** What one scrape says of a source. Distributions and quotients still have to be added up over time. */
export type Reading =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'distribution'; readonly distribution: Distribution }
  | { readonly kind: 'quotient'; readonly dividend: number; readonly divisor: number }
  | { readonly kind: 'unknown'; readonly why: Unknown };

/** The first source of a signal whose family is there; undefined when none is. */
export function findSource(signal: Signal, families: readonly Family[]): Source | undefined {
  return signal.sources.find(
    (source) =>
      isThere(source.of, families, source.kind === 'gauge') &&
      (source.kind !== 'quotient' || isThere(source.per, families, false)),
  );
}

/** The families of a source that are there, in its own order. */
export function familiesOf(source: Source, families: readonly Family[]): readonly string[] {
  const names = new Set(families.filter(({ series }) => series.length > 0).map(({ name }) => name));
  return allFamilies(source).filter((name) => names.has(name));
}

/**
 * What the points of one scrape say of a source. `weigh` tells what a counter's gain counts:
 * its rate, or the gain itself.
 */
export function readSource(source: Source, points: readonly Point[], weigh: (point: SumPoint) => number): Reading {
  switch (source.kind) {
    case 'gauge':
      return readGauge(source, points);
    case 'rate': {
      const names = allFamilies(source);
      const gains = points.filter(isSum).filter(({ metric }) => names.includes(metric));
      if (gains.length === 0) return unknown(points, names);
      // A series that is not there yet has counted nothing: counters appear with their first event.
      const own = gains.filter(({ metric, labels }) => metric !== source.of.family || matches(source.of, labels));
      return value(sum(own.map(weigh)) * (source.scale ?? 1));
    }
    case 'quantile':
      return readHistogram(source.of, points);
    case 'quotient':
      return readQuotient(source, points);
  }
}

/** Whether a family has series; a gauge needs one that is chosen, since it cannot be taken as 0. */
function isThere(choice: Choice, families: readonly Family[], chosen: boolean): boolean {
  return families.some(
    ({ name, series }) => name === choice.family && series.some(({ labels }) => !chosen || matches(choice, labels)),
  );
}

function allFamilies(source: Source): readonly string[] {
  if (source.kind === 'quotient') return [source.of.family, source.per.family];
  return source.kind === 'quantile' ? [source.of.family] : [source.of.family, ...(source.plus ?? [])];
}

function readGauge(source: GaugeSource, points: readonly Point[]): Reading {
  let total: number | undefined;
  let why: Unknown = 'other_type';
  for (const name of allFamilies(source)) {
    const told = points.filter(
      ({ metric, labels }) => metric === name && (name !== source.of.family || matches(source.of, labels)),
    );
    const gauges = told.flatMap((point) => (point.kind === 'gauge' ? [point] : []));
    if (gauges.length === 0) continue;
    const supported = gauges.filter((gauge) => !(source.ignored ?? []).includes(gauge.value));
    const known = supported.filter((gauge) => Number.isFinite(gauge.value));
    if (known.length > 0) total = (total ?? 0) + combine(source, known);
    else if (name === source.of.family) why = supported.length > 0 ? 'not_a_number' : 'not_supported';
  }
  return total === undefined ? { kind: 'unknown', why } : value(total * (source.scale ?? 1));
}

function combine({ within, take }: GaugeSource, gauges: readonly { labels: Labels; value: number }[]): number {
  if (within === undefined)
    return reduce(
      take,
      gauges.map((gauge) => gauge.value),
    );
  const groups = new Map<string, number[]>();
  for (const gauge of gauges) {
    const key = JSON.stringify(gauge.labels.filter(([name]) => within.labels.includes(name)));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [gauge.value]);
    else group.push(gauge.value);
  }
  return reduce(
    take,
    [...groups.values()].map((values) => reduce(within.take, values)),
  );
}

function reduce(take: Take, values: readonly number[]): number {
  if (take === 'max') return values.reduce((most, value) => Math.max(most, value), -Infinity);
  return take === 'sum' ? sum(values) : sum(values) / values.length;
}

function readHistogram(choice: Choice, points: readonly Point[]): Reading {
  const gains = points.filter((point): point is HistogramPoint => point.kind === 'histogram' && chosen(choice, point));
  if (gains.length === 0) return unknown(points, [choice.family]);
  const distribution = addUp(gains);
  return distribution === undefined
    ? { kind: 'unknown', why: 'unequal_bounds' }
    : { kind: 'distribution', distribution };
}

function readQuotient({ of, per }: QuotientSource, points: readonly Point[]): Reading {
  const gains = points.filter(isSum);
  const dividends = gains.filter((point) => chosen(of, point));
  const divisors = gains.filter((point) => chosen(per, point));
  if (dividends.length === 0 || divisors.length === 0) return unknown(points, [of.family, per.family]);
  const total = (parts: readonly SumPoint[]): number => sum(parts.map((point) => point.value));
  return { kind: 'quotient', dividend: total(dividends), divisor: total(divisors) };
}

/** The family is there, but no point of the right kind: either it is of another type, or nothing can be compared. */
function unknown(points: readonly Point[], families: readonly string[]): Reading {
  const other = points.some(({ metric }) => families.includes(metric));
  return { kind: 'unknown', why: other ? 'other_type' : 'no_difference' };
}

function value(number: number): Reading {
  return { kind: 'value', value: number };
}

function isSum(point: Point): point is SumPoint {
  return point.kind === 'sum';
}

function chosen(choice: Choice, { metric, labels }: Point): boolean {
  return metric === choice.family && matches(choice, labels);
}

function matches({ where }: Choice, labels: Labels): boolean {
  return where === undefined || labels.some(([name, value]) => name === where.label && where.in.includes(value));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
