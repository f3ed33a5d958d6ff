import type { SignalView } from '../../core/model/signal.ts';
import type { WatchedTarget } from '../../core/pipeline.ts';
import type { Tile } from '../../../preload/contract/view.ts';
import type { SignalId } from '../dialects/signals.ts';
import { whyUnknown } from '../dialects/why-unknown.ts';
import { joinHistories, type Line } from './join-histories.ts';

interface Told {
  readonly view: SignalView;
  readonly address: string;
  readonly intervalMs: number;
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
  const all = targets.map((target) => toldBy(target, id));
  const lead =
    all.find(({ view }) => view.value !== null) ??
    all.find(({ view }) => tells(view)) ??
    all.find(({ view }) => view.why !== 'no_family') ??
    all[0];
  if (lead === undefined) throw new RangeError('a box has at least one target');
  const replicas = all.filter((told) => told === lead || isReplica(told.view, lead.view));
  return ADDED.has(id) ? sumOf(replicas, lead) : highestOf(replicas, lead);
}

function toldBy(target: WatchedTarget, id: SignalId): Told {
  const { address, scrapeIntervalMs: intervalMs } = target.settings;
  return { view: target.signal(id), address: `${address.host}:${String(address.port)}`, intervalMs };
}

function tells({ why, history }: SignalView): boolean {
  if (why === 'no_family') return false;
  return why !== 'no_scrape' || history.some((entry) => entry !== null);
}

/** After a failed scrape it is not known by which families: then it is still what it was. */
function isReplica(view: SignalView, lead: SignalView): boolean {
  if (!tells(view)) return false;
  return view.why === 'no_scrape' || view.families.join() === lead.families.join();
}

/** Known only where every replica's is: a part of a sum is not the sum. */
function sumOf(replicas: readonly Told[], lead: Told): Tile {
  const history = joinHistories(replicas.map(lineOf), lead.intervalMs, (values) =>
    values.includes(null) ? null : sum(values),
  );
  const missing = replicas.find(({ view }) => view.value === null);
  if (missing === undefined)
    return { value: sum(replicas.map(({ view }) => view.value)), above: null, why: null, history };
  return { value: null, above: null, why: reasonOf(missing, replicas), history };
}

function highestOf(replicas: readonly Told[], lead: Told): Tile {
  const history = joinHistories(replicas.map(lineOf), lead.intervalMs, highest);
  const known = replicas.filter(({ view }) => view.value !== null);
  const value = highest(known.map(({ view }) => view.value));
  if (value === null) return { value, above: null, why: reasonOf(lead, replicas), history };
  if (value !== Infinity) return { value, above: null, why: null, history };
  const above = highest(known.map(({ view }) => view.above));
  return { value: null, above, why: 'above the largest bucket', history };
}

function lineOf({ view, intervalMs }: Told): Line {
  return { history: view.history.map((entry) => (Number.isFinite(entry) ? entry : null)), intervalMs };
}

function reasonOf({ view, address }: Told, replicas: readonly Told[]): string {
  const words = whyUnknown(view.why ?? 'no_scrape');
  return replicas.length > 1 ? `${words} (${address})` : words;
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce((total: number, value) => total + (value ?? 0), 0);
}

function highest(values: readonly (number | null)[]): number | null {
  return values.reduce((most, value) => (most === null || (value !== null && value > most) ? value : most), null);
}
