// The program as it is given away, from its folder. Needs what build/test-package.mjs lays down.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { SaveDestination } from '../../preload/contract/destination.ts';
import { end, eventually, startProgram, type Program } from '../electron/programs.ts';
import { readArchive } from './archive.ts';
import { processesOf, startPackaged, type PackagedApp } from './packaged-app.ts';

const folder = process.env['NIM_GLANCE_PACKAGE'] ?? '';
const reason = process.env['NIM_GLANCE_NO_PACKAGE'];
const skip = folder === '' ? (reason ?? 'needs `npm run test:package`') : false;
const resources = join(folder, 'resources');
const archive = join(resources, 'app.asar');
const token = `dt0c01.${'P'.repeat(24)}.${'K'.repeat(64)}`;

let scratch = '';
let simulator: Program;
let sink: Program;
let app: PackagedApp;
/** What is to be undone, the last first. */
const undo: (() => unknown)[] = [];

before(async () => {
  if (folder === '') return;
  scratch = mkdtempSync(join(tmpdir(), 'nim-glance-package-'));
  undo.push(() => rmSync(scratch, { recursive: true }));
  [simulator, sink] = await Promise.all([startProgram('simulate'), startProgram('sink', '--json')]);
  undo.push(() => Promise.all([simulator.stop(), sink.stop()]));
  plant(join(scratch, 'required.js'), join(scratch, 'required'));
  // A folder beside the archive would win over it, were it not for the fuse.
  mkdirSync(join(resources, 'app'));
  undo.push(() => rmSync(join(resources, 'app'), { recursive: true }));
  plant(join(resources, 'app', 'index.js'), join(scratch, 'beside'));
  app = await startPackaged(folder, ['--inspect=0', simulator.url, '--forward', sink.url, '--interval', '1s'], {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require ${join(scratch, 'required.js')}`,
  });
  undo.push(() => app.close());
});

after(async () => {
  for (const one of undo.reverse()) await one();
});

/** A script that leaves a mark when it is run. */
function plant(script: string, mark: string): void {
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');`);
}

test('the fuses in the binary are as wanted', { skip }, () => {
  // Off, on, and gone, in the order of the wire. Electron before 45 has fewer of the nine.
  const wanted = '010011001';
  const wire = fuseWire(readFileSync(join(folder, 'nim-glance')));
  assert.ok(wire.length >= 7, `only ${wire.length} fuses`);
  assert.equal(wire, wanted.slice(0, wire.length));
});

/** What stands behind the mark in the binary: a version, how many there are, a character each. Source: @electron/fuses, README. */
function fuseWire(binary: Buffer): string {
  const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const at = binary.indexOf(mark) + mark.length;
  assert.ok(at >= mark.length, 'the binary has no fuses');
  assert.equal(binary[at], 1, 'fuses of an unknown version');
  return binary.toString('latin1', at + 2, at + 2 + (binary[at + 1] ?? 0));
}

test('the archive holds bundles and one module, and no sources', { skip }, () => {
  const files = readArchive(archive);
  const names = files.map(({ path }) => path);
  for (const name of [
    '/electron/main.cjs',
    '/electron/secrets-child.cjs',
    '/electron/bridge.cjs',
    '/renderer/index.html',
  ])
    assert.ok(names.includes(name), `${name} is missing`);
  const sources = names.filter((name) => /\.(ts|tsx|map|cc|h)$|\/test\//.test(name));
  assert.deepEqual(sources, []);
  const modules = new Set(names.flatMap((name) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []));
  assert.deepEqual([...modules], ['keytar']);
  const manifest = files.find(({ path }) => path === '/package.json')?.bytes?.toString() ?? '{}';
  const { dependencies = {} } = JSON.parse(manifest) as { dependencies?: Readonly<Record<string, string>> };
  assert.deepEqual(Object.keys(dependencies), ['keytar']);
});

test('the binary of the keychain lies outside of the archive, once, and fits the processor', { skip }, () => {
  const binaries = readArchive(archive).filter(({ path }) => path.endsWith('.node'));
  const path = '/node_modules/keytar/build/Release/keytar.node';
  assert.deepEqual(binaries, [{ path, unpacked: true, bytes: undefined }]);
  const machine = readFileSync(join(resources, 'app.asar.unpacked', path)).readUInt16LE(18); // e_machine of an ELF file.
  assert.equal(machine, { x64: 62, arm64: 183 }[process.arch as 'x64' | 'arm64']);
});

test('licences lie beside the archive, of each package that is in it', { skip }, () => {
  const text = readFileSync(join(resources, 'THIRD-PARTY-LICENCES.txt'), 'utf8');
  for (const name of ['@opentelemetry/api', 'preact', 'chart.js', '@fontsource-variable/inter', '@github/keytar'])
    assert.match(text, new RegExp(`^${name} \\d`, 'm'));
  assert.match(readFileSync(join(resources, 'LICENSE'), 'utf8'), /Apache License/);
});

test('it serves its page, which shows the box', { skip }, async () => {
  await eventually('a box is there', async () => (await boxes()).length === 1);
  await eventually('the page shows its name', async () => {
    const [box] = await boxes();
    return (await shown()).includes(box ?? '?');
  });
});

async function boxes(): Promise<readonly string[]> {
  const names = 'nimGlance.snapshot().then(({ boxes }) => boxes.map(({ name }) => name))';
  return (await app.evaluate(names)) as readonly string[];
}

async function shown(): Promise<string> {
  return String(await app.evaluate('document.body.textContent'));
}

test('neither environment nor arguments nor a folder beside the archive make it run something else', { skip }, () => {
  for (const mark of ['required', 'beside']) assert.equal(existsSync(join(scratch, mark)), false, mark);
  assert.doesNotMatch(app.output(), /Debugger listening/);
});

test('the keychain is reached from the archive: a token lands in it, and points flow', { skip }, async () => {
  const endpoint = sink.url;
  const destination: SaveDestination = { endpoint, token };
  const answer = await app.evaluate(`nimGlance.saveDestination(${JSON.stringify(destination)})`);
  assert.deepEqual(answer, { ok: true });
  const stored = execFileSync('secret-tool', ['lookup', 'service', 'nim-glance', 'account', endpoint])
    .toString()
    .trim();
  assert.equal(stored, token);
  const delivered = 'nimGlance.snapshot().then(({ boxes }) => boxes[0].forwarding.ledger.delivered)';
  await eventually('points are sent', async () => Number(await app.evaluate(delivered)) > 0);
});

test('told to end, it ends well and leaves no process', { skip }, async () => {
  assert.ok(processesOf(folder).length > 1);
  await end(app.process);
  assert.equal(app.process.exitCode, 0);
  await eventually('no process is left', () => processesOf(folder).length === 0);
  const report = JSON.parse((await sink.stop()).trim().split('\n').at(-1) ?? '') as {
    points: number;
    rejected: number;
  };
  assert.ok(report.points > 0);
  assert.equal(report.rejected, 0);
});
