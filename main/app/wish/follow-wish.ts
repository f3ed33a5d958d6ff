import { lasting, percent } from '../sentences/amounts.ts';
import type { BoxNow } from '../sentences/box-now.ts';
import { WISH_LIFE_MS, type Wish, type WishKind } from './wish.ts';

/** `granted` and `expired`: the text is told once, and the wish is gone. */
export type WishStep =
  { readonly kind: 'waiting'; readonly wish: Wish } | { readonly kind: 'granted' | 'expired'; readonly text: string };

/** As long as this it has to be so: between two requests nobody is idle. Ms. */
const HOLD_MS: Readonly<Record<WishKind['kind'], number>> = {
  ready: 0,
  idle: 60_000,
  queue_empty: 30_000,
  back: 0,
  below: 30_000,
};

/** In intervals of the box: more was sleep. */
const LONGEST_STEP = 2.5;
/** They tell of the GPU; what is waited for is the model. */
const EXPORTERS: readonly string[] = ['dcgm', 'nvidia_gpu_exporter'];

/**
 * Holds a wish against what is known of its box; to be called after each scrape of it. What is not known, because a
 * scrape failed or our own network is gone, grants nothing and spoils nothing but the time for which it has been so.
 */
export function followWish(wish: Wish, box: BoxNow): WishStep {
  const { nowMs, name } = box;
  if (!isSo(wish.until, box)) {
    if (nowMs >= wish.expiresMs) return { kind: 'expired', text: EXPIRED[wish.until.kind](name, wish.until) };
    return { kind: 'waiting', wish: { ...wish, so: undefined } };
  }
  const sinceMs = goesOn(wish, box) ? wish.so.sinceMs : nowMs;
  if (nowMs - sinceMs < HOLD_MS[wish.until.kind]) {
    return { kind: 'waiting', wish: { ...wish, so: { sinceMs, seenMs: nowMs } } };
  }
  return { kind: 'granted', text: GRANTED[wish.until.kind](name, wish.until, nowMs - wish.madeMs) };
}

/** Whether it was so before, without sleep or a clock that was set in between. */
function goesOn(wish: Wish, { nowMs, signal }: BoxNow): wish is Wish & { readonly so: NonNullable<Wish['so']> } {
  const stepMs = nowMs - (wish.so?.seenMs ?? -Infinity);
  return stepMs >= 0 && stepMs <= LONGEST_STEP * signal('running').intervalMs;
}

/** Whether a box may be wished for so: what is so already needs no waiting, and what nobody can see would wait in vain. */
export function canWish(until: WishKind, box: BoxNow): boolean {
  return box.targets.some(({ state }) => state.good + state.failed > 0) && suits(until, box) && !isSo(until, box);
}

/** A model that loads will be ready; what is silent comes back; only of what tells its numbers they can be waited for. */
function suits({ kind }: WishKind, { targets, signal }: BoxNow): boolean {
  const servers = serving(targets);
  const loads = servers.some(({ state }) => state.health === 'loading');
  switch (kind) {
    case 'ready':
      return loads;
    case 'back':
      return !loads;
    case 'idle':
    case 'queue_empty':
    case 'below':
      return !servers.every(isSilent) && signal(LOOKED_AT[kind]).why !== 'no_family';
  }
}

const LOOKED_AT = { idle: 'running', queue_empty: 'waiting', below: 'kvCache' } as const;

/** One scrape that fails takes nothing away. */
function isSilent({ state, past }: BoxNow['targets'][number]): boolean {
  return state.lastFailure !== '' && (past.failedInARow > 1 || state.good === 0);
}

function isSo(until: WishKind, { targets, signal, networkTrouble }: BoxNow): boolean {
  if (networkTrouble !== undefined) return false;
  const isZero = (id: string): boolean => signal(id).value === 0;
  switch (until.kind) {
    case 'ready':
      return serving(targets).every(({ state }) => state.health === 'ready' && state.lastFailure === '');
    case 'back':
      return serving(targets).every(({ state }) => state.good > 0 && state.lastFailure === '');
    case 'idle':
      // Not every dialect tells a queue.
      return isZero('running') && (isZero('waiting') || signal('waiting').why === 'no_family');
    case 'queue_empty':
      return isZero('waiting');
    case 'below': {
      const { value } = signal('kvCache');
      return value !== null && value < until.share;
    }
  }
}

/** Those that serve a model, as far as is known; all, where none does. */
function serving(targets: BoxNow['targets']): BoxNow['targets'] {
  const serving = targets.filter(({ state }) => !EXPORTERS.includes(state.dialect));
  return serving.length === 0 ? targets : serving;
}

type Say<Rest extends readonly unknown[]> = Readonly<
  Record<WishKind['kind'], (box: string, until: WishKind, ...rest: Rest) => string>
>;

const GRANTED: Say<[afterMs: number]> = {
  ready: (box, _, afterMs) => `${box} is ready, after ${lasting(afterMs)}.`,
  back: (box, _, afterMs) => `${box} is back, after ${lasting(afterMs)}.`,
  idle: (box) => `${box} is idle: nobody has asked for a minute.`,
  queue_empty: (box) => `The queue of ${box} is empty.`,
  below: (box, until) => `The KV cache of ${box} is below ${shareOf(until)}.`,
};

const EXPIRED: Say<[]> = {
  ready: (box) => `${box} has not become ready within ${lasting(WISH_LIFE_MS)}; this is no longer waited for.`,
  back: (box) => `${box} has not come back within ${lasting(WISH_LIFE_MS)}; this is no longer waited for.`,
  idle: (box) => `${box} has not been idle within ${lasting(WISH_LIFE_MS)}; this is no longer waited for.`,
  queue_empty: (box) =>
    `The queue of ${box} has not been empty within ${lasting(WISH_LIFE_MS)}; this is no longer waited for.`,
  below: (box, until) =>
    `The KV cache of ${box} has not been below ${shareOf(until)} within ${lasting(WISH_LIFE_MS)}; this is no longer waited for.`,
};

function shareOf(until: WishKind): string {
  return until.kind === 'below' ? percent(until.share) : '';
}
