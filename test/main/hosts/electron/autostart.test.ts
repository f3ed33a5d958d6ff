import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type * as Electron from 'electron';
import { createAutostart, type AutostartWorld } from '../../../../main/hosts/electron/autostart.ts';

function stage(over: Partial<AutostartWorld> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'nim-glance-autostart-'));
  const set: Electron.Settings[] = [];
  const app = {
    getLoginItemSettings: (options?: Electron.LoginItemSettingsOptions) => ({
      openAtLogin: set.at(-1)?.openAtLogin === true && options?.path === '/opt/nim-glance',
    }),
    setLoginItemSettings: (settings: Electron.Settings) => {
      set.push(settings);
    },
  } as unknown as AutostartWorld['app'];
  const world: AutostartWorld = {
    ...{ platform: 'linux', environment: {}, execPath: '/opt/nim-glance', args: ['http://dgx:8000'], app, home },
    ...over,
  };
  return { home, set, autostart: createAutostart(world), end: () => rmSync(home, { recursive: true }) };
}

test('Linux: a file is written and deleted, and starts the program hidden', () => {
  const { home, autostart, end } = stage();
  assert.equal(autostart.isOn(), false);
  assert.equal(autostart.set(true), undefined);
  assert.equal(autostart.isOn(), true);
  const text = readFileSync(join(home, '.config/autostart/nim-glance.desktop'), 'utf8');
  assert.match(text, /^Exec="\/opt\/nim-glance" "http:\/\/dgx:8000" "--hidden"$/m);
  assert.equal(autostart.set(false), undefined);
  assert.equal(autostart.isOn(), false);
  end();
});

test('Linux: an AppImage is started by its own file', () => {
  const { home, autostart, end } = stage({ environment: { APPIMAGE: '/home/me/NIM.AppImage' } });
  autostart.set(true);
  const text = readFileSync(join(home, '.config/autostart/nim-glance.desktop'), 'utf8');
  assert.match(text, /^Exec="\/home\/me\/NIM.AppImage" /m);
  end();
});

test('Linux: where XDG_CONFIG_HOME says; a desktop that switched it off is believed', () => {
  const { home, end } = stage();
  const { autostart } = stage({ environment: { XDG_CONFIG_HOME: join(home, 'elsewhere') } });
  mkdirSync(join(home, 'elsewhere/autostart'), { recursive: true });
  const file = join(home, 'elsewhere/autostart/nim-glance.desktop');
  writeFileSync(file, '[Desktop Entry]\nHidden=true\n');
  assert.equal(autostart.isOn(), false);
  autostart.set(true);
  assert.equal(autostart.isOn(), true);
  end();
});

test('Linux: a folder that cannot be written is told', () => {
  const { home, autostart, end } = stage();
  writeFileSync(join(home, '.config'), '');
  assert.match(autostart.set(true) ?? '', /ENOTDIR|EEXIST/);
  end();
});

for (const platform of ['win32', 'darwin'] as const) {
  test(`${platform}: a login item, hidden`, () => {
    const { set, autostart, end } = stage({ platform, args: ['--hidden', 'dgx'] });
    assert.equal(autostart.isOn(), false);
    autostart.set(true);
    assert.equal(autostart.isOn(), true);
    assert.deepEqual(set, [{ openAtLogin: true, path: '/opt/nim-glance', args: ['dgx', '--hidden'] }]);
    end();
  });
}
