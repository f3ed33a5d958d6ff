import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iconFile, type IconGround } from '../../../../main/hosts/electron/tray-icon.ts';

const linux: IconGround = {
  ...{ platform: 'linux', isDark: false, scaleFactor: 1 },
  ...{ panel: 'auto', desktop: 'XFCE' },
};
const plasma: IconGround = { ...linux, desktop: 'KDE' };
const cases: readonly [string, IconGround, string][] = [
  ['a Linux panel, dark under a light theme', linux, 'fine3-dark-22.png'],
  ['a Linux panel that is said to be light', { ...linux, panel: 'light', isDark: true }, 'fine3-light-22.png'],
  ['Plasma under a light theme', plasma, 'fine3-light-22.png'],
  ['Plasma under a dark theme', { ...plasma, isDark: true }, 'fine3-dark-22.png'],
  ['Plasma by its second name', { ...plasma, desktop: 'neon:KDE' }, 'fine3-light-22.png'],
  ['Plasma with a panel that is said to be dark', { ...plasma, panel: 'dark' }, 'fine3-dark-22.png'],
  ['a desktop without a name', { ...linux, desktop: '' }, 'fine3-dark-22.png'],
  ['with 1.25 pixels per unit', { ...linux, scaleFactor: 1.25 }, 'fine3-dark-32.png'],
  ['with 2', { ...linux, scaleFactor: 2 }, 'fine3-dark-44.png'],
  ['with more than there is', { ...linux, scaleFactor: 4 }, 'fine3-dark-64.png'],
  ['Windows does not ask', { ...linux, platform: 'win32', isDark: true, panel: 'light' }, 'fine3-dark.ico'],
  ['Windows, light', { ...linux, platform: 'win32' }, 'fine3-light.ico'],
  ['Windows, dark', { ...linux, platform: 'win32', isDark: true }, 'fine3-dark.ico'],
  ['macOS', { ...linux, platform: 'darwin', isDark: true }, 'fine3-template-16.png'],
];
for (const [name, ground, file] of cases) {
  test(name, () => {
    assert.equal(iconFile({ shape: 'fine', level: 3 }, ground), file);
  });
}

test('a shape without a level', () => {
  assert.equal(iconFile({ shape: 'no_box', level: 0 }, linux), 'no_box-dark-22.png');
});
