import type { DeliveryState, KeptRejection, WatchedTarget } from '../core/pipeline.ts';
import type { LedgerCounts } from '../core/model/ledger.ts';
import type { SignalView } from '../core/model/signal.ts';
import type { TargetState } from '../core/model/target-state.ts';
import type {
  BoxState,
  BoxView,
  ForwardingState,
  ForwardingView,
  Snapshot,
  TargetView,
  Tile,
} from '../../preload/contract/view.ts';
import { dialectChange, dialectName } from './dialects/detect-dialect.ts';
import type { SignalId } from './dialects/signals.ts';
import { whyUnknown } from './dialects/why-unknown.ts';

/** All that one box's picture is drawn from. */
export interface BoxFacts {
  readonly name: string;
  /** At least one. */
  readonly targets: readonly WatchedTarget[];
  readonly forwarding: ForwardingFacts;
}

export interface ForwardingFacts {
  readonly on: boolean;
  readonly endpoint: string;
  readonly hasToken: boolean;
  /** Why the keychain gave none, in words; empty when it has none, or was not asked. */
  readonly keychainProblem: string;
  readonly delivery: DeliveryState;
  readonly rejections: readonly KeptRejection[];
  readonly ledger: LedgerCounts;
}

/** From here on the next requests are likely to wait for memory. */
const BUSY_CACHE_RATIO = 0.9;
const WORST_FIRST: readonly BoxState[] = ['down', 'not_nim', 'busy', 'loading', 'starting', 'fine'];

/** State → what the screen sees. Pure. */
export function takeSnapshot(boxes: readonly BoxFacts[], notes: readonly string[], nowMs: number): Snapshot {
  const views = boxes.map(viewOf);
  const state = WORST_FIRST.find((candidate) => views.some((view) => view.state === candidate)) ?? 'starting';
  return { takenAtMs: nowMs, state, boxes: views, notes };
}

function viewOf(facts: BoxFacts): BoxView {
  const { name, targets } = facts;
  const tile = (id: SignalId): Tile => tileOf(signalOf(targets, id));
  const [kvCache, running, waiting] = [tile('kvCache'), tile('running'), tile('waiting')];
  const states = targets.map(({ state }) => ({ target: state, box: stateOf(state, kvCache, waiting) }));
  const worst = WORST_FIRST.flatMap((state) => states.filter(({ box }) => box === state))[0];
  if (worst === undefined) throw new RangeError(`box ${name} has no target`);
  return {
    name,
    address: addressOf(targets),
    state: worst.box,
    sentence: sentenceOf(worst.box, worst.target, kvCache, running, waiting),
    notes: targets.flatMap(({ state }) => notesOf(state)),
    models: [...new Set(targets.flatMap(({ state }) => state.models))],
    kvCache,
    running,
    waiting,
    maximum: tile('maximum'),
    firstToken: { p50: tile('firstTokenP50'), p95: tile('firstTokenP95') },
    tokensOut: tile('tokensOut'),
    scrapes: scrapesOf(targets),
    targets: targets.map(targetView),
    forwarding: forwardingOf(facts.forwarding),
  };
}

/** The first target that knows it, else why the first one does not. */
function signalOf(targets: readonly WatchedTarget[], id: SignalId): SignalView {
  const views = targets.map((target) => target.signal(id));
  const known = views.find(({ value }) => value !== null) ?? views.find(({ why }) => why !== 'no_family') ?? views[0];
  return known ?? { value: null, above: null, why: 'no_family', history: [], families: [] };
}

function addressOf(targets: readonly WatchedTarget[]): string {
  return targets.map(({ settings: { address } }) => `${address.host}:${String(address.port)}`).join(', ');
}

function scrapesOf(targets: readonly WatchedTarget[]): BoxView['scrapes'] {
  const good = targets.reduce((sum, { state }) => sum + state.good, 0);
  const failed = targets.reduce((sum, { state }) => sum + state.failed, 0);
  const times = targets.flatMap(({ state }) => state.lastGoodMs ?? []);
  return { good, failed, lastGoodMs: times.length === 0 ? null : Math.max(...times) };
}

