import { isLoopback } from '../../core/model/loopback.ts';
import type { TargetAddress } from '../../core/model/target-settings.ts';
import { aliasProblem } from '../tunnels/ssh-alias.ts';
import type { Keys, Value } from './yaml-value.ts';

/** Where a target belongs, and the SSH alias through which it is asked; undefined: directly. */
export interface Place {
  readonly box: string;
  readonly via: string | undefined;
}

/** Tells the place of each target. */
export interface Boxes {
  readonly placeOf: (address: TargetAddress) => Place;
  /** Those that have an entry. */
  readonly names: readonly string[];
  /** To be called when all targets have asked: what no target belongs to is a problem. */
  readonly reportUnused: () => void;
}

const BOX: Keys<'name' | 'ssh' | 'targets'> = { of: 'an entry of boxes', known: ['name', 'ssh', 'targets'] };

/**
 * `boxes:` names the boxes and their targets, as `host:port`, or as a host with all its ports.
 * A target that no box names belongs to the box of its host; one at a loopback address to that of this computer,
 * because every tunnel ends at 127.0.0.1. With `ssh`, an alias of ~/.ssh/config, its targets are asked from there: their
 * addresses are as that machine sees them, and its own name means the machine itself.
 */
export function readBoxes(list: Value | undefined, computerName: string): Boxes {
  const named = new Map<string, Place & { readonly at: Value }>();
  const names = new Set<string>();
  for (const entry of list?.list() ?? []) {
    const fields = entry.fields(BOX);
    if (!entry.isMapping()) continue;
    const box = readName(entry, fields.get('name'), names);
    const via = readAlias(fields.get('ssh'));
    if (fields.get('targets') === undefined) entry.problem('an entry of boxes needs targets');
    for (const at of fields.get('targets')?.list() ?? []) {
      const target = at.filledText()?.toLowerCase();
      if (target === undefined) continue;
      const other = named.get(target);
      if (other !== undefined) at.problem(`${target} belongs to the box "${other.box}" already`);
      else named.set(target, { box, via, at });
    }
  }
  const used = new Set<string>();
  return {
    names: [...names],
    placeOf: ({ host, port }) => {
      const key = [`${host}:${String(port)}`, host].find((candidate) => named.has(candidate));
      if (key !== undefined) used.add(key);
      const { box = isLoopback(host) ? computerName : host, via } = named.get(key ?? '') ?? {};
      return { box, via };
    },
    reportUnused: () => {
      for (const [target, { at }] of named)
        if (!used.has(target)) at.problem(`${target} is no target of scrape_configs; write it as host:port as there`);
    },
  };
}

function readAlias(value: Value | undefined): string | undefined {
  const alias = value?.filledText()?.trim();
  const problem = alias === undefined ? undefined : aliasProblem(alias);
  if (problem === undefined) return alias;
  value?.problem(problem);
  return undefined;
}

function readName(entry: Value, value: Value | undefined, names: Set<string>): string {
  if (value === undefined) entry.problem('an entry of boxes needs a name');
  const name = value?.filledText()?.trim() ?? '';
  if (name !== '' && names.has(name)) value?.problem(`there is a box "${name}" above already`);
  names.add(name);
  return name;
}
