import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import dbus from 'dbus-next';
import { _electron, type ElectronApplication } from '@playwright/test';
import { startSimulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import { familyOf } from '../electron/desktop.ts';
import { usageOf } from './process-usage.ts';

const ROOT = join(import.meta.dirname, '../..');
const ELECTRON = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(homedir(), '.cache/nim-glance/electron-22.3.25');
const XVFB = '/usr/bin/Xvfb';
const BUS = '/usr/bin/dbus-daemon';
/** Until what a start leaves to do is done. */
const SETTLE_MS = 5_000;
const BETWEEN_MS = 500;

/** A window of Electron without anything in it, made hidden as the popover is. */
const BARE = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 380, height: 460, frame: false });
  app.on('second-instance', () => window.show());
  window.loadURL('about:blank');
});`;

/** Why the shell cannot be measured here; undefined where it can. */
export function shellMissing(): string | undefined {
  if (!existsSync(join(ELECTRON, 'electron'))) return 'there is no Electron for tests (npm run test:electron gets it)';
  const missing = [XVFB, BUS].find((program) => !existsSync(program));
  if (missing !== undefined) return `there is no ${missing}`;
  const bundled = existsSync(join(ROOT, 'dist/electron/main.cjs'));
  return bundled ? undefined : 'the shell is not bundled (npm run bundle)';
}

export interface ShellCost {
  /** From the toggle to the second frame after it, ms, a number for each round. */
  readonly openMs: readonly number[];
  /** Of all its processes, bytes, while nothing is shown. */
  readonly memoryBytes: number;
  /** Of one core, while nothing is shown. */
  readonly cpu: number;
}

/** The shell, scraping each 10 s, and a bare window of the same Electron, one after the other on one display nobody sees. */
export async function measureShells(
  rounds: number,
  idleMs: number,
): Promise<Readonly<Record<'ours' | 'bare', ShellCost>>> {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-shell-'));
  writeFileSync(join(folder, 'package.json'), '{"name":"bare","main":"main.cjs"}');
  writeFileSync(join(folder, 'main.cjs'), BARE);
  const simulator = await startSimulator();
  const desktop = await startDesktop(folder);
  const cost = async (...args: readonly string[]): Promise<ShellCost> => {
    const app = await launch({ ...desktop.env, HOME: folder, XDG_RUNTIME_DIR: folder }, args);
    try {
      return await costOf(app, rounds, idleMs);
    } finally {
      await app.close();
    }
  };
  try {
    const bare = await cost(folder);
    return { ours: await cost(ROOT, simulator.url, '--hidden'), bare };
  } finally {
    desktop.stop();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A display and a session bus of their own, with somebody on it who could show icons: the shell then keeps a warm popover
 * and opens that, as on every desktop with a tray.
 */
async function startDesktop(folder: string): Promise<{ env: Record<string, string>; stop(): void }> {
  const display = spawn(XVFB, ['-displayfd', '1', '-screen', '0', '1280x800x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const words = ['--session', '--nofork', '--print-address=1', `--address=unix:path=${join(folder, 'bus')}`];
  const daemon = spawn(BUS, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [number, busAddress] = await Promise.all([firstLine(display.stdout), firstLine(daemon.stdout)]);
  const bus = dbus.sessionBus({ busAddress });
  await bus.requestName('org.kde.StatusNotifierWatcher', 0);
  return {
    env: { PATH: process.env['PATH'] ?? '', DISPLAY: `:${number}`, DBUS_SESSION_BUS_ADDRESS: busAddress },
    stop: () => {
      bus.disconnect();
      daemon.kill();
      display.kill();
    },
  };
}

async function firstLine(stream: Readable): Promise<string> {
  const [chunk] = (await once(stream, 'data')) as [Buffer];
  return chunk.toString().trim();
}

function launch(env: Record<string, string>, args: readonly string[]): Promise<ElectronApplication> {
  const flags = ['--no-sandbox', '--disable-gpu'];
  return _electron.launch({ executablePath: join(ELECTRON, 'electron'), args: [...flags, ...args], env });
}

async function costOf(app: ElectronApplication, rounds: number, idleMs: number): Promise<ShellCost> {
  await app.firstWindow();
  await pause(SETTLE_MS);
  const openMs: number[] = [];
  // The first round warms up.
  for (let round = -1; round < rounds; round += 1) {
    const took = await openOnce(app);
    if (round >= 0) openMs.push(took);
    await pause(BETWEEN_MS);
  }
  await pause(SETTLE_MS);
  const family = familyOf(app.process().pid ?? 0);
  const before = sum(family.map((pid) => usageOf(pid).cpuMs));
  await pause(idleMs);
  const after = family.map((pid) => usageOf(pid));
  return {
    openMs,
    memoryBytes: sum(after.map(({ memoryBytes }) => memoryBytes)),
    cpu: (sum(after.map(({ cpuMs }) => cpuMs)) - before) / idleMs,
  };
}

/** Opened as a second start of the program does it, the way of every desktop; closed again. */
function openOnce(app: ElectronApplication): Promise<number> {
  return app.evaluate(async ({ app: shell, BrowserWindow }) => {
    const shown = Promise.race(
      BrowserWindow.getAllWindows().map(
        (window) =>
          new Promise<typeof window>((resolve) =>
            window.once('show', () => {
              resolve(window);
            }),
          ),
      ),
    );
    const fromMs = performance.now();
    shell.emit('second-instance', {}, []);
    const window = await shown;
    const painted = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))';
    await window.webContents.executeJavaScript(painted);
    const tookMs = performance.now() - fromMs;
    for (const open of BrowserWindow.getAllWindows()) open.hide();
    return tookMs;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
