import type { Discovery, FoundTarget, LookAnswer } from '../../../preload/contract/boxes.ts';
import type { BoxView } from '../../../preload/contract/view.ts';
import { formatCount } from '../../ui/format.ts';
import { english } from '../../words/english.ts';

/** How far the search for a box is: at an address, or on this computer. `refused`: nothing can be added, in words. */
export type Finding =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'looking'; readonly where: 'there' | 'here' }
  | { readonly kind: 'refused'; readonly where: 'there' | 'here'; readonly reason: string }
  | { readonly kind: 'found'; readonly find: Find };

/** What can be added. */
export interface Find {
  /** Where; for people. */
  readonly title: string;
  /** What of the text is not kept, or why nothing was seen; empty otherwise. */
  readonly notes: readonly string[];
  readonly targets: readonly Findable[];
  readonly ssh: string | null;
  readonly proposedName: string;
  /** Whether the user must say which machine it is. */
  readonly asksName: boolean;
  /** Whether something was seen there. */
  readonly seen: boolean;
}

export interface Findable {
  readonly address: string;
  /** What it is, in bold; and the rest. */
  readonly what: string;
  readonly rest: string;
  /** The box that has it already; null where none has. */
  readonly box: string | null;
  /** Whether it is to be added unless the user says otherwise. */
  readonly wanted: boolean;
}

const words = english.boxes;

export function findFromLook(answer: LookAnswer & { readonly ok: true }): Find {
  const { address, ssh, proposedName, asksName, found, failure, leftOut } = answer;
  const target = found === null ? nothingSeen(address) : findable(found);
  return {
    title: ssh === null ? address : words.found.behind(ssh),
    notes: [failure, leftOut].filter((note) => note !== ''),
    // A single one needs no saying which.
    targets: [{ ...target, wanted: target.box === null }],
    ...{ ssh, proposedName, asksName },
    seen: found !== null,
  };
}

/** Undefined where there is nothing to add. */
export function findFromDiscovery({ proposedName, found }: Discovery): Find | undefined {
  if (found.every(({ box }) => box !== null)) return undefined;
  const about = { title: words.found.here, notes: [], ssh: null, proposedName, asksName: true, seen: true };
  return { ...about, targets: found.map(findable) };
}

/** Why nothing can be added of what was looked for here. */
export function emptyDiscovery({ found }: Discovery): string {
  return found.length === 0 ? words.find.nothingHere : words.find.allKnown;
}

function findable({ address, dialect, models, series, loading, box }: FoundTarget): Findable {
  const count = words.found.series(formatCount(series));
  const what = dialect !== '' ? dialect : loading ? words.found.modelServer : words.found.unknown;
  const said = [...models.map(shortModel), loading ? words.found.loading : count];
  const rest = box === null ? said : [...said, words.found.inBox(box)];
  // Whatever speaks Prometheus answers: what is not known may be anything.
  return { address, what, rest: rest.join(' · '), box, wanted: box === null && (dialect !== '' || loading) };
}

function nothingSeen(address: string): Findable {
  return { address, what: '', rest: '', box: null, wanted: true };
}

function shortModel(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1);
}

/** A box of that name takes the addresses; undefined where it is a new one. */
export function boxOfName(boxes: readonly BoxView[], name: string): BoxView | undefined {
  return boxes.find((box) => box.name === name.trim());
}
