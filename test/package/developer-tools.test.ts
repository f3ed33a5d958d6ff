// Who sits at an open screen cannot open a console on the page of a packaged program: by the keys that Electron's menu and
// Chromium know for it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { pressKey } from '../electron/screen.ts';
import { startPanel } from '../electron/desktop.ts';
import { end, eventually } from '../electron/programs.ts';
import { startPackaged } from './packaged-app.ts';

const folder = process.env['NIM_GLANCE_PACKAGE'] ?? '';
const skip = folder === '' ? (process.env['NIM_GLANCE_NO_PACKAGE'] ?? 'needs `npm run test:package`') : false;

test('no key opens developer tools', { skip }, async (t) => {
  const panel = await startPanel();
  t.after(() => end(panel));
  const app = await startPackaged(folder, ['--demo']);
  t.after(() => app.close());
  await eventually('the window is there', () => windowsNamed('NIM Glance').length > 0);
  await app.evaluate('addEventListener("keydown", ({ code }) => Object.assign(window, { lastKey: code }), true)');
  await eventually('the page has the keyboard', async () => {
    for (const id of windowsNamed('NIM Glance')) {
      execFileSync('xdotool', ['windowfocus', '--sync', id]);
      pressKey('F9');
      if ((await app.evaluate('window.lastKey')) === 'F9') return true;
    }
    return false;
  });
  for (const keys of ['ctrl+shift+i', 'F12', 'ctrl+shift+j', 'ctrl+shift+c']) pressKey(keys);
  pressKey('F8');
  await eventually('the keys have arrived', async () => (await app.evaluate('window.lastKey')) === 'F8');
  assert.deepEqual(
    (await app.pages()).filter((url) => !url.startsWith('app://nim-glance/')),
    [],
  );
});

function windowsNamed(name: string): readonly string[] {
  try {
    return execFileSync('xdotool', ['search', '--onlyvisible', '--name', name]).toString().trim().split('\n');
  } catch {
    return []; // None: xdotool ends with 1.
  }
}
