import { isLoopback } from '../../core/model/loopback.ts';
import type { TargetSettings } from '../../core/model/target-settings.ts';
import type { FieldProblem } from '../../../preload/contract/api.ts';
import { settingsFor } from './ask-address.ts';
import { instanceOf } from './edit-targets.ts';

/** An address that a box is to have. */
export interface WantedTarget {
  /** As it was sent. */
  readonly address: string;
  /** Undefined where it is none. */
  readonly target: TargetSettings | undefined;
}

/** Only to read an address; how often it is asked the configuration says. */
const ANY_INTERVAL_MS = 10_000;
/** Characters; the screen is small. */
const LONGEST_NAME = 64;

export function readWanted(addresses: readonly string[]): readonly WantedTarget[] {
  return addresses.map((address) => ({ address, target: settingsFor(address, ANY_INTERVAL_MS) }));
}

/** What speaks against a name; `before` is what the box is called until now, undefined for a new one. */
export function nameProblems(
  name: string,
  before: string | undefined,
  watched: readonly TargetSettings[],
): readonly FieldProblem[] {
  const message = nameProblem(name, before, watched);
  return message === undefined ? [] : [{ field: 'name', message }];
}

function nameProblem(name: string, before: string | undefined, watched: readonly TargetSettings[]): string | undefined {
  if (name === '') return 'Give the box a name.';
  if (name.length > LONGEST_NAME) return `A name has at most ${String(LONGEST_NAME)} characters.`;
  const isTaken = name !== before && watched.some(({ box }) => box === name);
  return isTaken ? `There is a box called ${name} already.` : undefined;
}

/** What speaks against addresses that are to be added. */
export function targetProblems(
  added: readonly WantedTarget[],
  watched: readonly TargetSettings[],
): readonly FieldProblem[] {
  return added.flatMap((wanted, index) => {
    const message = targetProblem(wanted, added.slice(0, index), watched);
    return message === undefined ? [] : [{ field: 'targets', message }];
  });
}

function targetProblem(
  { address, target }: WantedTarget,
  before: readonly WantedTarget[],
  watched: readonly TargetSettings[],
): string | undefined {
  if (target === undefined) return `${address} is no address. Write it like dgx-lab:8000.`;
  if (before.some((other) => other.target !== undefined && isSamePlace(other.target, target)))
    return `${address} stands here twice.`;
  const box = boxAt(target, watched);
  return box === undefined ? undefined : `${address} is watched already, in the box ${box}.`;
}

/** The box that has this address already. */
export function boxAt(target: TargetSettings, watched: readonly TargetSettings[]): string | undefined {
  return watched.find((other) => isSamePlace(other, target))?.box;
}

/** Whether both are the same port of the same machine; a loopback address has several names. */
function isSamePlace(one: TargetSettings, other: TargetSettings): boolean {
  if (one.address.port !== other.address.port) return false;
  const bothHere = [one, other].every(({ via, address }) => via === undefined && isLoopback(address.host));
  return bothHere || instanceOf(one) === instanceOf(other);
}
