// Menu, notifications, second start, crashes and the end, by real input over D-Bus and X. The cases follow each other
// as a user's steps do; each leaves all windows hidden.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import { startSimulator, type Simulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import type { MonitorApi, Show } from '../../preload/contract/api.ts';
import { endAll, familyOf, isAlive, launch, skip, startAgain, startNotifications, startPanel } from './desktop.ts';
import { eventually, startListeningProxy, type ListeningProxy } from './programs.ts';
import { movePointer, pressKey, shoot } from './screen.ts';
import { trayOf, type TrayOverDbus } from './tray-over-dbus.ts';

const box = hostname();
const home = process.env['HOME'] ?? '';
const XID = 'DCGM_FI_DEV_XID_ERRORS{gpu="0",UUID="GPU-1",modelName="NVIDIA H100"}';

let simulator: Simulator;
let proxy: ListeningProxy;
let panel: ChildProcess | undefined;
let daemon: ChildProcess | undefined;
let app: ElectronApplication;
let page: Page;
let tray: TrayOverDbus;
let args: readonly string[] = [];

before(async () => {
  if (skip !== false) return;
  simulator = await startSimulator();
  proxy = await startListeningProxy(simulator.url);
  proxy.append(`${XID} 0\n`);
  panel = await startPanel();
  daemon = await startNotifications();
  args = [proxy.url, '--hidden', '--interval', '1s', '--shortcut', 'Ctrl+Alt+N'];
  app = await launch(args);
  page = await app.firstWindow();
  await page.evaluate(() => {
    const shown: Show[] = [];
    Object.assign(window, { shown });
    const { nimGlance } = window as unknown as { nimGlance: MonitorApi };
    nimGlance.on('show', (what) => shown.push(what));
  });
  tray = trayOf(app.process().pid ?? 0);
  movePointer(1154, 12);
});

after(async () => {
  if (skip !== false) return;
  tray.close();
  await app.close().catch(() => undefined);
  proxy.close();
  await simulator.close();
  await endAll(daemon, panel);
});

test('started hidden, nothing opens; the menu has a line for the box', { skip }, async () => {
  await eventually('the box is heard', async () => (await tray.labels()).some((label) => /: (Fine|Busy)$/.test(label)));
  assert.equal(await visible(), 0);
  const labels = (await tray.labels()).filter((label) => !label.startsWith(`${box}: `));
  assert.deepEqual(labels, [
    ...['Open NIM Glance', 'Forward to Dynatrace', 'Pause', 'Snooze', 'Tell me when'],
    ...['Open in a window', 'Settings', 'Start at login', 'Copy diagnostics', 'About NIM Glance', 'Quit'],
  ]);
});

test('a click on the box opens it', { skip }, async () => {
  const line = (await tray.labels()).find((label) => label.startsWith(`${box}: `)) ?? '';
  await tray.clickItem(line);
  await closes();
  assert.deepEqual(await lastShown(), { page: 'overview', box });
});

test('Settings opens the page', { skip }, async () => {
  await tray.clickItem('Settings');
  await closes();
  assert.deepEqual(await lastShown(), { page: 'settings', box: null });
});

test('a second start opens the popover, and ends', { skip }, async () => {
  await startAgain(args.filter((word) => word !== '--hidden'));
  await closes();
  await startAgain(args);
  assert.equal(await visible(), 0, 'a second start that is hidden opens nothing');
});

test('the shortcut opens the popover', { skip }, async () => {
  pressKey('ctrl+alt+n');
  await closes();
});

test('a click on the icon opens the popover, a second one closes it', { skip }, async () => {
  await tray.activate(1154, 12);
  await eventually('it is open', async () => (await visible()) === 1);
  await tray.activate(1154, 12);
  await eventually('it is closed', async () => (await visible()) === 0);
});

test('Pause asks nothing more, Resume does', { skip }, async () => {
  await tray.clickItem('Pause');
  await eventually('it is paused', async () => (await tray.labels()).includes(`${box}: Paused`));
  await picture('paused');
  await tray.clickItem('Resume');
  await eventually('it goes on', async () => !(await tray.labels()).includes(`${box}: Paused`));
  assert.ok((await tray.labels()).includes('Pause'));
});

test('Copy diagnostics puts the report on the clipboard', { skip }, async () => {
  await tray.clickItem('Copy diagnostics');
  const text = await app.evaluate(({ clipboard }) => clipboard.readText());
  const report = JSON.parse(text) as { program: Record<string, string>; monitor: unknown };
  const running = await app.evaluate(() => process.versions.electron);
  assert.equal(report.program['electron'], running);
  assert.ok(report.monitor);
});

test('Start at login writes the file, and deletes it', { skip }, async () => {
  const file = join(home, '.config/autostart/nim-glance.desktop');
  await tray.clickItem('Start at login');
  await eventually('it is written', () => existsSync(file));
  assert.match(readFileSync(file, 'utf8'), /^Exec="[^"]*electron" .*"--hidden"$/m);
  await eventually('it is ticked', () => tray.isTicked('Start at login'));
  await tray.clickItem('Start at login');
  await eventually('it is gone', () => !existsSync(file));
});

