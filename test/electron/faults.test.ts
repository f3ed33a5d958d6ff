// What goes wrong inside the program: errors that nobody caught, children that are killed or hang, a page that dies again and
// again, a destination that never answers while the program is to end. The first cases follow each other in one program.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { MonitorApi } from '../../preload/contract/api.ts';
import type { SaveDestination } from '../../preload/contract/destination.ts';
import { startSimulator, type Simulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import { copiedDiagnostics } from './copied-diagnostics.ts';
import { endAll, familyOf, isAlive, launch, skip, startNotifications, startPanel } from './desktop.ts';
import { eventually } from './programs.ts';
import { movePointer, pressKey, shoot, windowsAt } from './screen.ts';
import { trayOf, type TrayOverDbus } from './tray-over-dbus.ts';

const token = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
const box = hostname();

let simulator: Simulator;
let destination: Server;
let endpoint: string;
/** Whether the destination takes requests and never answers them. */
let silent = false;
let panel: ChildProcess | undefined;
let daemon: ChildProcess | undefined;
let app: ElectronApplication;
let child: ChildProcess | undefined;
let page: Page;
let tray: TrayOverDbus;
let closeTray: () => void = () => undefined;

before(async () => {
  if (skip !== false) return;
  simulator = await startSimulator();
  destination = createServer((request, response) => {
    request.resume().once('end', () => {
      if (!silent) response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  await new Promise<void>((resolve) => destination.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(destination.address() as AddressInfo).port}`;
  panel = await startPanel();
  daemon = await startNotifications();
  movePointer(200, 600);
  await start();
});

after(async () => {
  if (skip !== false) return;
  closeTray();
  child?.kill('SIGKILL');
  destination.closeAllConnections();
  destination.close();
  await simulator.close();
  await endAll(daemon, panel);
});

test('an error that nobody caught is told once, is in the diagnostics, and the monitor goes on', { skip }, async () => {
  await eventually('the box is heard', async () => (await tray.labels()).includes(`${box}: Fine`));
  await throwLater(`the answer "my secret prompt" is bad: ${token}`);
  await eventually('it is told', () => execFileSync('dunstctl', ['count', 'displayed']).toString().trim() !== '0');
  assert.deepEqual(windowsAt('Error'), []);
  await throwLater('another');
  await app.evaluate(() => {
    setTimeout(() => void Promise.reject(new RangeError('nobody waits')), 0);
  });
  await eventually('all are counted', async () => (await program())['errors']?.startsWith('3; ') === true);
  const text = await diagnostics();
  assert.match(text, /TypeError: the answer \\"…\\" is bad/);
  assert.match(text, /RangeError: nobody waits/);
  for (const secret of ['my secret prompt', token, 'BBBBBBBB']) assert.ok(!text.includes(secret), secret);
  execFileSync('dunstctl', ['close-all']);
  await tray.clickItem('Pause');
  await eventually('it is paused', async () => (await tray.labels()).includes(`${box}: Paused`));
  await tray.clickItem('Resume');
  await eventually('it goes on', async () => (await tray.labels()).includes(`${box}: Fine`));
});

test('the child that asks the keychain is not missed when it did its work', { skip }, async () => {
  assert.deepEqual(await saveToken(), { ok: true });
  await eventually('no child is left', () => keychainChildren().length === 0);
  assert.equal((await program())['crashes'], 'none');
});

test('killed, its question is answered with words, it is counted, and the next use works', { skip }, async () => {
  const resume = stopKeyring();
  const asked = saveToken();
  await eventually('the child asks', () => keychainChildren().length === 1);
  for (const pid of keychainChildren()) process.kill(pid, 'SIGKILL');
  const answer = JSON.stringify(await asked);
  resume();
  assert.match(answer, /ended without an answer/);
  assert.equal((await program())['crashes'], 'keychain 1');
  assert.deepEqual(await saveToken(), { ok: true });
});

test('one that hangs is ended at its deadline, is counted, and the next use works', { skip }, async () => {
  const resume = stopKeyring();
  const asked = saveToken();
  await eventually('the child asks', () => keychainChildren().length === 1);
  const children = keychainChildren();
  for (const pid of children) process.kill(pid, 'SIGSTOP');
  resume();
  assert.match(JSON.stringify(await asked), /did not answer within 5 s/);
  await eventually('it is gone', () => !children.some(isAlive));
  await eventually('it is counted', async () => (await program())['crashes'] === 'keychain 2');
  assert.deepEqual(await saveToken(), { ok: true });
});

// From here on Playwright's page is of no use any more.
test('a page that was killed while hidden is warm again at the next click', { skip }, async () => {
  await killPage();
  await eventually('it is loaded again', async () => !(await isCrashed()));
  await tray.activate(1154, 12);
  await eventually('it shows the box', async () => (await shownText()).includes('KV cache'));
  assert.equal(windowsAt('NIM Glance').length, 1);
  pressKey('Escape');
  await eventually('it is hidden', () => windowsAt('NIM Glance').length === 0);
});

test('one that dies again and again is loaded ever later, but at once for a click', { skip }, async () => {
  // Loaded again by themselves after 1 s and 5 s; the next time it would take a minute.
  for (let time = 2; time <= 3; time += 1) {
    await killPage();
    await eventually('it is loaded again', async () => !(await isCrashed()));
  }
  await killPage();
  assert.equal(await isCrashed(), true);
  await tray.activate(1154, 12);
  await eventually('it shows the box', async () => (await shownText()).includes('KV cache'));
  await killPage();
  assert.equal(await isCrashed(), true);
  // A dead page hears no Escape.
  await tray.activate(1154, 12);
  await eventually('it is hidden', () => windowsAt('NIM Glance').length === 0);
  assert.equal((await program())['crashes'], 'keychain 2, page 5');
});

test('Quit ends within its bound while the destination is silent, and leaves no process', { skip }, async () => {
  await tray.activate(1154, 12);
  await eventually('the page is back', async () => (await shownText()).includes('KV cache'));
  silent = true;
  await eventually('points wait', async () => (await queued()) > 0);
  const family = familyOf(child?.pid ?? 0);
  await tray.clickItem('Quit').catch(() => undefined);
  await eventually('all are gone', () => !family.some(isAlive), 6_000);
  await eventually('its code is known', () => child?.exitCode !== null);
  assert.equal(child?.exitCode, 0);
});

for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
  test(`${signal} ends it the same way`, { skip }, async () => {
    silent = true;
    await start();
    await eventually('points wait', async () => (await queued()) > 0);
    const family = familyOf(child?.pid ?? 0);
    child?.kill(signal);
    await eventually('all are gone', () => !family.some(isAlive), 6_000);
    await eventually('its code is known', () => child?.exitCode !== null);
    assert.equal(child?.exitCode, 0);
  });
}

test('errors that do not end end the program, with words and a code', { skip }, async () => {
  await start();
  await app.evaluate(() => {
    setInterval(() => {
      throw new TypeError('again and again');
    }, 10);
  });
  await eventually('it is said', () => windowsAt('NIM Glance').length === 1);
  shoot('ended-because-of-errors');
  execFileSync('xdotool', ['search', '--onlyvisible', '--name', '^NIM Glance$', 'windowfocus']);
  pressKey('Escape');
  await eventually('it has ended', () => child?.exitCode !== null);
  assert.equal(child?.exitCode, 70);
});

async function start(): Promise<void> {
  // An open bus would keep this process alive, and a program that a case left behind would be led to instead.
  closeTray();
  const before = child;
  before?.kill('SIGKILL');
  await eventually('the one before has ended', () => !isAlive(before?.pid ?? 0));
  app = await launch([simulator.url, '--hidden', '--interval', '1s', '--forward', endpoint]);
  page = await app.firstWindow();
  child = app.process();
  tray = trayOf(child.pid ?? 0);
  const opened = tray;
  closeTray = () => {
    opened.close();
  };
  await eventually('the icon is there', async () => (await opened.labels()).length > 0);
}

/** Through the page, as a screen does; it goes to the keychain. */
function saveToken(): Promise<unknown> {
  const save = (argument: SaveDestination) =>
    (window as unknown as { nimGlance: MonitorApi }).nimGlance.saveDestination(argument);
  return page.evaluate(save, { endpoint, token });
}

/** Points that wait to be sent. */
function queued(): Promise<number> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const script = 'nimGlance.snapshot().then(({ boxes }) => boxes[0].forwarding.ledger.queued)';
    return Number(await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script));
  });
}

/** Kills the popover's page as a lack of memory does. */
async function killPage(): Promise<void> {
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
  const before = await crashes();
  process.kill(pid ?? 0, 'SIGKILL');
  await eventually('it is gone', async () => !isAlive(pid ?? 0) && (await crashes()) === before + 1);
}

async function crashes(): Promise<number> {
  return Number(/page (\d+)/.exec((await program())['crashes'] ?? '')?.[1] ?? 0);
}

function isCrashed(): Promise<boolean> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed() ?? true);
}

function throwLater(message: string): Promise<void> {
  return app.evaluate((_electron, text) => {
    setTimeout(() => {
      throw new TypeError(text);
    }, 0);
  }, message);
}

function diagnostics(): Promise<string> {
  return copiedDiagnostics(app, tray);
}

async function program(): Promise<Readonly<Record<string, string>>> {
  return (JSON.parse(await diagnostics()) as { program: Record<string, string> }).program;
}

/** Holds the keyring's daemon; what is returned lets it go on. */
function stopKeyring(): () => void {
  const answer = execFileSync('gdbus', [
    ...['call', '--session', '-d', 'org.freedesktop.DBus', '-o', '/org/freedesktop/DBus'],
    ...['-m', 'org.freedesktop.DBus.GetConnectionUnixProcessID', 'org.freedesktop.secrets'],
  ]).toString();
  const pid = Number(/uint32 (\d+)/.exec(answer)?.[1]);
  process.kill(pid, 'SIGSTOP');
  return () => {
    process.kill(pid, 'SIGCONT');
  };
}

function keychainChildren(): readonly number[] {
  return familyOf(app.process().pid ?? 0).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--utility-sub-type=node.mojom.NodeService');
    } catch {
      return false; // It has just ended.
    }
  });
}

/** What the popover shows while it is in sight. */
function shownText(): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().find((one) => one.isVisible())?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
    return String(await contents.executeJavaScript('document.body.innerText'));
  });
}
