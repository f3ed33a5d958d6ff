// What electron-builder calls before and after it lays the program down, for each system and processor.

import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../set-up.mjs';
import { setFuses } from './set-fuses.mjs';

const keytar = join(root, 'dist/app/node_modules/keytar/build/Release');
const prebuilds = join(root, 'node_modules/keytar/prebuilds');

/** electron-builder's numbers for processors. */
const processors = { 0: 'ia32', 1: 'x64', 3: 'arm64' };

/** Only the keychain's binary of this system and processor goes along, at the one place where keytar looks first. */
export function beforePack({ electronPlatformName, arch }) {
  mkdirSync(keytar, { recursive: true });
  const binary = join(prebuilds, `${electronPlatformName}-${processors[arch]}`, 'keytar.node');
  cpSync(binary, join(keytar, 'keytar.node'));
}

/** Before the program is signed: the signature covers the fuses. */
export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  const name = { darwin: `${productFilename}.app`, win32: `${productFilename}.exe`, linux: packager.executableName };
  await setFuses(join(appOutDir, name[electronPlatformName]), {
    // An unsigned program does not start on Apple's processors once it was changed, unless it is signed anew by nobody.
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
  });
}