test('About says which version it is', { skip }, async () => {
  await tray.clickItem('About NIM Glance');
  await eventually('the panel is there', () => windowsNamed('About NIM Glance').length > 0);
  await picture('about');
  execFileSync('xdotool', ['windowfocus', windowsNamed('About NIM Glance')[0] ?? '']);
  pressKey('Escape');
  await eventually('it is closed', () => windowsNamed('About NIM Glance').length === 0);
});

test('a window of its own remembers its place', { skip }, async () => {
  await tray.clickItem('Open in a window');
  await eventually('it is open', async () => (await visible()) === 1);
  await setFramed({ x: 60, y: 90, width: 520, height: 610 });
  await picture('window');
  await closeFramed();
  const kept = JSON.parse(readFileSync(join(home, '.local/state/nim-glance/window.json'), 'utf8')) as object;
  assert.deepEqual(kept, { x: 60, y: 90, width: 520, height: 610, maximized: false });
  await tray.clickItem('Open in a window');
  await eventually('it is open', async () => (await visible()) === 1);
  assert.deepEqual(await framed(), { x: 60, y: 90, width: 520, height: 610 });
  await closeFramed();
});

test('tell me when: one notification, and a click on it opens the box', { skip }, async () => {
  proxy.beGone(true);
  await eventually('it is down', async () => (await tray.labels()).includes(`${box}: Down`));
  await tray.clickItem('Tell me when', 'It answers again');
  await eventually('it waits', () => tray.isTicked('Tell me when', 'It answers again'));
  await noNotifications();
  proxy.beGone(false);
  await eventually('it is told', () => notifications() > 0);
  await picture('notification');
  execFileSync('dunstctl', ['action', '0']);
  await closes();
  assert.deepEqual(await lastShown(), { page: 'overview', box });
});

test('an alert is told, and Snooze takes it from the icon', { skip }, async () => {
  await noNotifications();
  proxy.append(`${XID} 79\n`);
  await eventually('it fires', async () => (await tray.labels()).includes(`${box}: Alert`));
  await eventually('it is told', () => notifications() > 0);
  await picture('alert');
  await tray.clickItem('Snooze', `${box}: GPU error`, 'For 1 hour');
  await eventually('it is snoozed', async () => !(await tray.labels()).includes(`${box}: Alert`));
  assert.match((await tray.labels('Snooze'))[0] ?? '', /\(snoozed\)$/);
});

test('a page that crashes comes back, with what is new', { skip }, async () => {
  await crashPage();
  await eventually('it is back', async () => /KV cache/.test(await pageText()));
  await tray.clickItem('Open NIM Glance');
  await eventually('it is open', async () => (await visible()) === 1);
  await picture('after-crash');
  pressKey('Escape');
  await eventually('Escape hides it', async () => (await visible()) === 0);
  await tray.clickItem('Copy diagnostics');
  const text = await app.evaluate(({ clipboard }) => clipboard.readText());
  assert.match(text, /"crashes": "page 1"/);
});

test('Quit ends it in time, and leaves no process', { skip }, async () => {
  const child = app.process();
  const family = familyOf(child.pid ?? 0);
  assert.ok(family.length > 2, 'Electron has processes of its own');
  await tray.clickItem('Quit').catch(() => undefined);
  await eventually('all are gone', () => !family.some(isAlive), 6_000);
  assert.equal(child.exitCode, 0);
});

/** It opens, and Escape closes it again. */
async function closes(): Promise<void> {
  await eventually('it is open', async () => (await visible()) === 1);
  pressKey('Escape');
  await eventually('it is closed', async () => (await visible()) === 0);
}

function visible(): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.isVisible()).length);
}

async function lastShown(): Promise<Show | undefined> {
  return page.evaluate(() => (window as unknown as { shown: Show[] }).shown.at(-1));
}

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function framed(): Promise<Bounds | undefined> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((one) => one.isResizable())
      ?.getNormalBounds(),
  );
}

async function setFramed(bounds: Bounds): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()
      .find((one) => one.isResizable())
      ?.setBounds(wanted);
  }, bounds);
  await eventually('it is there', async () => JSON.stringify(await framed()) === JSON.stringify(bounds));
}

async function closeFramed(): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((one) => one.isResizable())
      ?.close();
  });
  await eventually('it is closed', async () => (await framed()) === undefined);
}

/** After it Playwright's page is of no use any more. */
function crashPage(): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(), 50);
  });
}

function pageText(): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
    return String(await contents.executeJavaScript('document.body.innerText'));
  });
}

/** Kept to be looked at: windows need a moment to be drawn. */
async function picture(name: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 700));
  shoot(name);
}

/** Those of before would be counted, and clicked. */
async function noNotifications(): Promise<void> {
  execFileSync('dunstctl', ['close-all']);
  await eventually('none is shown', () => notifications() === 0);
}

function notifications(): number {
  return Number(execFileSync('dunstctl', ['count', 'displayed']).toString());
}

function windowsNamed(name: string): readonly string[] {
  try {
    return execFileSync('xdotool', ['search', '--name', name]).toString().trim().split('\n').filter(Boolean);
  } catch {
    return []; // It finds none.
  }
}
