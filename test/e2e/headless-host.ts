import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { configurationFile, environmentOf, type Start } from './product.ts';

const cli = join(import.meta.dirname, '../../main/hosts/headless/main.ts');

/** `nim-glance run --open`, as a process. */
export interface HeadlessHost {
  /** Addresses that it printed, the newest last; each lets one browser in. */
  readonly addresses: readonly string[];
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts it; resolves once it printed its first address. */
export async function startHeadless(start: Start): Promise<HeadlessHost> {
  // By itself too, should nobody be left to end it.
  const args = ['run', ...whatToWatch(start), '--state-dir', join(start.home, 'state'), '--open', '--for', '5m'];
  // No display: it would open a browser there.
  const env = { ...environmentOf(start), DISPLAY: '', WAYLAND_DISPLAY: '' };
  const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const addresses: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      addresses.push(...chunk.toString().trim().split('\n'));
      resolve();
    });
    child.once('close', (code) => {
      reject(new Error(`nim-glance run ended with ${code}: ${errors}`));
    });
  });
  return { addresses, child, stop: () => end(child) };
}

function whatToWatch(start: Start): readonly string[] {
  const { configuration, target, intervalMs, forward } = start;
  if (configuration !== undefined) return ['--config', configurationFile(start)];
  return [target, '--interval', `${intervalMs}ms`, ...(forward === undefined ? [] : ['--forward', forward])];
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  await closed;
}
