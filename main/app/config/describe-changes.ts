import type { TargetSettings } from '../../core/model/target-settings.ts';
import type { Configuration, ForwardSettings } from './configuration.ts';
import { printDuration } from './quantities.ts';
import { targetIdentity } from './target-identity.ts';

/** What became different, in one line for the user: `1 target added, interval of nim-metrics 10 s → 5 s`. */
export function describeChanges(before: Configuration, after: Configuration): string {
  const changes = [...targetChanges(before.targets, after.targets), ...forwardChanges(before.forward, after.forward)];
  if (!isSame(before.alerts, after.alerts)) changes.push('alert rules changed');
  if (before.maxStalenessMs !== after.maxStalenessMs) changes.push('max_staleness changed');
  return changes.length === 0 ? 'nothing changed' : changes.join(', ');
}

function targetChanges(before: readonly TargetSettings[], after: readonly TargetSettings[]): string[] {
  const old = new Map(before.map((target) => [targetIdentity(target), target]));
  const kept = after.filter((target) => old.has(targetIdentity(target)));
  const added = after.length - kept.length;
  const removed = before.length - kept.length;
  const changed = kept.flatMap((target) => {
    const previous = old.get(targetIdentity(target));
    return previous === undefined ? [] : changesOfTarget(previous, target);
  });
  return [
    ...(added === 0 ? [] : [`${countOf(added)} added`]),
    ...(removed === 0 ? [] : [`${countOf(removed)} removed`]),
    // The targets of a job change together, and say so once.
    ...new Set(changed),
  ];
}

function countOf(targets: number): string {
  return targets === 1 ? '1 target' : `${String(targets)} targets`;
}

function changesOfTarget(before: TargetSettings, after: TargetSettings): readonly string[] {
  const job = labelOf(after, 'job');
  const changes: string[] = [];
  if (before.scrapeIntervalMs !== after.scrapeIntervalMs)
    changes.push(`interval of ${job} ${change(spaced(before.scrapeIntervalMs), spaced(after.scrapeIntervalMs))}`);
  if (before.scrapeTimeoutMs !== after.scrapeTimeoutMs)
    changes.push(`timeout of ${job} ${change(spaced(before.scrapeTimeoutMs), spaced(after.scrapeTimeoutMs))}`);
  if (before.via !== after.via)
    changes.push(`way to ${labelOf(after, 'instance')} ${change(wayOf(before), wayOf(after))}`);
  if (before.box !== after.box) changes.push(`box of ${labelOf(after, 'instance')} ${change(before.box, after.box)}`);
  if (!isSame(restOf(before), restOf(after))) changes.push(`settings of ${job} changed`);
  return changes;
}

function wayOf({ via }: TargetSettings): string {
  return via === undefined ? 'direct' : `ssh ${via}`;
}

/** All that has no words of its own; it may hold secrets, so only whether it differs is told. */
function restOf({ address, params, honorLabels, honorTimestamps, metricRelabel, http, limits }: TargetSettings) {
  return { address, params, honorLabels, honorTimestamps, metricRelabel, http, limits };
}

function labelOf({ labels }: TargetSettings, name: string): string {
  return labels.find(([label]) => label === name)?.[1] ?? '';
}

function forwardChanges(before: ForwardSettings, after: ForwardSettings): readonly string[] {
  const changes: string[] = [];
  if (before.endpoint !== after.endpoint)
    changes.push(`endpoint ${change(before.endpoint ?? 'none', after.endpoint ?? 'none')}`);
  if (before.token !== after.token) changes.push('token changed');
  if (!isSame(before.boxes, after.boxes))
    changes.push(`forwarded boxes ${change(boxesOf(before.boxes), boxesOf(after.boxes))}`);
  if (before.families.preset !== after.families.preset)
    changes.push(`families ${change(before.families.preset, after.families.preset)}`);
  if (!isSame([before.families.include, before.families.exclude], [after.families.include, after.families.exclude]))
    changes.push('families to include or exclude changed');
  if (before.summaryQuantiles !== after.summaryQuantiles)
    changes.push(`quantiles of summaries ${after.summaryQuantiles ? 'on' : 'off'}`);
  return changes;
}

function boxesOf(boxes: ForwardSettings['boxes']): string {
  if (boxes === 'all') return 'all';
  return boxes.length === 0 ? 'none' : boxes.join(' and ');
}

function change(before: string, after: string): string {
  return `${before} → ${after}`;
}

/** `1 m 30 s`. */
function spaced(ms: number): string {
  return printDuration(ms)
    .replace(/(\d+)([a-z]+)/g, '$1 $2 ')
    .trimEnd();
}

/** Plain data, its keys always in the same order. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
