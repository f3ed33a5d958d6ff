// Names that a menu could take for something else, many boxes, and the keyboard in the popover that a box opens.

import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import { endAll, launch, skip, startPanel } from './desktop.ts';
import { eventually } from './programs.ts';
import { movePointer, pressKey, shoot, windowsAt } from './screen.ts';
import { trayOf, type TrayOverDbus } from './tray-over-dbus.ts';

const home = mkdtempSync(join(tmpdir(), 'nim-glance-names-'));
const special = ['R&D_lab', 'מחשב', 'x'.repeat(200)];
const names = [...special, ...Array.from({ length: 27 }, (_, index) => `box-${index}`)];

let panel: ChildProcess | undefined;
let app: ElectronApplication;
let page: Page;
let tray: TrayOverDbus;

before(async () => {
  if (skip !== false) return;
  process.env['XDG_CONFIG_HOME'] = join(home, 'config');
  process.env['XDG_STATE_HOME'] = join(home, 'state');
  mkdirSync(join(home, 'config/nim-glance'), { recursive: true });
  const boxes = names.map((name, index) => ({ name, targets: [`127.0.0.1:${index + 1}`] }));
  const targets = boxes.flatMap((box) => box.targets);
  const scrape = [{ job_name: 'nim', static_configs: [{ targets }] }];
  // JSON is YAML, too.
  writeFileSync(join(home, 'config/nim-glance/nim-glance.yaml'), JSON.stringify({ scrape_configs: scrape, boxes }));
  panel = await startPanel();
  app = await launch(['--hidden']);
  page = await app.firstWindow();
  tray = trayOf(app.process().pid ?? 0);
});

after(async () => {
  if (skip !== false) return;
  tray.close();
  app.process().kill('SIGKILL');
  await endAll(panel);
  rmSync(home, { recursive: true, force: true });
});

test('each of thirty boxes has a line, twelve lines at once, and their names are texts', { skip }, async () => {
  await eventually('the boxes are there', async () => (await tray.labels()).includes('19 more'));
  const lines = async () => {
    const labels = [...(await tray.labels()), ...(await tray.labels('19 more'))];
    // As D-Bus has it: one underscore would mark a key. Source: com.canonical.dbusmenu, "label".
    return labels.filter((label) => /: (?:Starting|Down|Not a NIM)$/.test(label)).map((label) => label.split(':')[0]);
  };
  await eventually('all have a line', async () => (await lines()).length === 30);
  const shown = await lines();
  assert.ok(shown.includes('R&D__lab'));
  assert.ok(shown.includes('\u200E\u2068מחשב\u2069'));
  assert.ok(shown.includes(`${'x'.repeat(47)}…`));
  assert.equal((await tray.labels('Forward to Dynatrace')).length, 30);
});

test('the line of one with such a name opens it, and the keyboard goes on from there', { skip }, async () => {
  movePointer(1154, 12);
  await eventually('its line was clicked', async () => {
    const inMenu = (await tray.labels()).find((label) => label.startsWith('R&D__lab: '));
    const inList = (await tray.labels('19 more')).find((label) => label.startsWith('R&D__lab: '));
    await (inMenu === undefined ? tray.clickItem('19 more', inList ?? '') : tray.clickItem(inMenu));
    return true;
  });
  await eventually('it is open', () => windowsAt('NIM Glance').length === 1);
  await page.getByRole('button', { name: 'Settings of R&D_lab' }).waitFor();
  movePointer(200, 600);
  await eventually('the name of the box has the focus', async () => (await focused()) === 'R&D_lab');
  pressKey('Tab');
  await eventually('then its settings', async () => (await focused()) === 'Settings of R&D_lab');
  shoot('box-names');
  pressKey('Escape');
  await eventually('Escape hides it', () => windowsAt('NIM Glance').length === 0);
});

/** The name of what has the focus, if the window has the keyboard. */
function focused(): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: one } = document;
    return document.hasFocus() ? (one?.getAttribute('aria-label') ?? one?.textContent ?? '') : '';
  });
}
