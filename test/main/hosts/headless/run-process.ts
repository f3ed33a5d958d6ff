import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../../../main/hosts/headless/main.ts');

/** The program as a process of its own, as a user runs it. */
export class RunningProgram {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  out = '';
  err = '';

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.err += text));
    this.ended = new Promise((resolve) => {
      this.child.on('close', resolve);
    });
  }

  get lines(): readonly string[] {
    return this.out.split('\n').filter((line) => line !== '');
  }

  get lastLine(): string {
    return this.lines[this.lines.length - 1] ?? '';
  }

  /** Resolves with the URL that `simulate` or `sink --json` says first. */
  async url(): Promise<string> {
    await this.until(() => this.lines.length > 0);
    return (JSON.parse(this.lines[0] ?? '{}') as { url: string }).url;
  }

  /** Waits at most 20 s. */
  async until(condition: () => boolean): Promise<void> {
    for (let tries = 0; tries < 1_000; tries += 1) {
      if (condition()) return;
      if (this.child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`waited in vain; stdout: ${this.out} stderr: ${this.err}`);
  }
}
