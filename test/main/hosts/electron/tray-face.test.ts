import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isForwarding, trayFace, trayTooltip } from '../../../../main/hosts/electron/tray-face.ts';
import type { ForwardingState, WholeState } from '../../../../preload/contract/view.ts';
import { fakeBox, fakeSnapshot } from '../../../fakes/snapshot.ts';

const faces: Readonly<Record<WholeState, string>> = {
  starting: 'fine',
  fine: 'fine',
  busy: 'busy',
  loading: 'busy',
  down: 'down',
  not_nim: 'down',
  alert: 'down',
  paused: 'fine',
  offline: 'down',
  no_box: 'fine',
  away: 'down',
};
for (const [state, face] of Object.entries(faces)) {
  test(`${state} shows the icon "${face}"`, () => {
    assert.equal(trayFace(state as WholeState), face);
  });
}

const ticked: Readonly<Record<ForwardingState, boolean>> = {
  off: false,
  no_destination: true,
  no_token: true,
  on: true,
  retrying: true,
  held: true,
};
for (const [state, expected] of Object.entries(ticked)) {
  test(`forwarding ${state} is ${expected ? 'ticked' : 'not ticked'}`, () => {
    assert.equal(isForwarding(fakeBox('fine', state as ForwardingState)), expected);
  });
}

test('no box is not forwarding', () => {
  assert.equal(isForwarding(undefined), false);
});

const tooltips: readonly [string, string, string][] = [
  ['a short sentence', 'All is well.', 'spark-01: All is well.'],
  ['127 characters', 'x'.repeat(117), `spark-01: ${'x'.repeat(117)}`],
  ['one more', 'x'.repeat(118), `spark-01: ${'x'.repeat(116)}…`],
];
for (const [name, sentence, expected] of tooltips) {
  test(`tooltip: ${name}`, () => {
    const text = trayTooltip(fakeSnapshot(fakeBox('fine', 'on', sentence)));
    assert.equal(text, expected);
    assert.ok(text.length <= 127);
  });
}

test('tooltip without a box', () => {
  assert.equal(
    trayTooltip({ takenAtMs: 1, state: 'no_box', network: null, boxes: [], notes: [] }),
    'NIM Glance: no box yet',
  );
});

test('tooltip while this computer is offline: no box is blamed', () => {
  const network = 'This computer is offline.';
  const offline = { ...fakeSnapshot(fakeBox('down')), state: 'offline', network } as const;
  assert.equal(trayTooltip(offline), network);
});
