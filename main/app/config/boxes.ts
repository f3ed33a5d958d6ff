import { isLoopback } from '../../core/model/loopback.ts';
import type { TargetAddress } from '../../core/model/target-settings.ts';
import type { Keys, Value } from './yaml-value.ts';

/** Tells the box of each target. */
export interface Boxes {
  readonly boxOf: (address: TargetAddress) => string;
  /** To be called when all targets have asked: what no target belongs to is a problem. */
  readonly reportUnused: () => void;
}

const BOX: Keys<'name' | 'targets'> = { of: 'an entry of boxes', known: ['name', 'targets'] };

/**
 * `boxes:` names the boxes and their targets, as `host:port`, or as a host with all its ports.
 * A target that no box names belongs to the box of its host; one at a loopback address to that of this computer,
 * because every tunnel ends at 127.0.0.1.
 */
export function readBoxes(list: Value | undefined, computerName: string): Boxes {
  const named = new Map<string, { readonly box: string; readonly at: Value }>();
  const names = new Set<string>();
  for (const entry of list?.list() ?? []) {
    const fields = entry.fields(BOX);
    if (!entry.isMapping()) continue;
    const box = readName(entry, fields.get('name'), names);
    if (fields.get('targets') === undefined) entry.problem('an entry of boxes needs targets');
    for (const at of fields.get('targets')?.list() ?? []) {
      const target = at.filledText()?.toLowerCase();
      if (target === undefined) continue;
      const other = named.get(target);
      if (other !== undefined) at.problem(`${target} belongs to the box "${other.box}" already`);
      else named.set(target, { box, at });
    }
  }
  const used = new Set<string>();
  return {
    boxOf: ({ host, port }) => {
      const key = [`${host}:${String(port)}`, host].find((candidate) => named.has(candidate));
      if (key !== undefined) used.add(key);
      return named.get(key ?? '')?.box ?? (isLoopback(host) ? computerName : host);
    },
    reportUnused: () => {
      for (const [target, { at }] of named)
        if (!used.has(target)) at.problem(`${target} is no target of scrape_configs; write it as host:port as there`);
    },
  };
}

function readName(entry: Value, value: Value | undefined, names: Set<string>): string {
  if (value === undefined) entry.problem('an entry of boxes needs a name');
  const name = value?.filledText()?.trim() ?? '';
  if (name !== '' && names.has(name)) value?.problem(`there is a box "${name}" above already`);
  names.add(name);
  return name;
}
