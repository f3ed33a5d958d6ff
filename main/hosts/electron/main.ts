import { readFile, stat } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import * as electron from 'electron';
import { directoriesOf } from '../../app/config/directories.ts';
import { AttachableMonitor } from '../../app/attach/attachable-monitor.ts';
import { readAttachPoint } from '../../app/attach/attach-file.ts';
import { readEnvironmentToken, type EnvironmentToken } from '../../app/token-from-environment.ts';
import { systemClock } from '../../app/system-clock.ts';
import type { Ports } from '../../app/ports.ts';
import type { DemoWorld } from '../../demo/demo-world.ts';
import { declareAppScheme, serveAppScheme } from './app-scheme.ts';
import { HELP, ownArguments, readCommandLine, textAsked, type CommandLine } from './command-line.ts';
import { CrashCounts } from './crash-counts.ts';
import { createDesk, type Desk } from './desk.ts';
import { goOn } from './go-on.ts';
import { keptText } from './kept-text.ts';
import { lockDown } from './lockdown.ts';
import { openSession } from './open-session.ts';
import type { OwnSession } from './own-session.ts';
import { createSecretStore } from './secrets.ts';
import { ShellMonitor } from './shell-monitor.ts';
import { UnexpectedErrors } from './unexpected-errors.ts';

const { app } = electron;
// Bundled into dist/electron/main.cjs, whose folder this is.
const here = __dirname;
const dist = join(here, '..');

const NOWHERE = { read: () => '', write: () => undefined };

/** How long what is queued may take to go out at the end, and all of the end, ms. */
const FLUSH_MS = 1_500;
const END_MS = 5_000;
/** How long it is said that the program ended; nobody may be there to read it, ms. */
const SAY_END_MS = 60_000;
const CANNOT_START = 'NIM Glance cannot start';
/** EX_SOFTWARE of sysexits.h. */
const BROKEN = 70;

const crashes = new CrashCounts();
const errors = new UnexpectedErrors(systemClock);
/** What an error does that nobody caught; without this, Electron would show its stack in a dialog. */
let meetError: (error: unknown) => void = giveUp;
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event as 'uncaughtException', (error) => {
    meetError(error);
  });
}

const ENDED: electron.MessageBoxOptions = {
  ...{ type: 'error', title: 'NIM Glance', message: 'NIM Glance ended because of errors' },
  detail: 'Too many came one after the other. What is owed to the destination was kept as far as it could be.',
  buttons: ['Close', 'Start again'],
  cancelId: 0,
  defaultId: 1,
};

declareAppScheme();
const args = ownArguments(process.argv, app.getAppPath(), app.isPackaged);
const commandLineAsked = askedFor(args);
if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(giveUp);
else app.quit();

/** What the command line asks for. Help and version are printed, and a mistake is said, before anything else happens. */
function askedFor(words: readonly string[]): CommandLine {
  const text = textAsked(words);
  if (text !== undefined) {
    process.stdout.write(text === 'help' ? HELP : `nim-glance ${app.getVersion()}\n`);
    process.exit(0);
  }
  try {
    return readCommandLine(words);
  } catch (error) {
    sayMistake(`${(error as Error).message}\nSee nim-glance --help`);
    process.exit(2);
  }
}

/** In the terminal; where programs with windows have none, in a box. */
function sayMistake(text: string): void {
  if (process.platform === 'win32') electron.dialog.showErrorBox(CANNOT_START, text);
  else process.stderr.write(`${CANNOT_START}: ${text}\n`);
}

