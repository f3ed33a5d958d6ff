import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { isOnBattery } from '../../../../main/hosts/electron/linux-power.ts';

type Supplies = Readonly<Record<string, Readonly<Record<string, string>>>>;

const MAINS = { type: 'Mains', online: '1' };
const UNPLUGGED = { type: 'Mains', online: '0' };
const DISCHARGING = { type: 'Battery', status: 'Discharging', scope: 'System' };
const CHARGING = { type: 'Battery', status: 'Charging' };

const CASES: readonly (readonly [what: string, supplies: Supplies, onBattery: boolean])[] = [
  ['a desktop, which has none', {}, false],
  ['a laptop that is plugged in', { AC: MAINS, BAT0: CHARGING }, false],
  ['one that is not', { AC: UNPLUGGED, BAT0: DISCHARGING }, true],
  ['a battery that is drawn on while plugged in: the charger is weak', { AC: MAINS, BAT0: DISCHARGING }, false],
  [
    'charged over USB-C, with a voltage agreed upon',
    { AC: UNPLUGGED, 'ucsi-1': { type: 'USB', online: '2' }, BAT0: DISCHARGING },
    false,
  ],
  ['full, and kept so', { AC: UNPLUGGED, BAT0: { type: 'Battery', status: 'Not charging' } }, false],
  ['two batteries, of which one is drawn on', { AC: UNPLUGGED, BAT0: { type: 'Battery' }, BAT1: DISCHARGING }, true],
  ['a laptop that tells of its battery alone', { BAT0: DISCHARGING }, true],
  ['a mouse with a battery', { mouse: { ...DISCHARGING, scope: 'Device' } }, false],
  ['a headset in its charger, which is not ours', { dock: { ...MAINS, scope: 'Device' }, BAT0: DISCHARGING }, true],
  ['what is no supply', { nothing: {} }, false],
];

for (const [what, supplies, onBattery] of CASES) {
  test(`${what}: ${onBattery ? 'on its battery' : 'not on a battery'}`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'nim-glance-supplies-'));
    t.after(() => {
      rmSync(folder, { recursive: true });
    });
    for (const [name, attributes] of Object.entries(supplies)) {
      mkdirSync(join(folder, name));
      for (const [attribute, value] of Object.entries(attributes)) {
        writeFileSync(join(folder, name, attribute), `${value}\n`);
      }
    }
    assert.equal(await isOnBattery(folder), onBattery);
  });
}

test('no such folder: not on a battery', async () => {
  assert.equal(await isOnBattery(join(tmpdir(), 'nim-glance-no-such-folder')), false);
});
