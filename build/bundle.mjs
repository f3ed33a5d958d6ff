// Builds everything Electron loads into dist/: main, the keychain child, the preload script, the page, icons, protos.
// Runs on Node 24, from any folder.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { build } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

// Electron brings itself; keytar is native; the two others are optional speed-ups of `ws` that nobody installs.
const external = ['electron', 'keytar', 'bufferutil', 'utf-8-validate'];

const iconSizes = [16, 22, 24, 32];
/** Ink and accents by the ground the icon lies on; `template` is macOS's one colour. */
const inks = {
  dark: { ink: '#eef1f6', fine: '#4fd08a', busy: '#f2b54a', down: '#eef1f6' },
  light: { ink: '#12161d', fine: '#118a52', busy: '#a86a00', down: '#12161d' },
  template: { ink: '#000000', fine: '#000000', busy: '#000000', down: '#000000' },
};

for (const folder of ['electron', 'renderer', 'icons', 'protos'])
  rmSync(join(dist, folder), { recursive: true, force: true });
await buildNode({ main: join(root, 'main/hosts/electron/main.ts') }, 'node16');
await buildNode({ 'secrets-child': join(root, 'main/hosts/electron/secrets-child.ts') }, 'node16');
// A build of its own: a sandboxed preload script cannot require a chunk it would share.
await buildNode({ bridge: join(root, 'preload/bridge.ts') }, 'chrome108');
await buildPage();
drawIcons();
cpSync(join(root, 'node_modules/opentelemetry-protos/opentelemetry'), join(dist, 'protos/opentelemetry'), {
  recursive: true,
});

function buildNode(input, target) {
  return build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // Electron 22 requires CommonJS, while package.json says that .js is not: hence .cjs everywhere.
    ssr: { noExternal: true, external, target: 'node' },
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    build: {
      ssr: true,
      target,
      outDir: join(dist, 'electron'),
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input,
        external: [...external],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  });
}

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
    },
  });
}

function drawIcons() {
  const source = join(root, 'build/icons');
  mkdirSync(join(dist, 'icons'), { recursive: true });
  for (const file of readdirSync(source).filter((name) => name.endsWith('.svg'))) {
    const face = basename(file, '.svg');
    const svg = readFileSync(join(source, file), 'utf8');
    for (const [ground, colours] of Object.entries(inks)) drawIcon(svg, face, ground, colours);
  }
}

function drawIcon(svg, face, ground, colours) {
  const painted = svg.replaceAll('currentColor', colours.ink).replaceAll('var(--accent)', colours[face]);
  for (const size of iconSizes) {
    for (const [scale, suffix] of [
      [1, ''],
      [2, '@2x'],
    ]) {
      const png = new Resvg(painted, { fitTo: { mode: 'width', value: size * scale } }).render().asPng();
      writeFileSync(join(dist, 'icons', `${face}-${ground}-${size}${suffix}.png`), png);
    }
  }
}
