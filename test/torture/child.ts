import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

/** The program's entry, which Node runs from source. */
export const MAIN = join(import.meta.dirname, '../../main/hosts/headless/main.ts');

const YOUNG_MS = 5_000;

export interface ChildOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Its standard error is appended here, and its output where nobody reads it. */
  readonly log: string;
}

/** `nim-glance ARGS` as a process. */
export class Child {
  /** The first line it says; rejects when it ends before that. */
  readonly firstLine: Promise<string>;
  /** Resolves with how it ended. */
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;
  private readonly startedAt = performance.now();
  private wasTold = false;

  constructor({ args, env, log }: ChildOptions) {
    const stderr = openSync(log, 'a');
    const stdio = ['ignore', 'pipe', stderr] as const;
    this.child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env }, stdio: [...stdio] });
    closeSync(stderr);
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
    });
    this.firstLine = this.readLine();
    // Who does not ask for it need not know that it never came.
    this.firstLine.catch(() => undefined);
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** True as long as it may not yet listen to SIGTERM, which then ends it as it would any process. */
  get isYoung(): boolean {
    return performance.now() - this.startedAt < YOUNG_MS;
  }

  /** True when it ended though nobody had told it to. */
  get endedByItself(): boolean {
    return !this.isRunning && !this.wasTold;
  }

  /** Tells it to end and waits until it has. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<string> {
    if (this.isRunning) this.wasTold = true;
    this.child.kill(signal);
    return this.ended;
  }

  private readLine(): Promise<string> {
    return new Promise((resolve, reject) => {
      let text = '';
      this.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        if (text.includes('\n')) return;
        text += chunk;
        const end = text.indexOf('\n');
        if (end >= 0) resolve(text.slice(0, end));
      });
      this.child.once('close', () => reject(new Error('It ended before it said a line.')));
    });
  }
}
