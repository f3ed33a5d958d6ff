// The program without Electron, as `npm pack` gives it: packed, installed into an empty folder, started there.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { end, eventually } from '../electron/programs.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'nim-glance-npm-'));
const installed = join(folder, 'node_modules/nim-glance');
// Node 24 comes first: `npx` takes the one that it finds. No token and no keyring of whoever runs this.
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
  DT_API_TOKEN: undefined,
  // A display would bring a bus along.
  DISPLAY: undefined,
  DBUS_SESSION_BUS_ADDRESS: undefined,
  XDG_RUNTIME_DIR: undefined,
  NODE_TEST_CONTEXT: undefined,
};

let packed: readonly string[] = [];

before(() => {
  const [archive] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], root)) as readonly [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  packed = archive.files.map(({ path }) => path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  // Without a registry the one package that is asked for is left out, after one attempt.
  npm(['install', '--no-audit', '--no-fund', '--fetch-retries=0', join(folder, archive.filename)], folder);
});

after(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What npm prints; its own words go to this test's stderr. */
function npm(args: readonly string[], cwd: string): string {
  const shell = process.platform === 'win32';
  const { status, stdout } = spawnSync('npm', args, {
    ...{ cwd, env: environment, shell, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 120_000 },
  });
  assert.equal(status, 0, `npm ${args.join(' ')}`);
  return stdout;
}

/** Runs the installed program by its name, to its end. */
function nimGlance(...args: readonly string[]) {
  const shell = process.platform === 'win32';
  return spawnSync('npx', ['--no', 'nim-glance', ...args], {
    ...{ cwd: folder, env: environment, shell, encoding: 'utf8', timeout: 60_000 },
  });
}

/** Starts the installed program; `firstLine` is what it says first. */
async function start(...args: readonly string[]) {
  const main = join(installed, 'dist/headless/main.js');
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: environment });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await eventually(`${args[0] ?? ''} says something`, () => output.includes('\n'));
  const lines = (): readonly string[] => output.trim().split('\n');
  return { firstLine: lines()[0] ?? '', stop: () => end(child).then(lines) };
}

function urlIn(line: string): string {
  return (JSON.parse(line) as { url: string }).url;
}

test('it holds bundles, screen, descriptions and licences; neither sources nor what is for Electron', () => {
  for (const path of ['dist/headless/main.js', 'dist/renderer/index.html', 'dist/headless/THIRD-PARTY-LICENCES.txt'])
    assert.ok(packed.includes(path), `${path} is missing`);
  const known = /^(package\.json|README\.md|LICENSE|build\/electron\.cjs|dist\/(headless|renderer|protos)\/.*)$/;
  assert.deepEqual(
    packed.filter((path) => !known.test(path) || /\.tsx?$/.test(path)),
    [],
  );
});

test('only what the keychain needs comes along', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>;
  assert.equal(manifest['dependencies'], undefined);
  assert.deepEqual(Object.keys(manifest['optionalDependencies'] ?? {}), ['keytar']);
  const others = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  assert.deepEqual(
    others.filter((name) => !['nim-glance', 'keytar', 'node-addon-api'].includes(name)),
    [],
  );
});

test('the demo is exact there', () => {
  const { status, stdout, stderr } = nimGlance('demo', '--for', '5s', '--json');
  assert.equal(status, 0, stderr);
  assert.equal((JSON.parse(stdout) as { exact: boolean }).exact, true);
});

test('a simulated NIM is watched, and its points arrive in a sink', async () => {
  const [simulator, sink] = [
    await start('simulate', '--port', '0', '--json'),
    await start('sink', '--port', '0', '--json'),
  ];
  const from = [urlIn(simulator.firstLine), '--forward', urlIn(sink.firstLine), '--interval', '1s', '--for', '4s'];
  const token = `dt0c01.${'P'.repeat(24)}.${'K'.repeat(64)}`;
  const run = spawnSync('npx', ['--no', 'nim-glance', 'run', ...from], {
    ...{
      cwd: folder,
      env: { ...environment, DT_API_TOKEN: token },
      shell: process.platform === 'win32',
      timeout: 60_000,
    },
  });
  assert.equal(run.status, 0, run.stderr.toString());
  const [, lines] = await Promise.all([simulator.stop(), sink.stop()]);
  const report = JSON.parse(lines.at(-1) ?? '') as { points: number; rejected: number };
  assert.ok(report.points > 0);
  assert.equal(report.rejected, 0);
});

test('its screen comes with it', async () => {
  const run = await start('run', '127.0.0.1:9', '--open');
  const page = await fetch(new URL('/', run.firstLine));
  assert.equal(page.status, 200);
  const script = /src="(.*?\.js)"/.exec(await page.text())?.[1] ?? '';
  assert.equal((await fetch(new URL(script, run.firstLine))).status, 200);
  await run.stop();
});

test('it knows its version', () => {
  const state = join(folder, 'state');
  nimGlance('diagnostics', '--state-dir', state, '--output', join(folder, 'report.jsonl'));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  assert.ok(readFileSync(join(folder, 'report.jsonl'), 'utf8').includes(`"${version}"`));
});

test('the keychain is asked by a process of its own, which finds its module', (context) => {
  if (process.platform !== 'linux') return context.skip('another keychain');
  if (!existsSync(join(folder, 'node_modules/keytar'))) return context.skip('no registry of npm to get keytar from');
  const { stdout, stderr } = nimGlance('token', 'status', '--environment', 'abc12345');
  assert.match(stdout + stderr, /this session has no D-Bus/);
});
