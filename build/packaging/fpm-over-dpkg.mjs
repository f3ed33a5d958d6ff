#!/usr/bin/env node
// Stands in for fpm, the packer that electron-builder calls for a deb and fetches from GitHub: where that cannot be reached
// but dpkg-deb is there. Takes those of fpm's options that electron-builder gives, and refuses others. Runs on Node 20.

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const list = { type: 'string', multiple: true, default: [] };
const { values: given, positionals: mappings } = parseArgs({
  allowPositionals: true,
  options: {
    source: { ...text, short: 's' },
    target: { ...text, short: 't' },
    depends: { ...list, short: 'd' },
    'deb-recommends': list,
    force: { type: 'boolean' },
    ...Object.fromEntries(
      ['name', 'version', 'architecture', 'maintainer', 'vendor', 'url'].map((name) => [name, text]),
    ),
    ...Object.fromEntries(['description', 'license', 'category', 'package'].map((name) => [name, text])),
    ...Object.fromEntries(
      ['after-install', 'after-remove', 'deb-priority', 'deb-compression'].map((one) => [one, text]),
    ),
  },
});
if (given.source !== 'dir' || given.target !== 'deb') throw new Error('only folders can be packed here, into a deb');

const stage = mkdtempSync(join(tmpdir(), 'nim-glance-deb-'));
// It becomes the root of the file system in the package.
chmodSync(stage, 0o755);
try {
  for (const mapping of mappings) copy(mapping);
  mkdirSync(join(stage, 'DEBIAN'));
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ])
    writeFileSync(join(stage, 'DEBIAN', name), readFileSync(given[option]), { mode: 0o755 });
  writeFileSync(join(stage, 'DEBIAN/control'), control());
  // Quick rather than small, whatever was asked for: xz takes minutes here, and it is to be tried, not given away.
  const args = ['--root-owner-group', '-Zgzip', '-z1', '--build', stage, given.package];
  const { status, error } = spawnSync('dpkg-deb', args, { stdio: 'inherit' });
  if (status !== 0) throw error ?? new Error(`dpkg-deb ended with ${status}`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

/** `FROM=TO`; `FROM/=TO` is what a folder holds. */
function copy(mapping) {
  const at = mapping.lastIndexOf('=');
  const to = join(stage, mapping.slice(at + 1));
  mkdirSync(dirname(to), { recursive: true });
  cpSync(mapping.slice(0, at), to, { recursive: true, verbatimSymlinks: true });
}

/** Source: Debian Policy, chapter 5. */
function control() {
  const lines = {
    Package: given.name,
    Version: given.version,
    Architecture: given.architecture,
    Maintainer: given.maintainer,
    'Installed-Size': Math.ceil(sizeOf(stage) / 1024),
    Depends: given.depends.join(', '),
    Recommends: given['deb-recommends'].join(', '),
    Section: given.category ?? 'utils',
    Priority: given['deb-priority'],
    Homepage: given.url,
    Description: given.description.replace(/\n\s*/g, '\n '),
  };
  return `${Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`;
}

function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
