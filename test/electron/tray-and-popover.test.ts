// The whole product once, as a user meets it: panel, menu, popover, keyring, sink.
// Needs the session that build/test-electron.mjs makes; the cases follow each other as a user's steps do.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import { endAll, launch, skip, startPanel } from './desktop.ts';
import { eventually, sampleValue, startListeningProxy, startProgram } from './programs.ts';
import type { ListeningProxy, Program } from './programs.ts';
import { changedPixels, colouredPixels, movePointer, pressKey, shoot, trayPixels } from './screen.ts';
import { trayOf } from './tray-over-dbus.ts';
import type { TrayOverDbus } from './tray-over-dbus.ts';

const token = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;

let simulator: Program;
let sink: Program;
let proxy: ListeningProxy;
let panel: ChildProcess | undefined;
let app: ElectronApplication;
let page: Page;
let tray: TrayOverDbus;
let emptyTray: Buffer;

before(async () => {
  if (skip !== false) return;
  [simulator, sink] = await Promise.all([startProgram('simulate'), startProgram('sink', '--json')]);
  proxy = await startListeningProxy(simulator.url);
  panel = await startPanel();
  emptyTray = trayPixels(shoot('panel-before'));
  app = await launch([proxy.url, '--hidden', '--forward', sink.url, '--interval', '1s']);
  page = await app.firstWindow();
  page.on('console', (message) => {
    if (message.type() === 'error') console.error('page:', message.text());
  });
  tray = trayOf(app.process().pid ?? 0);
});

after(async () => {
  if (skip !== false) return;
  tray.close();
  await app.close().catch(() => undefined);
  proxy.close();
  await Promise.all([simulator.stop(), sink.stop()]);
  await endAll(panel);
});

test('the icon is on the panel', { skip }, async () => {
  assert.equal(colouredPixels(emptyTray), 0);
  await eventually('the icon shows', () => colouredPixels(trayPixels(shoot('panel-with-icon'))) >= 8);
  assert.ok(changedPixels(emptyTray, trayPixels(shoot('panel-with-icon'))) >= 50);
});

test('Open in its menu opens the popover', { skip }, async () => {
  assert.equal(await isVisible(), false);
  movePointer(1154, 12);
  await tray.clickItem('Open NIM Glance');
  await eventually('the popover is visible', isVisible);
  // Away from the icon, or its tooltip covers the popover.
  movePointer(200, 600);
});

test('the popover shows what the simulator said', { skip }, async () => {
  await eventually('the numbers are equal', async () => {
    const said = proxy.lastMetrics();
    const kv = `${Math.round(sampleValue(said, 'gpu_cache_usage_perc') * 100)}%`;
    const expected = [
      kv,
      String(sampleValue(said, 'num_requests_running')),
      String(sampleValue(said, 'num_requests_waiting')),
    ];
    const shown = await Promise.all(['kv-cache', 'running', 'waiting'].map((id) => text(id)));
    return expected.every((value, at) => value === shown[at]);
  });
  await eventually('a latency is known', async () => /^\d/.test(await text('first-token-p95')));
  for (const id of ['between-tokens-p95', 'whole-request-p95', 'tokens-out', 'tokens-in', 'requests', 'failed']) {
    await eventually(`${id} is known`, async () => /^(?:> )?\d/.test(await text(id)));
  }
  shoot('popover-no-token');
});

test('rows and lines have names for those who do not see them', { skip }, async () => {
  assert.equal(await page.getByRole('row', { name: /^First token/ }).count(), 1);
  assert.equal(await page.getByRole('table', { name: 'GPU' }).count(), 0, 'nothing tells of GPUs');
  const line = page.getByRole('img', { name: /^KV cache in the last minutes: lowest \d+ %, highest \d+ %$/ });
  assert.equal(await line.count(), 1);
});

test('a token typed there lands in the keyring, and points flow', { skip }, async () => {
  assert.equal(await text('forwarding-title'), 'A token is missing');
  await page.getByRole('button', { name: 'Enter a token' }).click();
  await page.getByLabel('API token').pressSequentially(token);
  await page.keyboard.press('Enter');
  await eventually('points are sent', async () => !(await text('ledger')).startsWith('0 points'));
  const stored = execFileSync('secret-tool', ['lookup', 'service', 'nim-glance', 'account', sink.url])
    .toString()
    .trim();
  assert.equal(stored, token);
  assert.ok(!(await page.content()).includes(token));
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  shoot('popover-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  shoot('popover-dark');
});

test('Forward in the menu switches off; on, it leads to what is to be asked', { skip }, async () => {
  assert.equal(await tray.isTicked('Forward to Dynatrace'), true);
  await tray.clickItem('Forward to Dynatrace');
  await eventually('the switch is off', async () => (await switchState()) === 'false');
  await eventually('the menu knows', async () => !(await tray.isTicked('Forward to Dynatrace')));
  await tray.clickItem('Forward to Dynatrace');
  await eventually('the popover is visible', isVisible);
  assert.equal(await switchState(), 'false');
});

test('the switch in the popover works by the keyboard', { skip }, async () => {
  // At a loopback address it first asks for the box's name, on a page with a switch of its own.
  await page.getByTestId('forward').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Name').waitFor();
  await page.getByTestId('forward').focus();
  await page.keyboard.press('Space');
  await eventually('it is on', async () => (await switchState()) === 'true');
  await eventually('the menu knows', async () => tray.isTicked('Forward to Dynatrace'));
  await page.getByRole('button', { name: 'Back' }).click();
});

test('Escape closes the popover, a click on the icon opens it', { skip }, async () => {
  pressKey('Escape');
  await eventually('it is hidden', async () => !(await isVisible()));
  movePointer(1154, 12);
  await tray.activate(1154, 12);
  await eventually('it is visible', isVisible);
  movePointer(200, 600);
});

test('the tooltip says how the box is', { skip }, async () => {
  assert.match(await tray.tooltip(), /^.+: .+\.$/);
});

test('a box that is gone looks so', { skip }, async () => {
  // While the sink answers: of two on this computer that are silent together a tunnel might be gone.
  await simulator.stop();
  await eventually('the state is down', async () => (await text('state')).endsWith('Down'));
  await eventually('the icon lost its colour', () => colouredPixels(trayPixels(shoot('box-down'))) === 0);
  await page.emulateMedia({ colorScheme: null });
});

test('the points are in the sink', { skip }, async () => {
  const lines = (await sink.stop()).trim().split('\n');
  const report = JSON.parse(lines.at(-1) ?? '') as { points: number; rejected: number };
  assert.ok(report.points > 0);
  assert.equal(report.rejected, 0);
});

test('Quit in the menu ends the app', { skip }, async () => {
  const child = app.process();
  // It may be gone before it answers.
  await tray.clickItem('Quit').catch(() => undefined);
  await eventually('the process is gone', () => child.exitCode !== null || child.signalCode !== null);
  assert.equal(child.exitCode, 0);
});

async function text(testId: string): Promise<string> {
  return (await page.getByTestId(testId).textContent({ timeout: 2_000 })) ?? '';
}

async function switchState(): Promise<string | null> {
  return page.getByTestId('forward').getAttribute('aria-checked', { timeout: 2_000 });
}

function isVisible(): Promise<boolean> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()));
}
