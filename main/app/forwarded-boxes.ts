import type { Configuration, FamilyChoice } from './config/configuration.ts';

/** The boxes whose switch a configuration turns on. */
export function boxesToForward({ forward, targets }: Configuration): ReadonlySet<string> {
  return new Set(forward.boxes === 'all' ? targets.map(({ box }) => box) : forward.boxes);
}

/**
 * The boxes that are forwarded under another configuration: boxes that it brings are switched as it says; the switches
 * of the others stay as the user left them, unless it names other boxes than before.
 */
export function boxesStillForwarded(
  forwarded: ReadonlySet<string>,
  before: Configuration,
  after: Configuration,
): ReadonlySet<string> {
  if (!isSameChoice(before.forward.boxes, after.forward.boxes)) return boxesToForward(after);
  const known = new Set(before.targets.map(({ box }) => box));
  return new Set([...forwarded, ...[...boxesToForward(after)].filter((box) => !known.has(box))]);
}

/** Plain data, its keys always in the same order. */
export function isSameChoice<T extends FamilyChoice | 'all' | readonly unknown[]>(a: T, b: T): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
