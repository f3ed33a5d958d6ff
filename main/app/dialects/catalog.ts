import type { Catalogue } from '../../core/pipeline.ts';
import { detectDialect } from './detect-dialect.ts';
import { SIGNALS, TABLES } from './signals.ts';

const UNITS = new Map(TABLES.flatMap(({ units }) => units));

/** Whether a counter or histogram of that name begins at zero with its process. */
export function beginsAtZero(family: string): boolean {
  return TABLES.some((table) => table.beginsAtZero(family));
}

/** The metric's unit (UCUM) where the catalogue knows one. */
export function unitOf(metric: string): string | undefined {
  return UNITS.get(metric);
}

/** Whether the catalogue knows what a metric means. */
export function hasMeaning(metric: string): boolean {
  return UNITS.has(metric);
}

/** Everything but what the exporters tell of themselves. */
export function isForwarded(metric: string): boolean {
  return !/^(?:python|process|go)_|_created$/.test(metric);
}

/** What the core is told of metrics. */
export const CATALOGUE: Catalogue = { signals: SIGNALS, beginsAtZero, unitOf, dialectOf };

/** Empty where the metrics tell nothing: then what was known before stays. */
function dialectOf(families: Iterable<string>): string {
  const dialect = detectDialect(families);
  return dialect === 'unknown' ? '' : dialect;
}
