// `npm run test:electron`: the real Electron on a real panel, with a real keyring, on a display nobody sees.
// The last line is `N passed, N failed, N skipped`, or begins with `skipped:` where no Electron can be had.
// Linux only: panel, D-Bus and Secret Service are Linux's.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { conclude, runCounted } from './counted-tests.mjs';
import { bundle, findElectron, installPackages, mayHaveElectron } from './desktop.mjs';
import { ownNetwork } from './own-network.mjs';
import { withNode24 } from './run.mjs';
import { say } from './say.mjs';
import { root } from './set-up.mjs';

const limitMs = 240_000;

await withNode24(async (node) => {
  if (process.platform !== 'linux') return skip('no Electron test on this system, it needs Linux');
  if (!mayHaveElectron()) return skip('no Electron');
  // First the packages: the installer of Electron 22 needs some of them itself.
  const missing = await installPackages();
  if (missing !== '') return skip(`packages are missing; run: ${missing}`);
  const electron = findElectron();
  if (electron === null) return skip('no Electron');
  if (!(await bundle(node))) return conclude({ passed: 0, failed: 1, skipped: [] });
  say('Running the tests in a D-Bus session with Xvfb, xfce4-panel and gnome-keyring.');
  mkdirSync(join(root, 'dist/screenshots'), { recursive: true });
  const network = ownNetwork();
  const environment = { ELECTRON_OVERRIDE_DIST_PATH: electron, ...network.environment };
  return conclude(await runCounted(node, { folder: 'test/electron', limitMs, environment, around: network.words }));
});

function skip(reason) {
  return conclude({ passed: 0, failed: 0, skipped: [reason] });
}
