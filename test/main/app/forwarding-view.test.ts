import assert from 'node:assert/strict';
import test from 'node:test';
import { FLOWING, forwardingNow, forwardingView, type ForwardingFacts } from '../../../main/app/forwarding-view.ts';
import type { ForwardingNow } from '../../../main/app/sentences/box-now.ts';
import type { ForwardingState } from '../../../preload/contract/view.ts';

const FORWARDING: ForwardingFacts = {
  on: true,
  endpoint: 'https://abc.example/otlp',
  hasToken: true,
 tokenGiven: undefined,
  keychainProblem: '',
  delivery: { kind: 'sending' },
  rejections: [],
  ledger: { produced: 5, delivered: 3, queued: 1, folded: 0, carried: 0, dropped: { expired: 1 }, skipped: { baseline: 2 } },
}; // prettier-ignore

const RETRYING = { kind: 'retrying', reason: 'answered 503', untilMs: 0 } as const;
const HELD = { kind: 'held', reason: 'the token is not accepted (401)', setting: 'token', untilMs: 0 } as const;

type Row = readonly [string, Partial<ForwardingFacts>, ForwardingState, string, ForwardingNow['blockedBy']];
const ROWS: readonly Row[] = [
  ['all is well', {}, 'on', '', undefined],
  ['switched off, whatever else', { on: false, endpoint: '', hasToken: false, delivery: HELD }, 'off', '', undefined],
  ['neither destination nor token', { endpoint: '', hasToken: false, delivery: RETRYING }, 'no_destination', '', 'no_destination'],
  ['no token', { hasToken: false, delivery: HELD }, 'no_token', '', 'no_token'],
  ['a locked keychain', { hasToken: false, keychainProblem: 'It is locked.' }, 'no_token', 'It is locked.', 'no_token'],
  ['it catches up', { delivery: { kind: 'catching_up' } }, 'on', '', undefined],
  ['it tries again', { delivery: RETRYING }, 'retrying', RETRYING.reason, 'answers'],
  ['it is held', { delivery: HELD }, 'held', HELD.reason, 'token'],
]; // prettier-ignore

for (const [name, over, state, reason, blockedBy] of ROWS) {
  test(`${name}: ${state}`, () => {
    const facts = { ...FORWARDING, ...over };
    const { endpoint, ledger, hasToken: tokenStored } = facts;
    const heldBy = state === 'held' ? 'token' : null;
    assert.deepEqual(forwardingView(facts), {
      state,
      reason,
      heldBy,
      endpoint,
      tokenStored,
      tokenGiven: null,
      ledger,
      refusals: [],
    });
    const sinceMs = blockedBy === undefined ? undefined : 7;
    assert.deepEqual(forwardingNow(FLOWING, facts, 7), { blockedBy, reason, sinceMs });
  });
}

test('it is blocked since the first of several reasons, and from anew once it has flown', () => {
  const first = forwardingNow(FLOWING, { ...FORWARDING, delivery: RETRYING }, 1_000);
  const second = forwardingNow(first, { ...FORWARDING, delivery: HELD }, 2_000);
  assert.deepEqual([second.blockedBy, second.sinceMs], ['token', 1_000]);
  const flown = forwardingNow(second, FORWARDING, 3_000);
  assert.equal(forwardingNow(flown, { ...FORWARDING, delivery: HELD }, 4_000).sinceMs, 4_000);
});

test('why the destination refused points is told', () => {
  const refusal = { metric: 'c_total', code: 'VALUE_INVALID', sentence: 'No number.' };
  const rejections = [{ ...refusal, answers: 3, lastMs: 5 }];
  assert.deepEqual(forwardingView({ ...FORWARDING, rejections }).refusals, [refusal]);
});