function targetView({ settings: { address, labels }, state }: WatchedTarget): TargetView {
  return {
    address: `${address.host}:${String(address.port)}`,
    job: labels.find(([name]) => name === 'job')?.[1] ?? '',
    dialect: dialectName(state.dialect),
    failure: state.lastFailure,
    unreadLines: state.parseIssues,
    scrapes: { good: state.good, failed: state.failed, lastGoodMs: state.lastGoodMs ?? null },
  };
}

/** What is worth knowing although it is no state. */
function notesOf({ warnings, dialectChange: change, parseIssues }: TargetState): string[] {
  const changed = change === undefined ? undefined : dialectChange(change.before, change.after);
  const unread = parseIssues === 0 ? [] : [`${lines(parseIssues)} of the last scrape could not be read.`];
  return [...warnings, ...(changed === undefined ? [] : [changed]), ...unread];
}

function lines(count: number): string {
  return count === 1 ? '1 line' : `${String(count)} lines`;
}

function stateOf(target: TargetState, kvCache: Tile, waiting: Tile): BoxState {
  if (target.good + target.failed === 0) return 'starting';
  if (target.health === 'loading') return 'loading';
  if (target.lastFailure !== '') return target.health === 'not_nim' ? 'not_nim' : 'down';
  return (kvCache.value ?? 0) >= BUSY_CACHE_RATIO || (waiting.value ?? 0) > 0 ? 'busy' : 'fine';
}

function sentenceOf(state: BoxState, target: TargetState, kvCache: Tile, running: Tile, waiting: Tile): string {
  switch (state) {
    case 'starting':
      return 'Asking for the first time.';
    case 'loading':
      return 'The model is loading.';
    case 'down':
      return `No metrics: ${target.lastFailure}.`;
    case 'not_nim':
      return `Something answers, but it is not a NIM: ${target.lastFailure}.`;
    case 'busy':
      return (waiting.value ?? 0) > 0
        ? `${requests(waiting.value ?? 0)} waiting, KV cache at ${percent(kvCache)}.`
        : `KV cache at ${percent(kvCache)}: the next requests may have to wait.`;
    case 'fine':
      return (running.value ?? 0) > 0 ? `${requests(running.value ?? 0)} running, none waiting.` : 'Nobody is asking.';
  }
}

function requests(count: number): string {
  return `${String(count)} ${count === 1 ? 'request' : 'requests'}`;
}

function percent({ value }: Tile): string {
  return value === null ? '–' : `${String(Math.round(value * 100))} %`;
}

function tileOf({ value, above, why, history }: SignalView): Tile {
  const finite = history.map((entry) => (entry === null || Number.isFinite(entry) ? entry : null));
  if (value === Infinity) return { value: null, above, why: 'above the largest bucket', history: finite };
  return { value, above: null, why: why === null ? null : whyUnknown(why), history: finite };
}

function forwardingOf(facts: ForwardingFacts): ForwardingView {
  const { endpoint, hasToken: tokenStored, ledger } = facts;
  const refusals = facts.rejections.map(({ metric, code, sentence }) => ({ metric, code, sentence }));
  const state = forwardingState(facts);
  return { state, reason: reasonFor(state, facts), endpoint, tokenStored, ledger, refusals };
}

function forwardingState({ on, endpoint, hasToken, delivery }: ForwardingFacts): ForwardingState {
  if (!on) return 'off';
  if (endpoint === '') return 'no_destination';
  if (!hasToken) return 'no_token';
  return delivery.kind === 'retrying' || delivery.kind === 'held' ? delivery.kind : 'on';
}

function reasonFor(state: ForwardingState, { delivery, keychainProblem }: ForwardingFacts): string {
  if (state === 'no_token') return keychainProblem;
  const told = state === 'retrying' || state === 'held';
  return told && 'reason' in delivery ? delivery.reason : '';
}
