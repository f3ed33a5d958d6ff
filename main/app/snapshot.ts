import type { DeliveryState } from '../core/pipeline.ts';
import type { LedgerCounts } from '../core/model/ledger.ts';
import type { SignalView } from '../core/model/signal.ts';
import type { TargetState } from '../core/model/target-state.ts';
import type {
  BoxState,
  BoxView,
  ForwardingState,
  ForwardingView,
  Snapshot,
  Tile,
} from '../../preload/contract/view.ts';
import type { SignalId } from './nim-catalog.ts';

/** All that one box's picture is drawn from. */
export interface BoxFacts {
  readonly name: string;
  readonly address: string;
  readonly target: TargetState;
  readonly signal: (id: SignalId) => SignalView;
  readonly forwarding: ForwardingFacts;
}

export interface ForwardingFacts {
  readonly on: boolean;
  readonly endpoint: string;
  readonly hasToken: boolean;
  readonly delivery: DeliveryState;
  readonly ledger: LedgerCounts;
}

/** From here on the next requests are likely to wait for memory. */
const BUSY_CACHE_RATIO = 0.9;
const WORST_FIRST: readonly BoxState[] = ['down', 'not_nim', 'busy', 'loading', 'starting', 'fine'];

const WHY: Readonly<Record<NonNullable<SignalView['why']>, string>> = {
  no_scrape: 'the last scrape failed',
  no_family: 'this target does not tell it',
  no_traffic: 'no request in the last minute',
};

/** State → what the screen sees. Pure. */
export function takeSnapshot(boxes: readonly BoxFacts[], nowMs: number): Snapshot {
  const views = boxes.map(viewOf);
  const state = WORST_FIRST.find((candidate) => views.some((view) => view.state === candidate)) ?? 'starting';
  return { takenAtMs: nowMs, state, boxes: views };
}

function viewOf(facts: BoxFacts): BoxView {
  const { target } = facts;
  const tile = (id: SignalId): Tile => tileOf(facts.signal(id));
  const [kvCache, running, waiting] = [tile('kvCache'), tile('running'), tile('waiting')];
  const state = stateOf(target, kvCache, waiting);
  return {
    name: facts.name,
    address: facts.address,
    state,
    sentence: sentenceOf(state, target, kvCache, running, waiting),
    models: target.models,
    kvCache,
    running,
    waiting,
    maximum: tile('maximum'),
    firstToken: { p50: tile('firstTokenP50'), p95: tile('firstTokenP95') },
    tokensOut: tile('tokensOut'),
    scrapes: { good: target.good, failed: target.failed, lastGoodMs: target.lastGoodMs ?? null },
    forwarding: forwardingOf(facts.forwarding),
  };
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

function tileOf({ value, why, history }: SignalView): Tile {
  const finite = history.map((entry) => (entry === null || Number.isFinite(entry) ? entry : null));
  if (value === Infinity) return { value: null, why: 'above the largest bucket', history: finite };
  return { value, why: why === null ? null : WHY[why], history: finite };
}

function forwardingOf({ on, endpoint, hasToken, delivery, ledger }: ForwardingFacts): ForwardingView {
  const state = forwardingState(on, endpoint, hasToken, delivery);
  const reason = delivery.kind === 'sending' ? '' : delivery.reason;
  return {
    state,
    reason: state === 'retrying' || state === 'held' ? reason : '',
    endpoint,
    tokenStored: hasToken,
    ledger,
  };
}

function forwardingState(on: boolean, endpoint: string, hasToken: boolean, delivery: DeliveryState): ForwardingState {
  if (!on) return 'off';
  if (endpoint === '') return 'no_destination';
  if (!hasToken) return 'no_token';
  return delivery.kind === 'sending' ? 'on' : delivery.kind;
}
