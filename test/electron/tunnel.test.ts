// A box behind SSH, in the whole product: typed by its alias, cut, back, another host key, the end. The sshd is a real one
// on loopback; the box's name means something only in the test's ~/.ssh/config. The cases follow each other.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import { startSimulator, type Simulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import { skip as noSsh, SshServer } from '../fakes/ssh-server.ts';
import { endAll, familyOf, isAlive, launch, skip as noDesktop, startPanel } from './desktop.ts';
import { eventually, startListeningProxy, type ListeningProxy } from './programs.ts';
import { changedPixels, movePointer, pressKey, shoot, trayPixels } from './screen.ts';
import { trayOf, type TrayOverDbus } from './tray-over-dbus.ts';

const skip = noDesktop === false ? noSsh : noDesktop;
const ALIAS = 'dgx-lab';
const GOOD = [`${ALIAS}: Fine`, `${ALIAS}: Busy`];
/** The longest pause before ssh is started again is a minute. */
const BACK_MS = 120_000;

const home = mkdtempSync(join(tmpdir(), 'nim-glance-tunnel-'));
const ends: (() => Promise<void>)[] = [];
let server: SshServer;
let simulator: Simulator;
/** The box, as it is at the far end. */
let box: ListeningProxy;
let panel: ChildProcess | undefined;
let app: ElectronApplication;
let page: Page;
let tray: TrayOverDbus;
let fineIcon: Buffer;

before(async () => {
  if (skip !== false) return;
  server = await SshServer.start({ after: (run) => void ends.push(run) });
  simulator = await startSimulator();
  box = await startListeningProxy(simulator.url);
  panel = await startPanel();
  movePointer(200, 600);
  server.nameIn(home);
  mkdirSync(join(home, '.config/nim-glance'), { recursive: true });
  writeFileSync(join(home, '.config/nim-glance/nim-glance.yaml'), 'global: { scrape_interval: 1s }\n');
  Object.assign(process.env, server.environment, { HOME: home });
  app = await launch(['--hidden']);
  page = await app.firstWindow();
  tray = trayOf(app.process().pid ?? 0);
});

after(async () => {
  if (skip !== false) return;
  tray.close();
  await app.close().catch(() => undefined);
  box.close();
  await simulator.close();
  for (const end of ends) await end();
  await endAll(panel);
  rmSync(home, { recursive: true, force: true });
});

test('typed by its alias, the box is there and tells its numbers', { skip }, async () => {
  await assert.rejects(lookup(ALIAS), 'no other way leads to it');
  await tray.clickItem('Open NIM Glance');
  await eventually('the popover asks where', () => isFocused('Where does your NIM run?'));
  type(`${ALIAS}:${new URL(box.url).port}`);
  pressKey('Return');
  await eventually('it proposes a name', () => isFocused('Name of the box'));
  await page.getByText(`Through ssh ${ALIAS}`).waitFor();
  await picture('found');
  pressKey('Return');
  await menuHas(...GOOD);
  await eventually('its numbers are shown', async () => (await page.getByTestId('kv-cache').innerText()) !== '–');
  assert.match(configuration(), new RegExp(`ssh: ${ALIAS}`));
  await picture('up');
  fineIcon = trayPixels(shoot('tunnel-up'));
});

test('its sshd is gone: the page says what is the matter, icon and menu follow', { skip }, async () => {
  await server.away();
  await menuHas(`${ALIAS}: Down`);
  await says(/The SSH tunnel to dgx-lab is not up|nothing listens at its SSH port \(connection refused\)/i);
  await eventually('the icon is another one', () => changedPixels(fineIcon, trayPixels(shoot('tunnel-cut'))) > 0);
  await picture('gone');
});

test('there again, its numbers are back by themselves', { skip }, async () => {
  await server.listen();
  await menuHas(...GOOD);
  await numbersGoOn();
  await picture('back');
});

test('connections that are cut while its sshd goes on are opened again', { skip }, async () => {
  const [first] = server.clients();
  server.cut();
  await eventually('another ssh runs', () => {
    const now = server.clients();
    return now.length > 0 && !now.includes(first ?? 0);
  });
  await numbersGoOn();
});

test('another host key: it says so, and nothing goes through', { skip }, async () => {
  await server.away();
  server.changeHostKey();
  await server.listen();
  await says(/its host key is another one than before/);
  await menuHas(`${ALIAS}: Down`);
  const told = box.lastMetrics();
  const said = (await pageText()).match(/host key/g);
  assert.equal(said?.length, 1, 'once');
  await picture('changed-key');
  await eventually('it is tried again', () => server.clients().length > 0, BACK_MS);
  await eventually('and refused again', () => server.clients().length === 0);
  assert.equal(box.lastMetrics(), told);
  assert.deepEqual(server.sessions(), []);
});

test('accepted by the user, the box is back; Resume does not wait for the next try', { skip }, async () => {
  server.acceptHostKey();
  await tray.clickItem('Pause');
  await menuHas(`${ALIAS}: Paused`);
  await tray.clickItem('Resume');
  await menuHas(...GOOD);
  await numbersGoOn();
  assert.doesNotMatch(await pageText(), /host key/);
});

test('Quit leaves no ssh, and no process', { skip }, async () => {
  const family = familyOf(app.process().pid ?? 0);
  assert.ok(server.clients().some((pid) => family.includes(pid)));
  await tray.clickItem('Quit').catch(() => undefined);
  await eventually('all are gone', () => !family.some(isAlive));
  assert.deepEqual(server.clients(), []);
});

function type(text: string): void {
  execFileSync('xdotool', ['type', '--delay', '30', text]);
}

function isFocused(label: string): Promise<boolean> {
  return page.getByLabel(label).evaluate((element) => element === document.activeElement);
}

async function menuHas(...any: readonly string[]): Promise<void> {
  await eventually(
    `the menu has ${any.join(' or ')}`,
    async () => (await tray.labels()).some((label) => any.includes(label)),
    BACK_MS,
  );
}

/** On the page, wherever it stands. */
async function says(words: RegExp): Promise<void> {
  await eventually(`the page says ${String(words)}`, async () => words.test(await pageText()), BACK_MS);
}

function pageText(): Promise<string> {
  return page.locator('body').innerText();
}

/** The page shows what the box told last, and that is something new. */
async function numbersGoOn(): Promise<void> {
  const before = box.lastMetrics();
  await eventually('the box is asked', () => box.lastMetrics() !== before, BACK_MS);
  await eventually('its numbers are shown', async () => /^\d/.test(await page.getByTestId('kv-cache').innerText()));
}

function configuration(): string {
  return readFileSync(join(home, '.config/nim-glance/nim-glance.yaml'), 'utf8');
}

/** Of the page in both themes, to be looked at. */
async function picture(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      path: join(import.meta.dirname, `../../dist/screenshots/tunnel-${name}-${colorScheme}.png`),
    });
  }
  await page.emulateMedia({ colorScheme: null });
}
