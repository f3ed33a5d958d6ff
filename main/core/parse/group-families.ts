import type { ExpositionFormat, PlacedSample, RawExposition, RawFamily } from '../model/exposition.ts';
import type { Exposition, Family, NumberFamily, NumberSeries, NumberType } from '../model/family.ts';
import type { Labels } from '../model/sample.ts';
import { CreatedTimes } from './created-times.ts';
import { joinHistograms } from './join-histograms.ts';
import { labelsKey, numericKey, valueOf, type NumericLabel } from './labels-key.ts';
import { parseNumber } from './parse-number.ts';
import { ProblemLog } from './problems.ts';

/** What the samples of one name within a family are. */
interface Part {
  readonly name: string;
  readonly type: NumberType;
  /** A label whose value is a number. */
  readonly numeric: NumericLabel | undefined;
  readonly samples: PlacedSample[];
}

type Kind = Pick<Part, 'type' | 'numeric'>;

const UNKNOWN: Kind = { type: 'unknown', numeric: undefined };
const HISTOGRAM_PARTS: ReadonlySet<string | undefined> = new Set(['_bucket', '_sum', '_count']);

/**
 * Joins samples into series, and names each family as its points are sent. Nothing is lost silently: a histogram that
 * does not add up, and a series that comes twice (the first stays), is a problem. A sample that does not belong to the
 * type of its family, as relabelling may leave it, is a family of its own.
 */
export function groupFamilies(raw: RawExposition): Exposition {
  const grouping = new Grouping(raw);
  const families = raw.families.flatMap((family) => grouping.families(family));
  return { families, problems: grouping.problems.result() };
}

class Grouping {
  readonly problems = new ProblemLog();
  readonly #raw: RawExposition;
  readonly #created: CreatedTimes;
  /** Series by the name of their family: relabelling may have given two families one name. */
  readonly #known = new Map<string, Set<string>>();

  constructor(raw: RawExposition) {
    this.#raw = raw;
    this.#created = new CreatedTimes(raw);
    this.problems.include(raw.problems);
  }

  families(family: RawFamily): Family[] {
    if (family.type !== 'histogram') return this.#numbers(family, family.samples);
    const { name, help, unit, samples } = family;
    const { series, broken } = joinHistograms(name, samples, this.#raw.format, this.#created.of(name));
    for (const { line, expected } of broken) this.problems.report({ line, column: 1, expected, family: name });
    const joined: Family[] = series.length > 0 ? [{ name, help, unit, type: 'histogram', series }] : [];
    const others = samples.filter(({ sample }) => !HISTOGRAM_PARTS.has(suffixOf(sample.name, name)));
    return [...joined, ...this.#numbers(family, others)];
  }

  /** One family for each name of its samples; none without samples. */
  #numbers(family: RawFamily, samples: readonly PlacedSample[]): NumberFamily[] {
    const parts = new Map<string, Part>();
    for (const placed of samples) {
      const { name } = placed.sample;
      const known = parts.get(name);
      if (known) known.samples.push(placed);
      else {
        const kind = kindOf(family, suffixOf(name, family.name), this.#raw.format);
        if (kind) parts.set(name, { name, ...kind, samples: [placed] });
      }
    }
    return [...parts.values()].map((part) => this.#numberFamily(family, part));
  }

  #numberFamily(family: RawFamily, { name, type, numeric, samples }: Part): NumberFamily {
    const created = type === 'counter' ? this.#created.of(createdBase(family, name)) : undefined;
    const known = this.#known.get(name) ?? new Set<string>();
    this.#known.set(name, known);
    const series: NumberSeries[] = [];
    for (const { sample, line } of samples) {
      const { labels, value, timestampMs } = sample;
      const key = numeric === undefined ? labelsKey(labels) : numericKey(labels, numeric);
      if (type === 'quantile' && !hasQuantile(labels)) {
        this.problems.report({ line, column: 1, expected: 'a number in "quantile"', family: name });
      } else if (known.has(key)) {
        this.problems.note({ line, column: 1, expected: 'each series only once', family: name });
      } else {
        known.add(key);
        series.push({ labels, value, timestampMs, createdMs: created?.get(key) });
      }
    }
    return { name, help: family.help, unit: family.unit, type, series };
  }
}

/** Undefined for OpenMetrics' `_created`, which is a time of other series and none itself. */
function kindOf({ type }: RawFamily, suffix: string | undefined, format: ExpositionFormat): Kind | undefined {
  const created = suffix === '_created' && format === 'openmetrics';
  switch (type) {
    case 'counter':
      return created ? undefined : { type, numeric: undefined };
    case 'histogram':
      return created ? undefined : UNKNOWN;
    case 'summary':
      return created ? undefined : summaryPart(suffix);
    case 'gaugehistogram':
      return gaugeHistogramPart(suffix);
    case 'gauge':
    case 'info':
    case 'stateset':
    case 'unknown':
      return { type, numeric: undefined };
  }
}

function summaryPart(suffix: string | undefined): Kind {
  if (suffix === '') return { type: 'quantile', numeric: 'quantile' };
  return suffix === '_sum' || suffix === '_count' ? { type: 'counter', numeric: undefined } : UNKNOWN;
}

function gaugeHistogramPart(suffix: string | undefined): Kind {
  if (suffix === '_bucket') return { type: 'gauge', numeric: 'le' };
  return suffix === '_gsum' || suffix === '_gcount' ? { type: 'gauge', numeric: undefined } : UNKNOWN;
}

/** What follows the family's name; undefined when the sample has another. */
function suffixOf(sampleName: string, family: string): string | undefined {
  return sampleName.startsWith(family) ? sampleName.slice(family.length) : undefined;
}

/** The name beside whose `_created` this counter stands. */
function createdBase(family: RawFamily, name: string): string {
  if (family.type === 'summary') return family.name;
  return name.endsWith('_total') ? name.slice(0, -'_total'.length) : name;
}

function hasQuantile(labels: Labels): boolean {
  return !Number.isNaN(parseNumber(valueOf(labels, 'quantile') ?? '') ?? NaN);
}
