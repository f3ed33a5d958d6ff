// Bundles for Node: what Electron loads, and the headless program of the npm package.

import { mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { root } from './set-up.mjs';

const dist = join(root, 'dist');

// Electron brings itself; keytar is native; the two others are optional speed-ups of `ws` that nobody installs.
const external = ['electron', 'keytar', 'bufferutil', 'utf-8-validate'];

/** What was bundled of other people's packages: a JSON array of `name`, `version`, `identifier` and `text`, for `build` of Vite. */
export const licenceReport = 'licences.json';

/**
 * Writes one file per entry of `input` into `dist/<folder>`, and what they share. `format` is Rolldown's; the files end in
 * `.cjs`, or in `.js` for ES modules.
 */
export async function bundleNode({ input, target, folder, format }) {
  const ending = format === 'cjs' ? 'cjs' : 'js';
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external, target: 'node' },
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    build: {
      ssr: true,
      target,
      outDir: join(dist, folder),
      emptyOutDir: false,
      minify: false,
      license: { fileName: licenceReport },
      rolldownOptions: {
        input,
        external: [...external],
        output: {
          format,
          entryFileNames: `[name].${ending}`,
          chunkFileNames: `[name]-[hash].${ending}`,
          // Electron 22's import() does not look for packages inside of an archive; its require() does.
          dynamicImportInCjs: false,
        },
      },
    },
  });
  keepLicenceReport(folder, [basename(folder), ...Object.keys(input)].join('-'));
}

/** Moves the report of a build in `dist/<folder>` to `dist/licences/<name>.json`, out of what is served or loaded. */
export function keepLicenceReport(folder, name) {
  mkdirSync(join(dist, 'licences'), { recursive: true });
  renameSync(join(dist, folder, licenceReport), join(dist, 'licences', `${name}.json`));
}
