import type { Selection } from '../core/pipeline.ts';
import { compileRelabel } from '../core/relabel/relabel.ts';
import type { FamilyChoice } from './config/configuration.ts';
import { hasMeaning, isForwarded } from './dialects/catalog.ts';

/**
 * Which metrics are forwarded: the preset's, and those of `include`, without those of `exclude`.
 * Both hold names or RE2 expressions that match a whole name.
 */
export function selectionOf({ preset, include, exclude }: FamilyChoice): Selection {
  const included = matcherOf(include);
  const excluded = matcherOf(exclude);
  const known = new Map<string, boolean>();
  const has = (metric: string): boolean => {
    const before = known.get(metric);
    if (before !== undefined) return before;
    const selected = (PRESETS[preset](metric) || included(metric)) && !excluded(metric);
    if (known.size < MOST_REMEMBERED) known.set(metric, selected);
    return selected;
  };
  return { id: JSON.stringify({ preset, include, exclude }), has };
}

/** The selection whose `id` was stored, by this version or an earlier one. */
export function openSelection(id: string): Selection {
  return selectionOf(JSON.parse(id) as FamilyChoice);
}

/** Names of metrics are few; a target that makes up new ones all the time must not fill the memory. */
const MOST_REMEMBERED = 10_000;

type Has = Selection['has'];

const PRESETS: Readonly<Record<FamilyChoice['preset'], Has>> = {
  default: isForwarded,
  dashboards: hasMeaning,
  everything: () => true,
};

function matcherOf(patterns: readonly string[]): Has {
  if (patterns.length === 0) return () => false;
  const regex = patterns.map((pattern) => `(?:${pattern})`).join('|');
  const rule = { action: 'keep', sourceLabels: ['__name__'], separator: ';', regex } as const;
  const keep = compileRelabel([{ ...rule, targetLabel: '', replacement: '$1', modulus: 0 }], noHash);
  return (metric) => keep([['__name__', metric]]) !== undefined;
}

/** `keep` hashes nothing. */
function noHash(): Uint8Array {
  return new Uint8Array(16);
}
