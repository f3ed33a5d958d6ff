import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import { end, eventually } from './programs.ts';
import { hasPanel } from './tray-over-dbus.ts';

const electronFolder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
const noSession =
  electronFolder === '' ||
  process.env['DISPLAY'] === undefined ||
  process.env['DBUS_SESSION_BUS_ADDRESS'] === undefined;

/** Why there is no desktop to test on; false where there is. */
export const skip = noSession ? 'needs the session of `npm run test:electron`' : false;

const root = join(import.meta.dirname, '../..');
const FLAGS = ['--no-sandbox', '--disable-gpu'];

/** A panel that shows tray icons, settled. */
export async function startPanel(): Promise<ChildProcess> {
  const panel = spawn('xfce4-panel', ['--disable-wm-check'], { stdio: 'ignore' });
  await eventually('the panel is there', hasPanel);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  return panel;
}

/** What shows notifications; it must be there before the program that tells them. */
export async function startNotifications(): Promise<ChildProcess> {
  const daemon = spawn('dunst', [], { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return daemon;
}

/** The program that runs applications. */
export const electronPath = join(electronFolder, 'electron');

/**
 * Starts Electron with an application's folder and its arguments, driven by Playwright; through `program` where that is
 * not Electron itself.
 */
export function launch(args: readonly string[], folder = root, program = electronPath): Promise<ElectronApplication> {
  return _electron.launch({ executablePath: program, args: [...FLAGS, folder, ...args] });
}

/** Starts the program a second time, as a user does; resolves when that has ended. */
export async function startAgain(args: readonly string[]): Promise<void> {
  const child = spawn(electronPath, [...FLAGS, root, ...args], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('close', resolve));
}

/** Starts the program for something that it only prints; what it printed, and its code. */
export async function runOnce(
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(electronPath, [...FLAGS, root, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

export async function endAll(...children: readonly (ChildProcess | undefined)[]): Promise<void> {
  for (const child of children) if (child !== undefined) await end(child);
}

/** A process and all that it started. */
export function familyOf(pid: number): readonly number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name): [number, number][] => {
        const parent = parentOf(Number(name));
        return parent === undefined ? [] : [[Number(name), parent]];
      }),
  );
  const found = [pid];
  for (let at = 0; at < found.length; at += 1) {
    for (const [child, parent] of parents) if (parent === found[at]) found.push(child);
  }
  return found;
}

/** Whether it still runs; one that has ended and was not yet looked after does not. */
export function isAlive(pid: number): boolean {
  return parentOf(pid) !== undefined;
}

function parentOf(pid: number): number | undefined {
  try {
    const [state, parent] = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '').split(' ');
    return state === 'Z' ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}
