// What `npm pack` runs first: the program without Electron, bundled, so that it installs with nothing but keytar, and
// without that where it cannot be had. What npm prints is for its caller: nothing of this goes to stdout.

import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './desktop.mjs';
import { withNode24 } from './run.mjs';
import { root } from './set-up.mjs';

const folder = join(root, 'dist/headless');

await withNode24(async (node) => {
  // The screen in a browser and the descriptions for the sink come with the bundles for Electron.
  if (!(await bundle(node))) return 1;
  // Loaded now: before the set-up the packages that they use may be missing.
  const { bundleNode } = await import('./bundle-node.mjs');
  const { thirdPartyLicences } = await import('./packaging/licences.mjs');
  rmSync(folder, { recursive: true, force: true });
  const entry = (name) => join(root, 'main/hosts/headless', `${name}.ts`);
  const options = { target: 'node20', folder: 'headless', format: 'es' };
  // Two bundles: what they share is little, and a file per program is easy to look into.
  await bundleNode({ ...options, input: { main: entry('main') } });
  await bundleNode({ ...options, input: { 'keychain-child': entry('keychain-child') } });
  chmodSync(join(folder, 'main.js'), 0o755);
  const licences = thirdPartyLicences(['headless-main', 'headless-keychain-child', 'page'], ['page', 'protos']);
  writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), licences);
  return 0;
});
