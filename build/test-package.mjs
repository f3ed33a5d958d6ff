// `npm run test:package`: what is given away is laid down, installed and started: the program's folder with its fuses, from
// the Electron of the tests, and the npm package. The last line is `N passed, N failed, N skipped`.

import { join } from 'node:path';
import { conclude, runCounted } from './counted-tests.mjs';
import { bundle, findElectron, installPackages, mayHaveElectron } from './desktop.mjs';
import { withNode24 } from './run.mjs';

const limitMs = 240_000;

await withNode24(async (node) => {
  const electron = await electronForTests();
  if (!(await bundle(node))) return conclude({ passed: 0, failed: 1, skipped: [] });
  const environment = { NIM_GLANCE_NO_PACKAGE: electron.reason };
  if (electron.folder !== undefined) {
    const { buildAll, packages } = await import('./packaging/build-all.mjs');
    process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.folder;
    const [{ why }] = await buildAll(node, { folderOnly: true });
    if (why !== '') return conclude({ passed: 0, failed: 1, skipped: [] });
    environment.NIM_GLANCE_PACKAGE = join(packages, 'linux-unpacked');
  }
  const session = electron.folder !== undefined;
  return conclude(await runCounted(node, { folder: 'test/package', limitMs, environment, session }));
});

/** The folder with an Electron that can be started here, or the reason why there is none. */
async function electronForTests() {
  if (process.platform !== 'linux') return { reason: 'the packaged program is started on Linux alone' };
  if (!mayHaveElectron()) return { reason: 'no Electron' };
  const missing = await installPackages();
  if (missing !== '') return { reason: `packages are missing; run: ${missing}` };
  const folder = findElectron();
  return folder === null ? { reason: 'no Electron' } : { folder, reason: '' };
}
