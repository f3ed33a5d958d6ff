// What electron-builder.yml promises, and that each file it names is there. The packages themselves: test/package.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readPlist } from '../fakes/read-plist.ts';

const root = join(import.meta.dirname, '../..');

interface Target {
  readonly target: string;
  readonly arch: string | readonly string[];
}

interface Configuration {
  readonly linux: { readonly target: readonly Target[] };
  readonly win: { readonly target: readonly Target[] };
  readonly toolsets: { readonly appimage: string };
  readonly deb: { readonly depends: readonly string[] };
  readonly mac: {
    readonly target: readonly Target[];
    readonly hardenedRuntime: boolean;
    readonly entitlements: string;
    readonly entitlementsInherit: string;
  };
}

/** Scripts have no types. */
function load<Exports>(name: string): Promise<Exports> {
  return import(`../../build/packaging/${name}.mjs`) as Promise<Exports>;
}

const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
const configuration = parse(text) as Configuration;

test('installers of three systems, for each processor', () => {
  const { linux, mac, win } = configuration;
  const wanted = [linux, mac, win].map((system) =>
    system.target.map(({ target, arch }) => `${target} ${[arch].flat().join(' ')}`),
  );
  assert.deepEqual(wanted, [
    ['AppImage x64 arm64', 'deb x64 arm64'],
    ['dmg universal', 'zip universal'],
    ['nsis x64 arm64'],
  ]);
  assert.ok(configuration.deb.depends.includes('libsecret-1-0'));
});

test('an AppImage is started with its sandbox', () => {
  // electron-builder's default tools write --no-sandbox into its desktop entry.
  assert.match(configuration.toolsets.appimage, /^[1-9]/);
});

test('a certificate that is empty is none', async () => {
  const { withoutEmpty } = await load<{
    withoutEmpty: (environment: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  }>('without-empty');
  assert.deepEqual(withoutEmpty({ CSC_LINK: '', PATH: '/bin' }), { PATH: '/bin' });
});

test('the hardened runtime allows V8 its machine code, and nothing else', (context) => {
  assert.equal(configuration.mac.hardenedRuntime, true);
  for (const file of [configuration.mac.entitlements, configuration.mac.entitlementsInherit]) {
    const read = readPlist(readFileSync(join(root, file), 'utf8'));
    if (read === undefined) {
      context.skip('no Python');
      return;
    }
    assert.deepEqual(read, { 'com.apple.security.cs.allow-jit': true });
  }
});

test('each file of ours that it names is there', () => {
  const named = [...text.matchAll(/(?:\.\/)?(build\/packaging\/[\w.-]+)/g)].map(([, path = '']) => path);
  assert.ok(named.length >= 4);
  assert.deepEqual(
    named.filter((path) => !existsSync(join(root, path))),
    [],
  );
});

test('all nine fuses are set, the dangerous ones off', () => {
  const fuses = parse(readFileSync(join(root, 'build/packaging/fuses.yml'), 'utf8')) as Readonly<
    Record<string, boolean>
  >;
  assert.equal(Object.keys(fuses).length, 9);
  const on = Object.keys(fuses).filter((name) => fuses[name]);
  assert.deepEqual(on, [
    ...['EnableCookieEncryption', 'EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar', 'WasmTrapHandlers'],
  ]);
});

test('electron-builder gets a metadata place only where the clone came from GitHub', async () => {
  const { repositoryOf } = await load<{
    repositoryOf: (folder: string, environment: Readonly<Record<string, string>>) => string | undefined;
  }>('repository');
  const empty = mkdtempSync(join(tmpdir(), 'nim-glance-no-clone-'));
  assert.equal(repositoryOf(empty, {}), undefined);
  rmSync(empty, { recursive: true });
  assert.equal(repositoryOf(root, { GITHUB_REPOSITORY: 'us/nim-glance' }), 'us/nim-glance');
});

test('the icon of macOS and Windows holds each size as a PNG of that size', async () => {
  const { drawAppIcons } = await load<{ drawAppIcons: (to: string) => void }>('app-icons');
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-icons-'));
  try {
    drawAppIcons(folder);
    assert.deepEqual(pngWidthsIn(readFileSync(join(folder, 'icon.icns'))), [32, 64, 128, 256, 256, 512, 512, 1024]);
    assert.deepEqual(pngWidthsIn(readFileSync(join(folder, 'icon.ico'))), [16, 24, 32, 48, 64, 128, 256]);
    const icns = readFileSync(join(folder, 'icon.icns'));
    assert.deepEqual([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)], ['icns', icns.length]);
    for (const name of readdirSync(join(folder, 'linux'))) {
      const width = pngWidthsIn(readFileSync(join(folder, 'linux', name)))[0] ?? 0;
      assert.equal(name, `${width}x${width}.png`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** The widths of all PNGs in a file, in their order. Source: PNG specification, "IHDR". */
function pngWidthsIn(bytes: Buffer): readonly number[] {
  const widths: number[] = [];
  for (let at = bytes.indexOf('\x89PNG', 0, 'latin1'); at >= 0; at = bytes.indexOf('\x89PNG', at + 1, 'latin1'))
    widths.push(bytes.readUInt32BE(at + 16));
  return widths;
}
