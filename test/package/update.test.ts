// A newer version, by the program as it is given away: found, loaded and installed from a server on the loopback, driven by
// its menu over D-Bus. An AppImage is a script here; dpkg is one that writes down how it was called.

import assert from 'node:assert/strict';
import { spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { endAll, startNotifications, startPanel } from '../electron/desktop.ts';
import { eventually, startProgram, type Program } from '../electron/programs.ts';
import { trayOf, type TrayOverDbus } from '../electron/tray-over-dbus.ts';
import { listenToNotices, type Notices } from './notices.ts';
import { copyPackage, type PackageCopy } from './package-copy.ts';
import { mainProcessOf, processesOf, startPackaged, type PackagedApp } from './packaged-app.ts';
import { startUpdateServer, type UpdateServer } from './update-server.ts';

const packaged = process.env['NIM_GLANCE_PACKAGE'] ?? '';
const reason = process.env['NIM_GLANCE_NO_PACKAGE'];
const skip = packaged === '' ? (reason ?? 'needs `npm run test:package`') : false;
const VERSION = '99.0.0';
const CHECK = 'Check for updates';
const CHECK_AGAIN = 'Updates could not be looked for: try again';
const DOWNLOAD = `Download version ${VERSION}`;
const DOWNLOAD_AGAIN = 'The download failed: try again';
const RESTART = `Restart with version ${VERSION}`;
const pending = join(process.env['HOME'] ?? '', '.cache/nim-glance-updater/pending');

let scratch = '';
let appImage = '';
let mark = '';
let simulator: Program;
let server: UpdateServer;
let notices: Notices;
let copy: PackageCopy;
let app: PackagedApp | undefined;
let tray: TrayOverDbus;
const desktop: ChildProcess[] = [];

before(async () => {
  if (packaged === '') return;
  scratch = mkdtempSync(join(tmpdir(), 'nim-glance-update-'));
  appImage = join(scratch, 'NIM Glance.AppImage');
  mark = join(scratch, 'started');
  [simulator, server] = await Promise.all([startProgram('simulate'), startUpdateServer()]);
  desktop.push(await startPanel(), await startNotifications());
  notices = await listenToNotices();
  copy = copyPackage(packaged);
  const feed = ['provider: generic', `url: ${server.url}`, 'updaterCacheDirName: nim-glance-updater', ''];
  copy.write('resources/app-update.yml', feed.join('\n'));
  writeFileSync(appImage, 'old', { mode: 0o755 });
});

after(async () => {
  if (packaged === '') return;
  // One that started itself again is nobody's child, and holds what the first one wrote to.
  for (const id of processesOf(copy.folder)) process.kill(Number(id), 'SIGKILL');
  await app?.close();
  await notices.close();
  await endAll(...desktop.reverse());
  server.close();
  await simulator.stop();
  copy.remove();
  rmSync(scratch, { recursive: true });
});

async function start(environment: Readonly<Record<string, string>>): Promise<void> {
  app = await startPackaged(copy.folder, ['--hidden', simulator.url, '--interval', '1s'], environment);
  tray = trayOf(app.process.pid ?? 0);
  await says(CHECK);
}

/** A click that ends the program, which may be gone before it answers. */
function clickLast(menu: TrayOverDbus, label: string): Promise<void> {
  return menu.clickItem(label).catch((error: unknown) => {
    if (!String(error).includes('without replying')) throw error;
  });
}

function says(label: string): Promise<void> {
  return eventually(`the menu says ${label}`, async () => (await tray.labels()).includes(label), 60_000);
}

async function ended(): Promise<void> {
  const { process: child } = app ?? assert.fail();
  await eventually('it has ended', () => child.exitCode !== null, 60_000);
  assert.equal(child.exitCode, 0);
  tray.close();
}

/** A program that leaves a mark when it is started. */
function release(kind: 'release' | 'forged', ending: string) {
  const bytes = Buffer.from(`#!/bin/sh\nprintf %s "$APPIMAGE_SILENT_INSTALL" > '${mark}'\n`);
  return { kind, version: VERSION, file: `nim-glance-${VERSION}.${ending}`, bytes };
}

function isUntouched(): void {
  assert.equal(readFileSync(appImage, 'utf8'), 'old');
  assert.equal(existsSync(mark), false);
}

test('by itself it asks for nothing', { skip }, async () => {
  await start({ APPIMAGE: appImage });
  assert.deepEqual(server.asked(), []);
});

test('at login the AppImage is started, not the folder it runs from', { skip }, async () => {
  const file = join(process.env['HOME'] ?? '', '.config/autostart/nim-glance.desktop');
  await tray.clickItem('Start at login');
  await eventually('it is written', () => existsSync(file));
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(`\nTryExec=${appImage}\nExec="${appImage}" `), text);
  const { error, stdout } = spawnSync('desktop-file-validate', [file], { encoding: 'utf8' });
  if (error === undefined) assert.equal(stdout, '');
  await tray.clickItem('Start at login');
  await eventually('it is gone', () => !existsSync(file));
});

