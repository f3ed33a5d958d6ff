// `npm run screenshots [-- WORD …]`: pictures of every screen in both themes, into build/screenshots, and icon and popover
// in each state on a desktop (`states`); with words only of the scenes whose names hold one of them. Needs Linux, and
// Debian's Chromium or Playwright's own; the states also what `npm run test:electron` needs, else their sheet stays as it is.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, findElectron, installPackages, mayHaveElectron, runInSession } from './desktop.mjs';
import { ownNetwork } from './own-network.mjs';
import { run, withNode24 } from './run.mjs';
import { say } from './say.mjs';
import { root } from './set-up.mjs';

const words = process.argv.slice(2);
const pictures = join(root, 'dist/screenshots/states');
/** Twice 1280 × 800: sharp on any page. */
const SCREEN = '2560x1600';

await withNode24(async (node) => {
  if (!(await bundle(node))) return 1;
  // Times of day are the same wherever it runs.
  const environment = { NIM_GLANCE_STATE_PICTURES: pictures, TZ: 'Europe/Vienna' };
  const network = ownNetwork();
  const wantsStates = words.length === 0 || words.some((word) => 'states'.includes(word));
  if (wantsStates && !(await photographStates(node, network, environment))) return 1;
  // Where it can, in a network of its own: the ports of the scenes are no free ones, and another run has the same.
  const [program, ...args] = [...network.words, node, join(root, 'test/screenshots/screenshots.ts'), ...words];
  return run(program, args, { env: { ...process.env, ...environment } });
});

/** Whether it went well, or cannot be done here, which is said. */
async function photographStates(node, network, environment) {
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const why = await whyNot(network);
  if (why !== '') {
    say(`The states stay as they are: ${why}.`);
    return true;
  }
  const around = {
    ELECTRON_OVERRIDE_DIST_PATH: findElectron(),
    GDK_SCALE: '2',
    ...network.environment,
    ...environment,
  };
  const test = [node, '--test', join(root, 'test/electron/states.test.ts')];
  const { code } = await runInSession(
    () => test,
    around,
    () => null,
    { around: network.words, screen: SCREEN },
  );
  return code === 0;
}

async function whyNot(network) {
  if (process.platform !== 'linux' || !mayHaveElectron()) return 'there is no Electron for them';
  const missing = await installPackages();
  if (missing !== '') return `packages are missing; run: ${missing}`;
  if (findElectron() === null) return 'there is no Electron for them';
  return network.words.length === 0 ? 'they need a network of their own, which root alone can have' : '';
}
