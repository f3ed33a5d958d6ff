// The real product in each of its nine states on a real panel, brought there by what causes them: icon, tooltip and popover
// together. One story, whose cases follow each other; each leaves a picture of icon and popover in dist/screenshots.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import { readAttachPoint } from '../../main/app/attach/attach-file.ts';
import { startSimulator, type Simulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import type { MarkShape } from '../../preload/contract/mark.ts';
import { forwardPort, type PortForward } from '../fakes/port-forward.ts';
import { RunningProgram } from '../main/hosts/headless/run-process.ts';
import { endAll, launch, skip as noDesktop, startPanel } from './desktop.ts';
import {
  clickIcon,
  furnish,
  isForGallery,
  leavePointer,
  live,
  photograph,
  SCALE,
  shapesOnPanel,
} from './desktop-pictures.ts';
import { addMachines, cutNetwork, forgetMachines, joinNetwork, noOwnNetwork } from './own-network.ts';
import { eventually } from './programs.ts';
import { trayOf, type TrayOverDbus } from './tray-over-dbus.ts';

const skip = noDesktop !== false ? noDesktop : noOwnNetwork;
const BOX = { name: 'spark-01', address: '192.168.77.31' };
const SERVED = { name: 'dgx-lab', address: '192.168.77.32' };
const PORT = 8000;
/** At ten times the pace of a real one where nobody looks at the numbers. */
const LOAD = isForGallery ? { load: 0.8, timeScale: 2 } : { load: 0.3, timeScale: 10 };
const WAIT_MS = 60_000;

const home = mkdtempSync(join(tmpdir(), 'nim-glance-states-'));
const configuration = join(home, 'config/nim-glance/nim-glance.yaml');
const simulators: Simulator[] = [];
const forwards: PortForward[] = [];
let panel: ChildProcess | undefined;
let app: ElectronApplication | undefined;
let page: Page;
let tray: TrayOverDbus;
let server: RunningProgram | undefined;
let brokeOff = false;

before(async () => {
  if (skip !== false) return;
  addMachines({ [BOX.name]: BOX.address, [SERVED.name]: SERVED.address });
  for (const { address } of [BOX, SERVED]) {
    const simulator = await startSimulator({ ...LOAD, loadingMs: 600_000 });
    simulators.push(simulator);
    forwards.push(await forwardPort(address, PORT, simulator.port));
  }
  mkdirSync(join(home, 'config/nim-glance'), { recursive: true });
  process.env['XDG_CONFIG_HOME'] = join(home, 'config');
  leavePointer();
  furnish();
  panel = await startPanel();
});

after(async () => {
  if (skip !== false) return;
  // It was never started where something failed before.
  if (app !== undefined) tray.close();
  await app?.close().catch(() => undefined);
  server?.child.kill('SIGKILL');
  joinNetwork();
  await Promise.all([...forwards, ...simulators].map((one) => one.close()));
  await endAll(panel);
  forgetMachines();
  rmSync(home, { recursive: true, force: true });
});

step('away: the monitor of another program is shown, and that is killed', async () => {
  server = await startServer();
  await open('server');
  await eventually('it shows the other monitor', () => iconIs('fine'), WAIT_MS);
  await live(100);
  server.child.kill('SIGKILL');
  await looks('away', /The monitor here has ended/, /^The monitor on .* cannot be reached/);
  await quit();
});

step('no box: nothing is set up', async () => {
  await open('own');
  await looks('no_box', /Where does your NIM run\?/, /^NIM Glance: no box yet$/);
});

step('fine: a configuration names a box that answers', async () => {
  configure(BOX.name);
  await eventually('the icon says fine', () => iconIs('fine'), WAIT_MS);
  await live(100);
  await looks('fine', /spark-01 is fine/, /^spark-01: .*running/);
});

step('paused: Pause in the menu, until Resume', async () => {
  await tray.clickItem('Pause');
  await looks('paused', /Paused: nothing is asked until you resume/, /^spark-01: Paused/);
  await tray.clickItem('Resume');
  await eventually('it goes on', () => iconIs('fine'), WAIT_MS);
});

step('busy: more is asked of it than it can answer at once', async () => {
  simulators[0]?.setLoad(1.5);
  await eventually('the icon says busy', () => iconIs('busy'), WAIT_MS);
  await live(15);
  await looks('busy', /spark-01 is busy/, /^spark-01: .*waiting|^spark-01: .*wait/);
});

step('alert: and a rule says that this is too long', async () => {
  configure(BOX.name, '{ rule: cache_full, for: 1s }', '{ rule: queue_grows, on: false }');
  await looks('alert', /spark-01 needs a look/, /^spark-01: .*waiting|^spark-01: .*wait/);
});

step('loading: it starts anew, with a large model', async () => {
  configure(BOX.name, '{ rule: cache_full, on: false }', '{ rule: queue_grows, on: false }');
  await eventually('it is no alert any more', () => iconIs('busy'), WAIT_MS);
  simulators[0]?.restart();
  await looks('loading', /spark-01 is loading/, /^spark-01: The model/);
});

step('down: nobody listens there any more', async () => {
  await forwards[0]?.close();
  await looks('down', /spark-01 does not answer/, /^spark-01: .*connection refused/);
});

step('offline: this computer has no network any more', async () => {
  cutNetwork();
  await looks('offline', /Nothing is known of spark-01/, /^This computer is offline/);
});

/** A case of the story; after one that failed there is nothing to wait for. */
function step(name: string, play: () => Promise<void>): void {
  test(name, { skip }, async () => {
    assert.ok(!brokeOff, 'The story broke off before.');
    brokeOff = true;
    await play();
    brokeOff = false;
  });
}

/** Icon, popover and tooltip say it, and no other icon is there. */
async function looks(state: MarkShape, said: RegExp, tooltip: RegExp): Promise<void> {
  await eventually(`the icon says ${state}`, () => iconIs(state), WAIT_MS);
  await eventually(`the popover says ${state}`, async () => isSo(said, await page.innerText('body')), WAIT_MS);
  await eventually(`the tooltip says ${state}`, async () => isSo(tooltip, await tray.tooltip()), WAIT_MS);
  await iconIs(state);
  await photograph(state, page);
}

/** Rejects where it is not so, and says what is. */
async function iconIs(state: MarkShape): Promise<boolean> {
  assert.deepEqual(await shapesOnPanel(), [state]);
  return true;
}

function isSo(wanted: RegExp, text: string): boolean {
  assert.match(text, wanted);
  return true;
}

/** Starts it with this state folder, and opens its popover by a click on the icon, which stays open then. */
async function open(state: 'own' | 'server'): Promise<void> {
  process.env['XDG_STATE_HOME'] = join(home, state);
  const opened = await launch(['--hidden', `--force-device-scale-factor=${SCALE}`]);
  app = opened;
  page = await opened.firstWindow();
  tray = trayOf(opened.process().pid ?? 0);
  await eventually('the icon is there', async () => (await shapesOnPanel()).length === 1);
  await clickIcon();
  await eventually('the popover is open', () =>
    opened.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible())),
  );
  // A pointer over the icon shows its tooltip, and lays a shadow on it.
  leavePointer();
}

async function quit(): Promise<void> {
  const ended = new Promise((resolve) => app?.process().once('exit', resolve));
  // It may end before it answers.
  await tray.clickItem('Quit').catch(() => undefined);
  await ended;
  tray.close();
}

function configure(box: string, ...rules: readonly string[]): void {
  writeFileSync(configuration, configurationOf(box, ...rules));
}

function configurationOf(box: string, ...rules: readonly string[]): string {
  const targets = `[{ job_name: nim, static_configs: [{ targets: ["${box}:${PORT}"] }] }]`;
  return ['global: { scrape_interval: 1s }', `scrape_configs: ${targets}`, `alerts: [${rules.join(', ')}]`, ''].join(
    '\n',
  );
}

/** `nim-glance run` of this user, with a store of its own; resolves when it can be found there. */
async function startServer(): Promise<RunningProgram> {
  const [file, folder] = [join(home, 'server.yaml'), join(home, 'server/nim-glance')];
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, configurationOf(SERVED.name));
  const program = new RunningProgram(['run', '--config', file, '--state-dir', folder]);
  await eventually('the other monitor can be found', () => readAttachPoint(folder) !== undefined);
  return program;
}
