// Hands this terminal to another program and ends as it does.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { forwardSignals, root, setUp } from './set-up.mjs';
import { say } from './say.mjs';

/** Runs a program in the caller's folder with this process's stdin, stdout and stderr; resolves to its exit code (128 + n for signal n). */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const stop = forwardSignals(child);
    child.on('error', (error) => {
      stop();
      say(`Cannot run ${command}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => {
      stop();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Path of the headless host's entry, which Node 24 runs from source. */
export const headless = `${root}/main/hosts/headless/main.ts`;

/** Sets up, then runs `main` with the path of Node 24 and ends with the exit code it gives; a failure becomes one line. */
export async function withNode24(main) {
  try {
    process.exitCode = await main(await setUp());
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
