// Builds everything Electron loads into dist/: main, the keychain child, the preload script, the page, icons, protos.
// Runs on Node 24, from any folder.

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { bundleNode, keepLicenceReport, licenceReport } from './bundle-node.mjs';
import { drawIcons } from './icons/draw-icons.mjs';
import { root } from './set-up.mjs';

const dist = join(root, 'dist');

// Electron 22 requires CommonJS, while package.json says that .js is not: hence .cjs everywhere.
const electron = { folder: 'electron', format: 'cjs' };

for (const folder of ['electron', 'renderer', 'icons', 'protos'])
  rmSync(join(dist, folder), { recursive: true, force: true });
await bundleNode({ ...electron, input: { main: join(root, 'main/hosts/electron/main.ts') }, target: 'node16' });
const child = { 'secrets-child': join(root, 'main/hosts/electron/secrets-child.ts') };
await bundleNode({ ...electron, input: child, target: 'node16' });
// A build of its own: a sandboxed preload script cannot require a chunk it would share.
await bundleNode({ ...electron, input: { bridge: join(root, 'preload/bridge.ts') }, target: 'chrome108' });
await buildPage();
keepLicenceReport('renderer', 'page');
drawIcons(join(dist, 'icons'));
cpSync(join(root, 'node_modules/opentelemetry-protos/opentelemetry'), join(dist, 'protos/opentelemetry'), {
  recursive: true,
});

function buildPage() {
  return build({
    root: join(root, 'renderer'),
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    base: './',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      target: 'chrome108',
      cssTarget: 'chrome108',
      outDir: join(dist, 'renderer'),
      emptyOutDir: true,
      // A font turned into a data: URL would be refused by the page's own policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      license: { fileName: licenceReport },
    },
  });
}
