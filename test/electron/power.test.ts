// Sleep, battery and lock as Linux tells them: logind on a system bus of the test's own, the kernel's list of power
// supplies, and a screen saver on the session's bus. The cases follow each other.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { MonitorApi } from '../../preload/contract/api.ts';
import { serve } from '../fakes/metrics-server.ts';
import { ScreenSaver } from '../fakes/screen-saver.ts';
import { SystemBus } from '../fakes/system-bus.ts';
import { electronPath, endAll, launch, skip as noDesktop, startPanel } from './desktop.ts';
import { eventually } from './programs.ts';
import { movePointer } from './screen.ts';
import { trayOf, type TrayOverDbus } from './tray-over-dbus.ts';

const LIST = '/sys/class/power_supply';
const INTERVAL_MS = 1_000;
/** Between the two rhythms, which are one interval and two. */
const SLOW_MS = INTERVAL_MS * 1.5;
/** So many scrapes of one rhythm in a row show that it is that one. */
const ROW = 4;
const PATIENCE_MS = 90_000;

const home = mkdtempSync(join(tmpdir(), 'nim-glance-power-'));
const supplies = join(home, 'power_supply');
const skip = noDesktop === false ? whyNoSupplies() : noDesktop;

/** A server, and when it was asked for its metrics, ms since the Unix epoch. */
interface Asked {
  readonly server: Server;
  readonly host: string;
  atMs: number[];
}

let often: Asked;
let seldom: Asked;
let bus: SystemBus;
let saver: ScreenSaver;
let panel: ChildProcess | undefined;
let app: ElectronApplication;
let page: Page;
let tray: TrayOverDbus;

before(async () => {
  if (skip !== false) return;
  [often, seldom] = await Promise.all([startAsked(), startAsked()]);
  plug('in');
  bus = await SystemBus.start();
  saver = await ScreenSaver.start();
  panel = await startPanel();
  movePointer(200, 600);
  process.env['DBUS_SYSTEM_BUS_ADDRESS'] = bus.address;
  process.env['XDG_STATE_HOME'] = join(home, 'state');
  process.env['XDG_CONFIG_HOME'] = join(home, 'config');
  configure();
  app = await launch(['--hidden'], undefined, overSupplies());
  page = await app.firstWindow();
  tray = trayOf(app.process().pid ?? 0);
});

after(async () => {
  if (skip !== false) return;
  tray.close();
  await app.close().catch(() => undefined);
  saver.stop();
  bus.stop();
  often.server.close();
  seldom.server.close();
  await endAll(panel);
  rmSync(home, { recursive: true, force: true });
});

test('it never keeps the computer awake: sleep may wait for it a moment, and is never blocked', { skip }, async () => {
  await eventually('logind is asked', () => bus.inhibitions.length > 0);
  for (const { what, mode } of bus.inhibitions) assert.deepEqual([what, mode], ['sleep', 'delay']);
});

test('after a sleep it asks at once, and once; what slept is a gap in every line', { skip }, async () => {
  await eventually('numbers are there', async () => (await history()).length >= 3, PATIENCE_MS);
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.once('suspend', () => Object.assign(globalThis, { toldToSleep: true }));
  });
  bus.prepareForSleep(true);
  await eventually('it was told', () => app.evaluate(() => 'toldToSleep' in globalThis));
  seldom.atMs = [];
  await sleepFor(6 * INTERVAL_MS);
  assert.equal(seldom.atMs.length, 0);
  bus.prepareForSleep(false);
  await eventually('it asks', () => seldom.atMs.length > 0);
  await eventually('the line goes on', async () => {
    const line = await history();
    const gap = line.lastIndexOf(null);
    return gap > 0 && line.slice(gap + 1).length >= 2;
  });
  // A second one would have come with the first, scrapes of the other box ago.
  assert.equal(seldom.atMs.length, 1);
  const line = await history();
  const gaps = line.filter((entry) => entry === null).length;
  assert.ok(gaps >= 3, JSON.stringify(line));
  assert.deepEqual(
    line.filter((entry) => entry !== null),
    Array<number>(line.length - gaps).fill(3),
  );
});

