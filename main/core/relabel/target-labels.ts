import type { Labels } from '../model/sample.ts';
import { sortLabels } from '../model/series-key.ts';

/**
 * A sample's labels with those of its target. Where both have a name: with `honorLabels` the sample's value stays,
 * otherwise the target's wins and the sample's moves to `exported_…`, repeated until the name is free.
 * A label with an empty value is none; so, unlike in Prometheus, an empty `job` never removes the target's own.
 * Source: Prometheus, `scrape`, `mutateSampleLabels`. Both inputs and the result are sorted by name.
 */
export function withTargetLabels(sample: Labels, target: Labels, honorLabels: boolean): Labels {
  const merged: (readonly [string, string])[] = [];
  const clashing: (readonly [string, string])[] = [];
  let at = 0;
  for (const pair of sample) {
    if (pair[1] === '') continue;
    for (let next = target[at]; next !== undefined && next[0] < pair[0]; next = target[at]) {
      merged.push(next);
      at += 1;
    }
    const same = target[at];
    if (same?.[0] !== pair[0]) merged.push(pair);
    else {
      merged.push(honorLabels ? pair : same);
      if (!honorLabels) clashing.push(pair);
      at += 1;
    }
  }
  merged.push(...target.slice(at));
  return clashing.length === 0 ? merged : withExported(merged, clashing);
}

/** Shorter names first, so that `exported_job` of the sample does not take the place that its `job` moves to. */
function withExported(merged: Labels, clashing: Labels): Labels {
  const byLength = [...clashing].sort(([a], [b]) => a.length - b.length);
  const result = [...merged];
  for (const [name, value] of byLength) {
    let free = `exported_${name}`;
    while (result.some(([taken]) => taken === free)) free = `exported_${free}`;
    result.push([free, value]);
  }
  return sortLabels(result);
}
