import { readFile, stat } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import * as electron from 'electron';
import { directoriesOf } from '../../app/config/directories.ts';
import { createMonitor } from '../../app/monitor.ts';
import { quickConfiguration } from '../../app/quick-configuration.ts';
import { readEnvironmentToken } from '../../app/token-from-environment.ts';
import { systemClock } from '../../app/system-clock.ts';
import type { MonitorOptions } from '../../app/monitor-options.ts';
import { openAlertMemory } from '../../app/open-alert-memory.ts';
import { openState } from '../../app/open-state.ts';
import { declareAppScheme, serveAppScheme } from './app-scheme.ts';
import { ownArguments, readCommandLine, type CommandLine } from './command-line.ts';
import { answerCalls } from './ipc.ts';
import { lockDown } from './lockdown.ts';
import { createPopover } from './popover.ts';
import { createSecretStore } from './secrets.ts';
import { createTray } from './tray.ts';

const { app } = electron;
// Bundled into dist/electron/main.cjs, whose folder this is.
const here = __dirname;
const dist = join(here, '..');

declareAppScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(giveUp);
else app.quit();

async function start(): Promise<void> {
  lockDown();
  serveAppScheme(join(dist, 'renderer'));
  const commandLine = readCommandLine(ownArguments(process.argv, app.getAppPath(), app.isPackaged));
  const monitor = createMonitor(await monitorOptions(commandLine), {
    clock: systemClock,
    random: Math.random,
    secrets: createSecretStore(join(here, 'secrets-child.cjs')),
    computerName: hostname(),
    environment: process.env,
    online: () => electron.net.isOnline(),
  });
  const popover = createPopover(join(here, 'bridge.cjs'), () => tray.bounds());
  const tray = createTray(electron, {
    iconFolder: join(dist, 'icons'),
    platform: process.platform,
    monotonicMs: () => systemClock.monotonicMs(),
    onOpen: popover.open,
    onForward: (on) => void forward(on),
    onQuit: () => {
      app.quit();
    },
  });

  async function forward(on: boolean): Promise<void> {
    const box = (await monitor.api.snapshot(undefined)).boxes[0];
    if (box === undefined) return;
    const answer = await monitor.api.setForwarding({ box: box.name, on });
    // The popover says what is missing and has the form for it.
    if (!answer.ok) popover.open();
  }

  answerCalls(monitor.api, popover.contents);
  monitor.api.on('snapshot', (snapshot) => {
    tray.update(snapshot);
    popover.update(snapshot);
  });
  app.on('second-instance', popover.open);
  app.on('window-all-closed', () => undefined);
  // Left to itself, Electron 22 passes SIGTERM over once before-quit was prevented.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
  stopBeforeQuit(async () => {
    await monitor.stop();
    tray.destroy();
  });
  monitor.start();
  // Whoever tries the demo wants to see it at once.
  if (commandLine.demo) popover.open();
}

async function monitorOptions({ target, endpoint, scrapeIntervalMs, demo }: CommandLine): Promise<MonitorOptions> {
  const answer = await readEnvironmentToken(process.env, { stat, readFile, uid: process.getuid?.() });
  if (answer.kind === 'refused') throw new RangeError(answer.reason);
  const token = answer.kind === 'present' ? answer.secret : undefined;
  if (!demo) {
    const where = { target, endpoint, box: hostname() };
    const configuration = quickConfiguration({ ...where, forward: endpoint !== undefined, scrapeIntervalMs });
    const { state } = directoriesOf(process.platform, process.env, homedir());
    return { configuration, token, outbox: await storedOutbox(state), alertMemory: openAlertMemory(state) };
  }
  // Loaded only when asked for: simulator and sink are no part of the product's daily work.
  const { startDemo } = await import('./demo.ts');
  return startDemo(join(dist, 'protos'));
}

/**
 * The ledger of this user. An older Electron has no SQLite: there it is kept in memory. Never beside a file that cannot be
 * used at the moment: its baselines would count once more what was sent meanwhile.
 */
async function storedOutbox(state: string): Promise<MonitorOptions['outbox']> {
  const opened = await openState(state, process.pid, systemClock.nowMs());
  if (opened.kind === 'opened') return opened;
  if (opened.why === 'no_sqlite') return undefined;
  throw new Error(opened.reason);
}

/** Without a monitor there is nothing to show: says why, and ends. */
function giveUp(error: unknown): void {
  electron.dialog.showErrorBox('NIM Glance cannot start', error instanceof Error ? error.message : String(error));
  app.exit(2);
}

/** Lets the monitor finish before the process ends; once. */
function stopBeforeQuit(stop: () => Promise<void>): void {
  let stopping = false;
  app.on('before-quit', (event) => {
    if (stopping) return;
    stopping = true;
    event.preventDefault();
    void stop().finally(() => {
      app.quit();
    });
  });
}