test('a server that is away, or answers something else, is told in words', { skip }, async () => {
  const cases = [
    ['gone', CHECK, 'Where the releases are cannot be reached (net::ERR_EMPTY_RESPONSE).'],
    ['nonsense', CHECK_AGAIN, 'What answered does not tell of any version.'],
    ['empty', CHECK_AGAIN, 'There is no release for this system.'],
  ] as const;
  for (const [kind, click, words] of cases) {
    server.offer({ kind });
    await says(click);
    await tray.clickItem(click);
    await eventually(`it says: ${words}`, () => notices.has(CHECK_AGAIN, words));
  }
  isUntouched();
});

test('a file that is not the one that was released is thrown away', { skip }, async () => {
  server.offer(release('forged', 'AppImage'));
  await says(CHECK_AGAIN);
  server.asked();
  await tray.clickItem(CHECK_AGAIN);
  await says(DOWNLOAD);
  assert.ok(notices.has(`Version ${VERSION} is there`, 'Download it from the menu of the icon.'));
  assert.deepEqual(server.asked(), ['latest-linux.yml'], 'it waits to be told');
  await tray.clickItem(DOWNLOAD);
  const words = 'What came is not the file that was released, so it was thrown away.';
  await eventually('it is told', () => notices.has(DOWNLOAD_AGAIN, words));
  assert.deepEqual(readdirSync(pending), []);
  isUntouched();
});

test('what was loaded is not installed by quitting', { skip }, async () => {
  server.offer(release('release', 'AppImage'));
  const goOn = server.holdBack();
  await says(DOWNLOAD_AGAIN);
  await tray.clickItem(DOWNLOAD_AGAIN);
  await eventually('the menu tells how far it is', async () =>
    (await tray.labels()).some((label) => /^Downloading version 99\.0\.0: \d+ %$/.test(label)),
  );
  goOn();
  await says(RESTART);
  await clickLast(tray, 'Quit');
  await ended();
  isUntouched();
});

test('it is installed and started on the user’s word alone', { skip }, async () => {
  await start({ APPIMAGE: appImage });
  server.asked();
  await tray.clickItem(CHECK);
  await says(DOWNLOAD);
  await tray.clickItem(DOWNLOAD);
  await says(RESTART);
  assert.deepEqual(server.asked(), ['latest-linux.yml'], 'what is here already is not loaded twice');
  isUntouched();
  await clickLast(tray, RESTART);
  await ended();
  await eventually('the new one was started', () => existsSync(mark));
  assert.match(readFileSync(appImage, 'utf8'), /^#!/);
  assert.equal(readFileSync(mark, 'utf8'), 'true');
});

test('a deb that cannot be installed leaves the program as it was; then it can, and it starts again', async (t) => {
  if (skip !== false) return t.skip(skip);
  if (process.getuid?.() !== 0) return t.skip('needs root: everybody else is asked for a password');
  const tools = join(scratch, 'tools');
  const called = join(scratch, 'called');
  mkdirSync(tools);
  const useTools = (status: number): void => {
    for (const name of ['dpkg', 'apt-get'])
      writeFileSync(join(tools, name), `#!/bin/sh\necho "${name} $*" >> '${called}'\nexit ${status}\n`, {
        mode: 0o755,
      });
  };
  useTools(100);
  copy.write('resources/package-type', 'deb');
  server.offer(release('release', 'deb'));
  await start({ PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}` });
  await tray.clickItem(CHECK);
  await says(DOWNLOAD);
  await tray.clickItem(DOWNLOAD);
  await says(RESTART);
  assert.equal(existsSync(called), false);
  await tray.clickItem(RESTART);
  const failed = 'The new version could not be installed: look again';
  await says(failed);
  assert.ok(notices.has(failed, 'Apt-get ended with 100.'));
  const state = 'nimGlance.snapshot().then(({ boxes, takenAtMs }) => `${boxes[0].state} ${takenAtMs}`)';
  const before = String(await app?.evaluate(state));
  await eventually('it watches on', async () => {
    const now = String(await app?.evaluate(state));
    return /^(fine|busy) /.test(now) && now !== before;
  });

  useTools(0);
  writeFileSync(called, '');
  await tray.clickItem(failed);
  await says(DOWNLOAD);
  await tray.clickItem(DOWNLOAD);
  await says(RESTART);
  await clickLast(tray, RESTART);
  await ended();
  assert.equal(readFileSync(called, 'utf8'), `dpkg -i ${join(pending, `nim-glance-${VERSION}.deb`)}\n`);
  await eventually('it is there again', () => mainProcessOf(copy.folder) !== undefined);
  const again = trayOf(mainProcessOf(copy.folder) ?? 0);
  await eventually('its menu is there', async () => (await again.labels()).includes(CHECK));
  await clickLast(again, 'Quit');
  again.close();
  await eventually('no process is left', () => processesOf(copy.folder).length === 0);
});
