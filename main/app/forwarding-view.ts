import type { LedgerCounts } from '../core/model/ledger.ts';
import type { DeliveryState, KeptRejection } from '../core/pipeline.ts';
import type { ForwardingState, ForwardingView } from '../../preload/contract/view.ts';
import type { ForwardingNow } from './sentences/box-now.ts';

/** All that is known of how a box is forwarded. */
export interface ForwardingFacts {
  readonly on: boolean;
  readonly endpoint: string;
  readonly hasToken: boolean;
  /** What gives one at each start, before the keychain is asked. */
  readonly tokenGiven: 'environment' | 'file' | undefined;
  /** Why the keychain gave none, in words; empty when it has none, or was not asked. */
  readonly keychainProblem: string;
  readonly delivery: DeliveryState;
  readonly rejections: readonly KeptRejection[];
  readonly ledger: LedgerCounts;
}

/** What the screen sees of it. */
export function forwardingView(facts: ForwardingFacts): ForwardingView {
  const { endpoint, hasToken: tokenStored, ledger } = facts;
  const refusals = facts.rejections.map(({ metric, code, sentence }) => ({ metric, code, sentence }));
  const state = forwardingState(facts);
  const heldBy = state === 'held' && facts.delivery.kind === 'held' ? facts.delivery.setting : null;
  const tokenGiven = facts.tokenGiven ?? null;
  return { state, reason: reasonFor(state, facts), heldBy, endpoint, tokenStored, tokenGiven, ledger, refusals };
}

/** Nothing is kept back. */
export const FLOWING: ForwardingNow = { blockedBy: undefined, reason: '', sinceMs: undefined };

/** What sentences and alerts know of it; `before`: the last time that it was looked at. Times are ms since the Unix epoch. */
export function forwardingNow(before: ForwardingNow, facts: ForwardingFacts, nowMs: number): ForwardingNow {
  const state = forwardingState(facts);
  const blockedBy = blockOf(state, facts.delivery);
  if (blockedBy === undefined) return FLOWING;
  return { blockedBy, reason: reasonFor(state, facts), sinceMs: before.sinceMs ?? nowMs };
}

function blockOf(state: ForwardingState, delivery: DeliveryState): ForwardingNow['blockedBy'] {
  switch (state) {
    case 'off':
    case 'on':
      return undefined;
    case 'no_destination':
    case 'no_token':
      return state;
    case 'retrying':
    case 'held':
      return delivery.kind === 'held' ? delivery.setting : 'answers';
  }
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
