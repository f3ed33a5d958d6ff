// What a laptop has of a monitor elsewhere, and the monitor as a process of its own, for the tests beside.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readAttachPoint, type AttachPoint } from '../../main/app/attach/attach-file.ts';
import { pairWith } from '../../main/app/attach/pair-with.ts';
import { RemoteMonitor, type RemoteOptions } from '../../main/app/attach/remote-monitor.ts';
import { systemClock } from '../../main/app/system-clock.ts';
import type { Clock } from '../../main/core/model/clock.ts';
import type { Snapshot } from '../../preload/contract/view.ts';
import { RunningProgram } from '../main/hosts/headless/run-process.ts';

/** Whoever waits for minutes waits for seconds. */
const hastyClock: Clock = { ...systemClock, after: (delayMs, run) => systemClock.after(delayMs / 20, run) };

/** A machine's folder, which ends with the test. */
export function stateOf(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-machine-'));
  context.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** `nim-glance run` over that folder; resolves once it tells where it is to be found. */
export async function startMonitor(
  context: TestContext,
  folder: string,
  args: readonly string[] = ['http://127.0.0.1:9'],
): Promise<{ program: RunningProgram; point: AttachPoint }> {
  const before = readAttachPoint(folder)?.key;
  const program = new RunningProgram(['run', ...args, '--state-dir', folder]);
  context.after(() => program.child.kill('SIGKILL'));
  await program.until(() => (readAttachPoint(folder)?.key ?? before) !== before);
  const point = readAttachPoint(folder);
  if (point === undefined) throw new Error('it is gone again');
  return { program, point };
}

/** `nim-glance pair …` over that folder, as the user of that machine has it. */
export async function pairCommand(folder: string, ...words: readonly string[]): Promise<RunningProgram> {
  const program = new RunningProgram(['pair', ...words, '--state-dir', folder]);
  await program.ended;
  return program;
}

/** The key of a laptop of that name. */
export async function pairLaptop(folder: string, url: string, name: string): Promise<string> {
  const { out } = await pairCommand(folder);
  const pairing = await pairWith({ url, shownAs: url }, out.split('\n')[0] ?? '', name);
  if (!pairing.ok) throw new Error(pairing.reason);
  return pairing.key;
}

export interface Laptop {
  readonly remote: RemoteMonitor;
  /** Waits for a snapshot. */
  readonly until: (fits: (snapshot: Snapshot) => boolean) => Promise<Snapshot>;
}

/** A laptop that shows what runs there. */
export function laptop(context: TestContext, place: RemoteOptions['place'], clock = hastyClock): Laptop {
  const remote = new RemoteMonitor({ place, name: 'there', sameComputer: false, clock });
  context.after(() => remote.stop());
  remote.start();
  return {
    remote,
    until: async (fits) => {
      for (;;) {
        const newest = await remote.api.snapshot(undefined);
        if (fits(newest)) return newest;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

export const isHere = ({ attached }: Snapshot): boolean => attached?.away === false;
export const isAway = ({ attached }: Snapshot): boolean => attached?.away === true;
export const isForgotten = ({ attached }: Snapshot): boolean => attached?.forgotten === true;
