import type { SignalView } from '../../core/model/signal.ts';
import type { WatchedTarget } from '../../core/pipeline.ts';
import type { Tile } from '../../../preload/contract/view.ts';
import type { SignalId } from '../dialects/signals.ts';
import { whyUnknown } from '../dialects/why-unknown.ts';
import { addressOf } from '../watch/box-now-of.ts';
import { joinHistories, type Line } from './join-histories.ts';

interface Told {
  readonly view: SignalView;
  readonly target: WatchedTarget;
}

/**
 * What replicas come to together. Of all others the highest counts: shares are neither added nor averaged, and a
 * quantile is the slowest replica's, since quantiles cannot be joined.
 */
const ADDED: ReadonlySet<SignalId> = new Set([
  ...(['running', 'waiting', 'maximum', 'tokensIn', 'tokensOut', 'requests', 'failures'] as const),
  ...(['preemptions', 'gpuMemoryUsed', 'gpuMemoryTotal', 'gpuPower'] as const),
]);

/** Whether any target tells a signal, or did before its last scrape failed. */
export function isTold(targets: readonly WatchedTarget[], id: SignalId): boolean {
  return targets.some((target) => tells(target.signal(id)));
}

/**
 * One number of a box. Targets that tell it by the same families are replicas, and count together; one that tells it
 * by others tells the same requests or GPUs another way, as Triton beside a NIM: then the first target counts.
 */
export function boxTile(targets: readonly WatchedTarget[], id: SignalId): Tile {
  const all = targets.map((target): Told => ({ view: target.signal(id), target }));
  const lead =
    all.find(({ view }) => view.value !== null) ??
    all.find(({ view }) => tells(view)) ??
    all.find(({ view }) => view.why !== 'no_family') ??
    all[0];
  if (lead === undefined) throw new RangeError('a box has at least one target');
  const replicas = all.filter((told) => told === lead || isReplica(told.view, lead.view));
  return ADDED.has(id) ? sumOf(replicas, lead) : highestOf(replicas, lead);
}

/** Its past is looked at only where that decides: reading it is dear. */
function tells(view: SignalView): boolean {
  if (view.why !== 'no_scrape') return view.why !== 'no_family';
  return view.history.some((entry) => entry !== null);
}

/** After a failed scrape it is not known by which families: then it is still what it was. */
function isReplica(view: SignalView, lead: SignalView): boolean {
  if (!tells(view)) return false;
  return view.why === 'no_scrape' || isSameList(view.families, lead.families);
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((entry, at) => entry === b[at]));
}

/** Known only where every replica's is: a part of a sum is not the sum. */
function sumOf(replicas: readonly Told[], lead: Told): Tile {
  const past = { replicas, lead, join: (a: Entry, b: Entry) => (a === null || b === null ? null : a + b) };
  const missing = replicas.find(({ view }) => view.value === null);
  if (missing !== undefined) return tileWith({ value: null, above: null, why: reasonOf(missing, replicas) }, past);
  return tileWith({ value: sum(replicas.map(({ view }) => view.value)), above: null, why: null }, past);
}

function highestOf(replicas: readonly Told[], lead: Told): Tile {
  const past = { replicas, lead, join: higher };
  const known = replicas.filter(({ view }) => view.value !== null);
  const value = highest(known.map(({ view }) => view.value));
  if (value === null) return tileWith({ value, above: null, why: reasonOf(lead, replicas) }, past);
  if (value !== Infinity) return tileWith({ value, above: null, why: null }, past);
  const above = highest(known.map(({ view }) => view.above));
  return tileWith({ value: null, above, why: 'above the largest bucket' }, past);
}

type Entry = number | null;

interface Past {
  readonly replicas: readonly Told[];
  readonly lead: Told;
  readonly join: (a: Entry, b: Entry) => Entry;
}

/** The line is joined when somebody looks at it first: it is most of the work, and whoever only prints values never does. */
function tileWith({ value, above, why }: Omit<Tile, 'history'>, { replicas, lead, join }: Past): Tile {
  let joined: Tile['history'] | undefined;
  return {
    value,
    above,
    why,
    get history() {
      joined ??= joinHistories(replicas.map(lineOf), lead.target.settings.scrapeIntervalMs, join);
      return joined;
    },
  };
}

function lineOf({ view, target }: Told): Line {
  const history = view.history.map((entry) => (Number.isFinite(entry) ? entry : null));
  return { history, intervalMs: target.settings.scrapeIntervalMs };
}

function reasonOf({ view, target }: Told, replicas: readonly Told[]): string {
  const words = whyUnknown(view.why ?? 'no_scrape');
  return replicas.length > 1 ? `${words} (${addressOf(target.settings)})` : words;
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce((total: number, value) => total + (value ?? 0), 0);
}

function highest(values: readonly Entry[]): Entry {
  return values.reduce(higher, null);
}

function higher(a: Entry, b: Entry): Entry {
  return a === null || (b !== null && b > a) ? b : a;
}