async function start(): Promise<void> {
  lockDown();
  serveAppScheme(join(dist, 'renderer'));
  // The same as in electron-builder.yml: Windows shows no notifications without it.
  app.setAppUserModelId('com.nimglance.app');
  // The popover is no window among the others; macOS would show an icon for it.
  app.dock?.hide();
  const commandLine = withLogin(commandLineAsked);
  const token = await environmentToken();
  const { state: stateFolder } = directoriesOf(process.platform, process.env, homedir());
  let tell: (lines: readonly string[]) => void = () => undefined;
  const attachable = await openMonitor(commandLine, token, stateFolder, (lines) => {
    tell(lines);
  });
  const monitor = new ShellMonitor(attachable);
  let ended: Promise<void> | undefined;
  const end = (): Promise<void> => (ended ??= attachable.stop(FLUSH_MS));
  const beforeInstall = async (): Promise<void> => {
    await end();
    // The new version is started before this one is gone.
    app.releaseSingleInstanceLock();
  };
  const reopen = (): Promise<void> => {
    ended = undefined;
    return attachable.goOn();
  };
  const takeLock = (): boolean => app.requestSingleInstanceLock();
  const quit = (): void => {
    app.quit();
  };
  const afterFailedInstall = (): Promise<void> => goOn({ takeLock, quit, reopen, giveUp });
  const install = { beforeInstall, afterFailedInstall };
  const desk = createDesk({ monitor, commandLine, args, token, crashes, errors, dist, stateFolder, ...install });
  tell = desk.tell;
  // The desk decides what the end of a window means.
  app.on('window-all-closed', () => undefined);
  quitOnSignals();
  stopBeforeQuit(async () => {
    await end();
    desk.stop();
  });
  meetError = (error) => {
    const next = errors.add(error);
    console.error(`NIM Glance met an error: ${errors.newest}`);
    if (next === 'goes_on') desk.sayError();
    else void endBroken(end, desk);
  };
  attachable.start();
  desk.begin();
}

/** The monitor of this process, of another program of this user, or of another machine. */
function openMonitor(
  commandLine: CommandLine,
  token: EnvironmentToken,
  stateFolder: string,
  tell: (lines: readonly string[]) => void,
): Promise<AttachableMonitor<OwnSession>> {
  const ports: Ports = {
    clock: systemClock,
    random: Math.random,
    secrets: createSecretStore(join(here, 'secrets-child.cjs'), () => crashes.add('keychain')),
    computerName: hostname(),
    environment: process.env,
    online: () => electron.net.isOnline(),
  };
  const session = {
    ...{ commandLine, ports, stateFolder, tell, startDemo: tryDemo, home: homedir() },
    ...{ platform: process.platform, processId: process.pid },
    token: token.kind === 'present' ? token.secret : undefined,
  };
  return AttachableMonitor.open({
    openOwn: () => openSession(session),
    attachPoint: () => readAttachPoint(stateFolder),
    // Whoever asks for a demo or an address wants that one.
    kept: commandLine.demo || commandLine.target !== undefined ? NOWHERE : keptText(stateFolder, 'attached.json'),
    ...{ secrets: ports.secrets, computerName: ports.computerName, online: ports.online },
    ...{ clock: systemClock, random: ports.random, environment: ports.environment },
  });
}

/** macOS hands no arguments to what it starts at a login. */
function withLogin(commandLine: CommandLine): CommandLine {
  const atLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
  return { ...commandLine, hidden: commandLine.hidden || atLogin };
}

async function environmentToken(): Promise<EnvironmentToken> {
  const token = await readEnvironmentToken(process.env, { stat, readFile, uid: process.getuid?.() });
  if (token.kind === 'refused') throw new RangeError(token.reason);
  return token;
}

/** Loaded only when asked for: simulator and sink are no part of the product's daily work. */
async function tryDemo(): Promise<DemoWorld> {
  const { startDemoWorld } = await import('../../demo/demo-world.ts');
  return startDemoWorld(join(dist, 'protos'));
}

/** Without a monitor there is nothing to show: says why, and ends. */
function giveUp(error: unknown, title = CANNOT_START): void {
  electron.dialog.showErrorBox(title, error instanceof Error ? error.message : String(error));
  app.exit(2);
}

/** Ends in order as far as it can, says so without a stack, and offers to start again. */
async function endBroken(end: () => Promise<void>, desk: Desk): Promise<void> {
  meetError = () => undefined;
  systemClock.after(END_MS + SAY_END_MS, () => {
    app.exit(BROKEN);
  });
  const late = new Promise<void>((resolve) => systemClock.after(END_MS, resolve));
  await Promise.race([end(), late]).catch(() => undefined);
  desk.stop();
  // Whoever starts it again meanwhile is not led to this one.
  app.releaseSingleInstanceLock();
  const { response } = await electron.dialog.showMessageBox(ENDED);
  if (response === 1) app.relaunch();
  app.exit(BROKEN);
}

/** Left to itself, Electron 22 passes SIGTERM over once before-quit was prevented. */
function quitOnSignals(): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
}

/** Lets the monitor finish before the process ends; once, and never for longer than its time. */
function stopBeforeQuit(stop: () => Promise<void>): void {
  let stopping = false;
  app.on('before-quit', (event) => {
    if (stopping) return;
    stopping = true;
    event.preventDefault();
    systemClock.after(END_MS, () => {
      app.exit(1);
    });
    void stop().finally(() => {
      app.quit();
    });
  });
}
