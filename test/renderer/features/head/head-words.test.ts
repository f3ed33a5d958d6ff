import assert from 'node:assert/strict';
import test from 'node:test';
import type { Party } from '../../../../main/app/network/judge-network.ts';
import { networkWords } from '../../../../main/app/network/network-words.ts';
import type { AlertView, AttachedView, Snapshot, WholeState } from '../../../../preload/contract/view.ts';
import { countFiring, headWords, networkNote } from '../../../../renderer/features/head/head-words.ts';
import { formatClock } from '../../../../renderer/ui/format.ts';
import { fakeBox, fakeSnapshot } from '../../../fakes/snapshot.ts';

function whole(state: WholeState, network: string | null = null): Snapshot {
  return { ...fakeSnapshot(fakeBox('fine')), state, network };
}

const BOX = fakeBox('fine');
const THERE: AttachedView = { computer: 'dgx-lab', sameComputer: false, away: true, why: '', forgotten: false };
const NETWORK = 'This computer has no network.';

const ROWS: readonly (readonly [what: string, Snapshot, title: string, line: string])[] = [
  ['a box', whole('fine'), `${BOX.name} is fine`, BOX.address],
  ['a box with an alert', { ...whole('alert'), boxes: [fakeBox('alert')] }, `${BOX.name} needs a look`, BOX.address],
  ['no box', { ...whole('no_box'), boxes: [] }, 'No box yet', 'Add one to see what it does.'],
  ['our network', whole('offline', NETWORK), 'This computer is offline', NETWORK],
  ['paused', whole('paused'), 'Paused', 'Nothing is asked now.'],
  ['the monitor', whole('away'), 'The monitor is away', `Since ${formatClock(1)}. This page goes on trying.`],
  ['its machine', { ...whole('away'), attached: THERE }, 'The monitor on dgx-lab is away', `Since ${formatClock(1)}`],
  ['one never reached', { ...whole('away'), boxes: [] }, 'The monitor is away', 'It was not reached yet'],
  [
    'its network',
    { ...whole('offline', NETWORK), attached: THERE },
    'dgx-lab is offline',
    'What your boxes do is not known now.',
  ],
  ['the start', { ...whole('starting'), boxes: [BOX, BOX] }, 'Your boxes are being asked', '2 fine'],
  ['several boxes', { ...whole('fine'), boxes: [BOX, BOX] }, `${BOX.name} is fine`, '2 fine'],
];
for (const [what, snapshot, title, line] of ROWS) {
  test(`the head says how it is with ${what}`, () => {
    assert.deepEqual(headWords(snapshot, snapshot.boxes[0], '2 fine'), { title, line });
  });
}

test('what the title says is not said again below it', () => {
  const failing: Party = {
    ...{ name: 'spark-01', kind: 'box', place: 'remote', byName: true, outcome: 'silence', atMs: 0, failingSinceMs: 0 },
    tunnelWords: undefined,
  };
  const sentence = networkWords({ whose: 'mine', cause: 'offline', failing: [failing] });
  assert.deepEqual(headWords(whole('offline', sentence), undefined, ''), {
    title: 'This computer is offline',
    line: 'Nothing is known of spark-01 until the network is back.',
  });
});

test('what is said of our network is said once', () => {
  assert.equal(networkNote(whole('offline', NETWORK)), '');
  assert.equal(networkNote(whole('busy', NETWORK)), NETWORK);
  assert.equal(networkNote(whole('busy')), '');
  assert.equal(networkNote(whole('away', NETWORK)), '');
  assert.equal(networkNote({ ...whole('busy', NETWORK), attached: THERE }), `dgx-lab: ${NETWORK}`);
  assert.equal(networkNote({ ...whole('busy', NETWORK), attached: { ...THERE, sameComputer: true } }), NETWORK);
});

test('snoozed alerts are not counted', () => {
  const alert = { snoozedUntilMs: null } as AlertView;
  const snoozed = { snoozedUntilMs: 1 } as AlertView;
  const boxes = [
    { ...BOX, alerts: [alert, snoozed] },
    { ...BOX, alerts: [alert] },
  ];
  assert.equal(countFiring({ ...whole('alert'), boxes }), 2);
});
