import type { MetricType, RawFamily } from '../model/exposition.ts';

/** A sample of these is a value by itself, whatever its name. */
const SINGLE: ReadonlySet<MetricType> = new Set(['counter', 'gauge', 'info', 'stateset', 'unknown']);

/**
 * The family, without samples, that a sample of `family` belongs to under its new name. The suffix that the sample had
 * behind its family's name (`_bucket`, `_sum`, `_total` …) tells: when the new name ends with it too, what is before it
 * is the new family, of the same type. Otherwise the sample stands alone: a counter stays a counter and a gauge a gauge,
 * but a part of a histogram or of a summary has no type by itself and is unknown.
 */
export function movedFamily(family: RawFamily, oldName: string, newName: string): RawFamily {
  const { name, type, help } = family;
  const suffix = oldName.startsWith(name) ? oldName.slice(name.length) : '';
  const base = newName.endsWith(suffix) ? newName.slice(0, newName.length - suffix.length) : '';
  if (base !== '' && oldName.startsWith(name)) return { ...family, name: base, samples: [] };
  return { name: newName, type: SINGLE.has(type) ? type : 'unknown', help, unit: '', samples: [] };
}
