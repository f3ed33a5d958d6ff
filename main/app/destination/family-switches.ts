import type { FieldProblem } from '../../../preload/contract/api.ts';
import type { FamilySwitches } from '../../../preload/contract/destination.ts';
import type { FamilyChoice } from '../config/configuration.ts';
import { selectionOf } from '../family-selection.ts';

export type MovedSwitches =
  | { readonly ok: true; readonly choice: FamilyChoice }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * A choice with another preset, and with the switches of some families moved. Patterns of the user stay as they are;
 * a family is named only where preset and patterns would have it otherwise.
 */
export function moveSwitches(before: FamilyChoice, { preset, on, off }: FamilySwitches): MovedSwitches {
  const moved = new Set([...on, ...off]);
  const staying = (pattern: string): boolean => !moved.has(nameOf(pattern) ?? '');
  const include = before.include.filter(staying);
  const exclude = before.exclude.filter(staying);
  const untouched = selectionOf({ preset, include, exclude });
  const choice: FamilyChoice = {
    preset,
    include: [...include, ...on.filter((name) => !untouched.has(name)).map(patternOf)],
    exclude: [...exclude, ...off.filter((name) => untouched.has(name)).map(patternOf)],
  };
  const result = selectionOf(choice);
  const stuck = on.filter((name) => !result.has(name));
  if (stuck.length === 0) return { ok: true, choice };
  return { ok: false, problems: stuck.map((name) => ({ field: name, message: stuckWords(name, exclude) })) };
}

/** Whether a family is switched by its name, so that neither preset nor pattern decides. */
export function isSwitched({ include, exclude }: FamilyChoice, name: string): boolean {
  const pattern = patternOf(name);
  return include.includes(pattern) || exclude.includes(pattern);
}

/** Exclusion wins, so a name cannot bring back what a pattern takes away. */
function stuckWords(name: string, exclude: readonly string[]): string {
  const pattern = exclude.find((one) => selectionOf({ preset: 'dashboards', include: [one], exclude: [] }).has(name));
  return `${name} is excluded by the pattern ${pattern ?? ''} in the configuration. Change it there`;
}

/** The RE2 expression that matches one name alone. */
function patternOf(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** The one name that a pattern matches; undefined where it may match several. */
function nameOf(pattern: string): string | undefined {
  const name = pattern.replace(/\\(.)/g, '$1');
  return patternOf(name) === pattern ? name : undefined;
}
