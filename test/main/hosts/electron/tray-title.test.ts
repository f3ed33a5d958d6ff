import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trayTitle, type TitleChoice } from '../../../../main/hosts/electron/tray-title.ts';
import { fakeBox, fakeSnapshot, tile } from '../../../fakes/snapshot.ts';

const box = { ...fakeBox('busy'), kvCache: tile(0.874), waiting: tile(7) };
const cases: readonly [TitleChoice, string][] = [
  ['none', ''],
  ['kv-cache', '87 %'],
  ['waiting', '7'],
];
for (const [choice, expected] of cases) {
  test(`beside the icon: ${choice}`, () => {
    const calm = { ...box, kvCache: tile(0.1), waiting: tile(0) };
    assert.equal(trayTitle({ ...fakeSnapshot(box), boxes: [calm, box] }, choice), expected);
  });
}

test('a number that nobody knows is not shown', () => {
  const unknown = { ...box, kvCache: tile(null), waiting: tile(null) };
  assert.equal(trayTitle(fakeSnapshot(unknown), 'kv-cache'), '');
  assert.equal(trayTitle(fakeSnapshot(unknown), 'waiting'), '');
});
