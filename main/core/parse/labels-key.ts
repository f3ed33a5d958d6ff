import type { Labels } from '../model/sample.ts';
import { parseNumber } from './parse-number.ts';

/** Labels of samples whose values are numbers: `1`, `1.0` and `1e0` are the same. */
export type NumericLabel = 'le' | 'quantile';

/**
 * Identity of sorted labels in one string, cheaper than JSON. Each part is led by its length, so none can be forged.
 * `without` leaves one label out.
 */
export function labelsKey(labels: Labels, without?: string): string {
  let key = '';
  for (const [name, value] of labels) if (name !== without) key += `${name.length}:${name}${value.length}:${value}`;
  return key;
}

/** As `labelsKey`, with the number in `label` told apart by its value and not by how it is written. */
export function numericKey(labels: Labels, label: NumericLabel): string {
  const written = valueOf(labels, label);
  const number = written === undefined ? undefined : parseNumber(written);
  return number === undefined ? labelsKey(labels) : `${number} ${labelsKey(labels, label)}`;
}

/** The value of a label; undefined when there is no such label. */
export function valueOf(labels: Labels, name: string): string | undefined {
  for (const [other, value] of labels) if (other === name) return value;
  return undefined;
}
