// A desktop that shows no tray icons: no panel runs here.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ElectronApplication } from '@playwright/test';
import { launch, runOnce, skip, startAgain } from './desktop.ts';
import { eventually } from './programs.ts';
import { pressKey, shoot } from './screen.ts';

const args = ['http://127.0.0.1:9', '--interval', '5s'];
const said = join(process.env['HOME'] ?? '', '.local/state/nim-glance/no-tray-said');

let app: ElectronApplication;

before(async () => {
  if (skip !== false) return;
  // It may have been said to a test before this one, whose home is the same.
  rmSync(said, { force: true });
  app = await launch([...args, '--hidden']);
  await app.firstWindow();
});

after(async () => {
  if (skip !== false) return;
  await app.close().catch(() => undefined);
});

test('help and version are printed, a mistake is said, and nothing opens', { skip }, async () => {
  const help = await runOnce(['--help']);
  assert.deepEqual([help.code, help.out.split('\n')[2]], [0, '  nim-glance [ADDRESS] [options]']);
  const version = await runOnce(['--version']);
  assert.deepEqual([version.code, version.out], [0, `nim-glance ${await app.evaluate((it) => it.app.getVersion())}\n`]);
  const mistake = await runOnce(['--hiden']);
  assert.equal(mistake.code, 2);
  assert.match(mistake.err, /there is no option --hiden; did you mean "--hidden"\?\nSee nim-glance --help/);
  assert.equal(await framedVisible(), 0);
});

test('a second start opens a window, and it is said once why', { skip }, async () => {
  assert.equal(await framedVisible(), 0);
  await startAgain(args);
  await eventually('the window is open', async () => (await framedVisible()) === 1);
  await eventually('it is said', () => messages().length === 1);
  assert.ok(existsSync(said));
  await new Promise((resolve) => setTimeout(resolve, 500));
  shoot('no-tray');
  execFileSync('xdotool', ['windowfocus', messages()[0] ?? '']);
  pressKey('Escape');
  await eventually('it is closed', () => messages().length === 0);
  await startAgain(args);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.equal(messages().length, 0);
});

test('closing the window ends the program, which nobody could reach any more', { skip }, async () => {
  const child = app.process();
  await app
    .evaluate(({ BrowserWindow }) => {
      for (const one of BrowserWindow.getAllWindows()) if (one.isResizable()) one.close();
    })
    .catch(() => undefined);
  await eventually('it has ended', () => child.exitCode !== null);
  assert.equal(child.exitCode, 0);
});

function framedVisible(): Promise<number> {
  return app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.isResizable() && one.isVisible()).length,
  );
}

function messages(): readonly string[] {
  try {
    const found = execFileSync('xdotool', ['search', '--name', 'NIM Glance on this desktop']).toString();
    return found.trim().split('\n').filter(Boolean);
  } catch {
    return []; // It finds none.
  }
}
