import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iconFile, type IconGround } from '../../../../main/hosts/electron/tray-icon.ts';

const linux: IconGround = { platform: 'linux', isDark: false, scaleFactor: 1 };
const cases: readonly [string, IconGround, string][] = [
  ['a Linux panel, dark under a light theme', linux, 'fine3-dark-22.png'],
  ['with 1.25 pixels per unit', { ...linux, scaleFactor: 1.25 }, 'fine3-dark-32.png'],
  ['with 2', { ...linux, scaleFactor: 2 }, 'fine3-dark-44.png'],
  ['with more than there is', { ...linux, scaleFactor: 4 }, 'fine3-dark-64.png'],
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
