// A package from an Electron older than the product's own, such as the one that tests can get: to try, not to give away.

import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { bundleNode } from '../bundle-node.mjs';
import { root } from '../set-up.mjs';

const app = join(root, 'dist/app');

/** The version that an Electron's folder names, such as `45.4.1`. */
export function electronVersion(folder) {
  return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
}

/**
 * A copy of the folder without what stands in for an application there. Its `newer-apis.js`, which gives an older Electron
 * what ours has, goes into dist/app and comes first. Who takes the copy removes it.
 */
export async function prepareOlderElectron(folder) {
  const copy = mkdtempSync(join(tmpdir(), 'nim-glance-electron-'));
  const standIn = join('resources', 'app');
  const wanted = (path) => ![standIn, '.stamp'].includes(relative(folder, path));
  cpSync(folder, copy, { recursive: true, filter: wanted });
  const newerApis = join(folder, standIn, 'newer-apis.js');
  if (existsSync(newerApis)) await loadFirst(newerApis);
  return copy;
}

async function loadFirst(newerApis) {
  await bundleNode({ input: { 'newer-apis': newerApis }, target: 'node16', folder: 'app/electron', format: 'cjs' });
  writeFileSync(join(app, 'electron/older.cjs'), "require('./newer-apis.cjs');\nrequire('./main.cjs');\n");
  const manifest = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  writeFileSync(join(app, 'package.json'), `${JSON.stringify({ ...manifest, main: 'electron/older.cjs' }, null, 2)}\n`);
}
