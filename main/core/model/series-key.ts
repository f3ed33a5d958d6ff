import type { Labels } from './sample.ts';

/** Identity of a series: its name and its sorted labels, in one string that no label value can forge. */
export function seriesKey(name: string, labels: Labels): string {
  return JSON.stringify([name, labels]);
}

/** Sorts label pairs by name, so that their order in the text does not matter. */
export function sortLabels(pairs: readonly (readonly [string, string])[]): Labels {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
