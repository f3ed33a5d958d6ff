import type { ExpositionFormat, MetricType } from '../model/exposition.ts';

/** Where the two formats differ from each other, and their strict reading from the tolerant one. */
export interface Grammar {
  readonly format: ExpositionFormat;
  /** One blank where one must be, none elsewhere; a line is a sample or metadata (OpenMetrics, to the letter). */
  readonly exact: boolean;
  /** A backslash that begins no escape stands for itself. */
  readonly looseEscapes: boolean;
  /** The words that `# TYPE` may have. */
  readonly types: ReadonlyMap<string, MetricType>;
}

const TEXT_TYPES: readonly (readonly [string, MetricType])[] = [
  ['counter', 'counter'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
  ['summary', 'summary'],
  ['untyped', 'unknown'],
];

const OPENMETRICS_TYPES: readonly (readonly [string, MetricType])[] = [
  ['counter', 'counter'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
  ['gaugehistogram', 'gaugehistogram'],
  ['stateset', 'stateset'],
  ['info', 'info'],
  ['summary', 'summary'],
  ['unknown', 'unknown'],
];

/** Python's client takes every word in either format, and so does the tolerant reading. */
const ALL_TYPES = new Map([...TEXT_TYPES, ...OPENMETRICS_TYPES]);

const TOLERANT_TEXT: Grammar = { format: 'text', exact: false, looseEscapes: true, types: ALL_TYPES };
const TOLERANT_OPENMETRICS: Grammar = { ...TOLERANT_TEXT, format: 'openmetrics' };
const STRICT_TEXT: Grammar = { format: 'text', exact: false, looseEscapes: false, types: new Map(TEXT_TYPES) };
/** Its ABNF allows a backslash before any character. */
const STRICT_OPENMETRICS: Grammar = {
  format: 'openmetrics',
  exact: true,
  looseEscapes: true,
  types: new Map(OPENMETRICS_TYPES),
};

/** Sources: prometheus.io, "Exposition formats" (text 0.0.4) and "OpenMetrics 1.0", ABNF. */
export function grammarOf(format: ExpositionFormat, strict: boolean): Grammar {
  if (format === 'text') return strict ? STRICT_TEXT : TOLERANT_TEXT;
  return strict ? STRICT_OPENMETRICS : TOLERANT_OPENMETRICS;
}
