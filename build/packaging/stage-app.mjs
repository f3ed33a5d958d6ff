// Lays down in dist/app what goes into the archive of the program: bundles, icons, keychain module, licences.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../set-up.mjs';
import { thirdPartyLicences } from './licences.mjs';

const dist = join(root, 'dist');
const app = join(dist, 'app');

/** The bundles must be there. `homepage` goes into the packages of Linux. */
export function stageApp({ homepage }) {
  rmSync(app, { recursive: true, force: true });
  for (const folder of ['electron', 'renderer', 'icons', 'protos'])
    cpSync(join(dist, folder), join(app, folder), { recursive: true });
  cpSync(join(root, 'LICENSE'), join(app, 'LICENSE'));
  const reports = ['electron-main', 'electron-secrets-child', 'electron-bridge', 'page'];
  const licences = thirdPartyLicences(reports, ['page', 'protos', 'keychain']);
  writeFileSync(join(app, 'THIRD-PARTY-LICENCES.txt'), licences);
  writeManifest(homepage);
  stageKeytar();
}

function writeManifest(homepage) {
  const { name, version, description, license, author, optionalDependencies } = readManifest(root);
  const manifest = {
    ...{ name, version, description, license, author, homepage },
    productName: 'NIM Glance',
    desktopName: `${name}.desktop`,
    main: 'electron/main.cjs',
    dependencies: optionalDependencies,
  };
  writeFileSync(join(app, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Without its sources and binaries: hooks.mjs adds the one binary that fits. It needs no package of its own at run time. */
function stageKeytar() {
  const from = join(root, 'node_modules/keytar');
  const to = join(app, 'node_modules/keytar');
  mkdirSync(to, { recursive: true });
  cpSync(join(from, 'lib'), join(to, 'lib'), { recursive: true });
  cpSync(join(from, 'LICENSE.md'), join(to, 'LICENSE.md'));
  const { name, version, license, main } = readManifest(from);
  writeFileSync(join(to, 'package.json'), `${JSON.stringify({ name, version, license, main }, null, 2)}\n`);
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
