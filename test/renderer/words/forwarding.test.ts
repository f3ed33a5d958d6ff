import assert from 'node:assert/strict';
import test from 'node:test';
import type { FamilyPlan } from '../../../preload/contract/destination.ts';
import type { ForwardingState, ForwardingView, LedgerView, RefusalView } from '../../../preload/contract/view.ts';
import {
  familyLine,
  footLine,
  forwardingTitle,
  ledgerLines,
  monthly,
  refusalLine,
  sentCount,
} from '../../../renderer/words/forwarding.ts';

const ledger = (over: Partial<LedgerView> = {}): LedgerView => ({
  ...{ produced: 0, delivered: 0, queued: 0, folded: 0, carried: 0, dropped: {}, skipped: {} },
  ...over,
});

const LINES: readonly (readonly [Partial<LedgerView>, string])[] = [
  [{}, '0 points sent, none held back, none refused'],
  [{ delivered: 1 }, '1 point sent, none held back, none refused'],
  [{ delivered: 412_806, dropped: { rejected: 2 } }, '412,806 points sent, none held back, 2 refused'],
  [{ queued: 1_200, dropped: { rejected: 1, 'limit:size': 1 } }, '0 points sent, 1,200 held back, 2 refused'],
];
for (const [over, line] of LINES) {
  test(line, () => {
    assert.equal(footLine({ state: 'on', ledger: ledger(over) }), line);
  });
}

test('where nothing was ever counted there are no numbers', () => {
  assert.equal(footLine({ state: 'off', ledger: ledger() }), 'Its metrics stay on this computer.');
  assert.match(footLine({ state: 'off', ledger: ledger({ produced: 3, delivered: 3 }) }), /^3 points sent/);
});

test('what became of points is told in full, with its reasons in words, the most frequent first', () => {
  const dropped = { expired: 0, 'limit:no_sum': 1, rejected: 2, 'of_a later version': 1 };
  const lines = ledgerLines(ledger({ delivered: 9, folded: 4, carried: 1, dropped, skipped: { baseline: 7 } }));
  assert.deepEqual(
    lines.map(({ label, points }) => [label, points]),
    [
      ['Sent', 9],
      ['Held back', 0],
      ['Folded', 4],
      ['Refused or given up', 4],
      ['Skipped', 7],
    ],
  );
  const numbers = lines.map(({ reasons }) => reasons.map(({ points }) => points));
  assert.deepEqual(numbers, [[], [], [null, 1], [2, 1, 1], [7]]);
  assert.match(lines[3]?.reasons[0]?.words ?? '', /^Refused by Dynatrace\..*\.$/);
  assert.equal(lines[3]?.reasons[2]?.words, 'Of a later version.');
  assert.match(lines[4]?.reasons[0]?.words ?? '', /^Seen for the first time/);
});

test('what is zero and needs no telling is left out', () => {
  const labels = ledgerLines(ledger({ dropped: { expired: 0 } })).map(({ label }) => label);
  assert.deepEqual(labels, ['Sent', 'Held back']);
});

test('each state has a title of its own', () => {
  const states: readonly ForwardingState[] = ['off', 'no_destination', 'no_token', 'on', 'retrying', 'held'];
  const view: Omit<ForwardingView, 'state'> = {
    ...{
      reason: '',
      heldBy: null,
      endpoint: 'https://e',
      tokenStored: false,
      tokenGiven: null,
      ledger: ledger(),
      refusals: [],
    },
  };
  const titles = states.map((state) => forwardingTitle({ ...view, state }));
  titles.push(forwardingTitle({ ...view, state: 'off', endpoint: '' }));
  titles.push(forwardingTitle({ ...view, state: 'held', heldBy: 'token' }));
  assert.equal(new Set(titles).size, states.length + 2);
});

const refusal = (metric: string, sentence = 'Summaries are not taken'): RefusalView => {
  return { metric, code: 'C', sentence };
};
const REMARKS: readonly (readonly [readonly RefusalView[], rejected: number, string])[] = [
  [[], 0, ''],
  [[refusal('a')], 2, 'Dynatrace refused a: Summaries are not taken.'],
  [[refusal('a'), refusal('b', 'Other.'), refusal('a', 'And')], 2, 'Dynatrace refused 2 metrics: Summaries are not taken.'],
  [[refusal('', 'Quota.')], 0, 'Dynatrace changed points: Quota.'],
]; // prettier-ignore
for (const [refusals, rejected, line] of REMARKS) {
  test(`remarks of the destination: ${line}`, () => {
    assert.equal(refusalLine({ refusals, ledger: ledger({ dropped: { rejected } }) }), line);
  });
}

test('a family tells its points, and its series where these are others', () => {
  const family: FamilyPlan = {
    ...{ name: 'a', type: 'gauge', help: '', series: 1, pointsPerScrape: 1, sent: true, chosen: false },
  };
  assert.equal(familyLine(family), 'gauge, 1 point');
  const chosen = { ...family, type: 'quantile', series: 1_200, pointsPerScrape: 0, chosen: true };
  assert.equal(familyLine(chosen), 'quantile, 0 points of 1,200 series, switched by you');
  const plan = { preset: 'default', families: [family, { ...family, sent: false }], pointsPerScrape: 1 } as const;
  assert.equal(sentCount({ ...plan, pointsPerMonth: 259_200 }), '1 of 2 metrics');
  assert.equal(monthly({ ...plan, pointsPerMonth: 36_806_400 }), '37 M');
});
