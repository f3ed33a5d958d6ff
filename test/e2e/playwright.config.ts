import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import type { Options } from './glance.ts';

const resultsFile = process.env['NIM_GLANCE_E2E_RESULTS'];
const electronFolder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';

/** `build/test-e2e.mjs` makes the session that this needs: a display, and a keyring on a D-Bus of its own. */
export default defineConfig<Options>({
  testDir: '.',
  outputDir: join(import.meta.dirname, '../../dist/e2e'),
  fullyParallel: true,
  // Two, as this machine may have two cores; one for each kind of glance.
  workers: 2,
  // A step that has to be tried again is a fault of the product or of its test.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [
    ['list', { printSteps: false }],
    ...(resultsFile === undefined ? [] : [['json', { outputFile: resultsFile }] as ['json', { outputFile: string }]]),
  ],
  projects: [
    { name: 'chromium', testIgnore: '*.electron.spec.ts', workers: 1, use: { host: 'browser' } },
    // One after the other: they share a display, and a window that loses the focus hides.
    ...(electronFolder === ''
      ? []
      : [{ name: 'electron', testIgnore: '*.browser.spec.ts', workers: 1, use: { host: 'electron' as const } }]),
  ],
});
