import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '../../main/hosts/headless/main.ts');

/** A program started for a test. */
export interface Program {
  readonly url: string;
  /** Ends it by SIGTERM; what it printed. */
  stop(): Promise<string>;
}

/** `nim-glance simulate` or `sink` as a process of its own, answering. */
export async function startProgram(command: 'simulate' | 'sink', ...args: readonly string[]): Promise<Program> {
  const port = await freePort();
  const child = spawn(process.execPath, [cli, command, '--port', String(port), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  await eventually(`${command} answers`, async () => (await fetch(`${url}/v1/health/ready`)).status > 0);
  return {
    url,
    stop: async () => {
      await end(child);
      return output;
    },
  };
}

/** Stands before a simulator. */
export interface ListeningProxy {
  readonly url: string;
  /** What the simulator said last, so that a test can tell what the app must show. */
  lastMetrics(): string;
  /** Metrics that come after the simulator's own. */
  append(lines: string): void;
  /** Whether every connection is cut. */
  beGone(gone: boolean): void;
  close(): void;
}

export async function startListeningProxy(target: string): Promise<ListeningProxy> {
  let last = '';
  let appended = '';
  let gone = false;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (gone) return void request.socket.destroy();
    void fetch(target + path)
      .then(async (answer) => {
        const isMetrics = answer.ok && path.endsWith('/metrics');
        const text = (await answer.text()) + (isMetrics ? appended : '');
        if (isMetrics) last = text;
        const date = answer.headers.get('date');
        response.writeHead(answer.status, {
          'content-type': answer.headers.get('content-type') ?? 'text/plain',
          ...(date === null ? {} : { date }),
        });
        response.end(text);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    lastMetrics: () => last,
    append: (lines) => {
      appended = lines;
    },
    beGone: (value) => {
      gone = value;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The value of the first sample of this name, whatever its labels. */
export function sampleValue(text: string, name: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${name}{`) || one.startsWith(`${name} `));
  return Number(line?.slice(line.lastIndexOf(' ') + 1) ?? NaN);
}

/** Asks until it is so; an error counts as not yet. */
export async function eventually(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  withinMs = 20_000,
): Promise<void> {
  const untilMs = Date.now() + withinMs;
  let lastError: unknown;
  while (Date.now() < untilMs) {
    try {
      if (await isSo()) return;
    } catch (error) {
      lastError = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Not within ${withinMs} ms: ${what}`, { cause: lastError });
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await closed;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createTcpServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
