import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trayTooltip } from '../../../../main/hosts/electron/tray-tooltip.ts';
import type { BoxState, BoxView, Snapshot } from '../../../../preload/contract/view.ts';
import { fakeBox } from '../../../fakes/snapshot.ts';

function box(name: string, state: BoxState, sentence: string): BoxView {
  return { ...fakeBox(state, 'on', sentence), name };
}

function tooltip(over: Partial<Snapshot>): string {
  return trayTooltip({
    takenAtMs: 1,
    state: 'fine',
    network: null,
    demo: false,
    attached: null,
    boxes: [],
    notes: [],
    ...over,
  });
}

const fine = box('a', 'fine', 'All is well.');
const busy = box('b', 'busy', '3 requests wait.');
const down = box('c', 'down', 'It does not answer.');
const cases: readonly [string, Partial<Snapshot>, string][] = [
  ['no box', { state: 'no_box' }, 'NIM Glance: no box yet'],
  ['the monitor is away', { state: 'away', boxes: [fine] }, 'The monitor cannot be reached'],
  [
    'away on another machine',
    {
      state: 'away',
      attached: { computer: 'spark-01', sameComputer: false, away: true, why: '', forgotten: false },
      boxes: [down],
    },
    'The monitor on spark-01 cannot be reached',
  ],
  [
    'and why it is not tried',
    {
      state: 'away',
      attached: { computer: 'spark-01', sameComputer: false, away: true, why: 'Pair again.', forgotten: false },
    },
    'The monitor on spark-01 cannot be reached · Pair again.',
  ],
  ['one box', { boxes: [fine] }, 'a: All is well.'],
  ['several fine ones', { boxes: [fine, fine] }, 'All 2 boxes are fine'],
  [
    'the worst first',
    { boxes: [fine, busy, down] },
    'c: It does not answer. · b: 3 requests wait. · the other is fine',
  ],
  ['two others', { boxes: [fine, busy, fine] }, 'b: 3 requests wait. · 2 others are fine'],
  ['a note', { boxes: [fine], notes: ['Disk full.'] }, 'a: All is well. · Disk full.'],
  ['offline: no box is blamed', { state: 'offline', network: 'No network.', boxes: [down] }, 'No network.'],
  ['a network that is half gone', { network: 'DNS is gone.', boxes: [fine] }, 'a: All is well. · DNS is gone.'],
  ['on one line', { boxes: [box('a\nb', 'fine', ' x\t y ')] }, 'a b: x y'],
];
for (const [name, snapshot, expected] of cases) {
  test(name, () => {
    assert.equal(tooltip(snapshot), expected);
  });
}

const lengths: readonly [string, string, string][] = [
  ['127 characters', 'x'.repeat(124), `a: ${'x'.repeat(124)}`],
  ['one more', 'x'.repeat(125), `a: ${'x'.repeat(123)}…`],
  ['never half a character', `${'x'.repeat(122)}😀😀`, `a: ${'x'.repeat(122)}…`],
];
for (const [name, sentence, expected] of lengths) {
  test(name, () => {
    const text = tooltip({ boxes: [box('a', 'fine', sentence)] });
    assert.equal(text, expected);
    assert.ok(text.length <= 127);
  });
}

test('what does not fit is left out as a whole', () => {
  const long = box('a', 'down', 'y'.repeat(110));
  assert.equal(tooltip({ boxes: [long, busy, fine] }), `a: ${'y'.repeat(110)}`);
});
