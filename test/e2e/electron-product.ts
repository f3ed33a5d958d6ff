import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { MonitorApi } from '../../preload/contract/api.ts';
import { watchPage, type PageWatch } from './page-watch.ts';
import { configurationFile, environmentOf, type Product, type Start } from './product.ts';

const root = join(import.meta.dirname, '../..');
const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';

/** A shell that does not end by itself then fails the next test of it, not all that follow. */
const LONGEST_END_MS = 15_000;

/** The shell in Electron, with its popover open. */
export async function openInElectron(start: Start, watch: PageWatch): Promise<Product> {
  const app = await _electron.launch({
    executablePath: join(folder, 'electron'),
    args: ['--no-sandbox', '--disable-gpu', root, ...whatToWatch(start)],
    env: environmentOf(start),
  });
  const page = await app.firstWindow();
  await watchPage(page, watch);
  // Watched from its first moment.
  await page.reload();
  // As a second start of the program does it.
  await app.evaluate(({ app: shell }) => shell.emit('second-instance', {}, []));
  const main = app.process();
  return {
    page,
    headless: null,
    electron: app,
    snapshotBytes: () => page.evaluate(sizeOfSnapshot),
    sleep: () => void main.kill('SIGSTOP'),
    wake: () => void main.kill('SIGCONT'),
    stop: async () => {
      main.kill('SIGCONT');
      const force = setTimeout(() => main.kill('SIGKILL'), LONGEST_END_MS);
      await app.close();
      clearTimeout(force);
    },
  };
}

/** The shell finds the file by itself. */
function whatToWatch(start: Start): readonly string[] {
  const { configuration, target, intervalMs, forward } = start;
  if (configuration !== undefined) {
    configurationFile(start);
    return [];
  }
  return [target, '--interval', `${intervalMs / 1000}s`, ...(forward === undefined ? [] : ['--forward', forward])];
}

async function sizeOfSnapshot(): Promise<number> {
  const { nimGlance } = window as unknown as { readonly nimGlance: MonitorApi };
  return JSON.stringify(await nimGlance.snapshot(undefined)).length;
}
