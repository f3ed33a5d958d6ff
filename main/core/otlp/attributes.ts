import type { Labels } from '../model/sample.ts';
import type { Attributes } from '../model/sent-point.ts';
import { isTargetLabel } from './resource.ts';
import { isScopeLabel } from './scope.ts';

/**
 * The labels that belong to the point, then what Dynatrace may drop from a resource: the box, and the resource's name
 * and instance. A label of one of these names becomes `exported_…`; an empty one is none.
 */
export function pointAttributes(labels: Labels, box: string, resource: Attributes): Attributes {
  const ours = Object.entries({
    box,
    'service.name': resource['service.name'] ?? '',
    'service.instance.id': resource['service.instance.id'] ?? '',
  }).filter(([, value]) => value !== '');
  const taken = new Set([...ours, ...labels].map(([name]) => name));
  const scraped: (readonly [string, string])[] = [];
  for (const [name, value] of labels) {
    if (value === '' || isTargetLabel(name) || isScopeLabel(name)) continue;
    const own = ours.find(([ourName]) => ourName === name);
    if (own?.[1] === value) continue;
    scraped.push([own === undefined ? name : exportedName(name, taken), value]);
  }
  return Object.fromEntries([...scraped, ...ours]);
}

/** Prometheus' rule for `honor_labels: false`: the prefix is put on until the name is free. */
function exportedName(name: string, taken: ReadonlySet<string>): string {
  const exported = `exported_${name}`;
  return taken.has(exported) ? exportedName(exported, taken) : exported;
}