test('unplugged it asks half as often while nobody looks, plugged in as before', { skip }, async () => {
  plug('out');
  await rhythm('slow');
  plug('in');
  await rhythm('normal');
});

test('on its battery it asks as before while somebody looks, and not behind a locked screen', { skip }, async () => {
  plug('out');
  await rhythm('slow');
  await tray.clickItem('Open in a window');
  await rhythm('normal');
  saver.lock(true);
  await rhythm('slow');
  saver.lock(false);
  await rhythm('normal');
});

async function startAsked(): Promise<Asked> {
  const atMs: number[] = [];
  const { url, server } = await serve(() => {
    asked.atMs.push(Date.now());
    return 'num_requests_running 3\n';
  });
  const asked: Asked = { server, host: new URL(url).host, atMs };
  return asked;
}

/** One is asked all the time, one only when the computer wakes up. */
function configure(): void {
  const job = (name: string, { host }: Asked, interval: string): string =>
    `  - { job_name: ${name}, scrape_interval: ${interval}, scrape_timeout: 1s, static_configs: [{ targets: ["${host}"] }] }`;
  const box = (name: string, { host }: Asked): string => `  - { name: ${name}, targets: ["${host}"] }`;
  const lines = [
    ...['scrape_configs:', job('often', often, `${String(INTERVAL_MS / 1_000)}s`), job('seldom', seldom, '12h')],
    ...['boxes:', box('often', often), box('seldom', seldom), ''],
  ];
  mkdirSync(join(home, 'config/nim-glance'), { recursive: true });
  writeFileSync(join(home, 'config/nim-glance/nim-glance.yaml'), lines.join('\n'));
}

/** Stopped, a process does as little as on a computer that sleeps; its own clocks go on, which there they do not. */
async function sleepFor(ms: number): Promise<void> {
  const child = app.process();
  child.kill('SIGSTOP');
  const untilMs = Date.now() + ms;
  await eventually('it slept for a while', () => Date.now() >= untilMs);
  child.kill('SIGCONT');
}

async function rhythm(wanted: 'normal' | 'slow'): Promise<void> {
  often.atMs = [];
  await eventually(
    `the rhythm is ${wanted}`,
    () => {
      const last = often.atMs.slice(-ROW - 1);
      const apart = last.slice(1).map((at, index) => at - (last[index] ?? at));
      return apart.length === ROW && apart.every((ms) => ms > SLOW_MS === (wanted === 'slow'));
    },
    PATIENCE_MS,
  );
}

async function history(): Promise<readonly (number | null)[]> {
  const { boxes } = await page.evaluate(() =>
    (window as unknown as { nimGlance: MonitorApi }).nimGlance.snapshot(undefined),
  );
  return boxes.find(({ name }) => name === 'often')?.running.history ?? [];
}

/** As a laptop's kernel tells it. */
function plug(how: 'in' | 'out'): void {
  supply('AC', { type: 'Mains', online: how === 'in' ? '1' : '0' });
  supply('BAT0', { type: 'Battery', status: how === 'in' ? 'Charging' : 'Discharging' });
}

function supply(name: string, attributes: Readonly<Record<string, string>>): void {
  mkdirSync(join(supplies, name), { recursive: true });
  for (const [attribute, value] of Object.entries(attributes)) {
    writeFileSync(join(supplies, name, attribute), `${value}\n`);
  }
}

/** A program that runs Electron where the kernel's list is the test's. */
function overSupplies(): string {
  const program = join(home, 'electron-over-supplies');
  writeFileSync(program, `#!/bin/sh\n${inItsOwnPlace(`exec '${electronPath}' "$@"`)} sh "$@"\n`, { mode: 0o755 });
  return program;
}

function inItsOwnPlace(command: string): string {
  return `exec unshare --mount sh -c 'mount --bind "${supplies}" ${LIST} && ${command.replaceAll("'", `'"'"'`)}'`;
}

function whyNoSupplies(): string | false {
  mkdirSync(supplies, { recursive: true });
  const { status } = spawnSync('sh', ['-c', inItsOwnPlace('true')], { stdio: 'ignore' });
  return status === 0 ? false : `${LIST} cannot be another one for one program here (unshare --mount)`;
}
