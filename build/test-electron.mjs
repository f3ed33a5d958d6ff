// `npm run test:electron`: the real Electron on a real panel, with a real keyring, on a display nobody sees.
// The last line is `N passed, N failed, N skipped`, or begins with `skipped:` where no Electron can be had.
// Linux only: panel, D-Bus and Secret Service are Linux's.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, withNode24 } from './run.mjs';
import { say } from './say.mjs';
import { root } from './set-up.mjs';

const limitMs = 240_000;
const installer = join(root, '../shared/tools/electron-runtime/install');
const cached = join(homedir(), '.cache/nim-glance/electron-22.3.25');

await withNode24(async (node) => {
  if (process.platform !== 'linux') return skip('no Electron test on this system, it needs Linux');
  if (!places().some((place) => existsSync(place))) return skip('no Electron');
  // First the packages: the installer of Electron 22 needs some of them itself.
  const missing = await installPackages();
  if (missing !== '') return skip(`packages are missing; run: ${missing}`);
  const electron = findElectron();
  if (electron === null) return skip('no Electron');
  say('Bundling for Electron.');
  const bundled = await run(node, [join(root, 'build/bundle.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
  if (bundled !== 0) return finish({ passed: 0, failed: 1, skipped: 0 });
  say('Running the tests in a D-Bus session with Xvfb, xfce4-panel and gnome-keyring.');
  return finish(await runSession(node, electron));
});

function skip(reason) {
  console.log(`skipped: ${reason}`);
  return finish({ passed: 0, failed: 0, skipped: 1 });
}

function finish({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

/** Where an Electron, or what installs it, may be; what the environment names counts alone. */
function places() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return given ? [given] : [installer, cached];
}

/** The folder with the executable: named by the environment, installed by the tool beside the clone, or left from before. */
function findElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return existsSync(join(given, 'electron')) ? given : null;
  if (existsSync(installer)) {
    say('Making sure that Electron for the tests is there.');
    const { status, stdout } = spawnSync(installer, { encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
    const folder = stdout.trim().split('\n').at(-1) ?? '';
    if (status === 0 && existsSync(join(folder, 'electron'))) return folder;
  }
  return existsSync(join(cached, 'electron')) ? cached : null;
}

/** Installs what is missing where it may; else gives the one command to run, empty when nothing is missing. */
async function installPackages() {
  const wanted = readFileSync(join(root, 'build/electron-packages.txt'), 'utf8').split('\n').filter(Boolean);
  const missing = wanted.filter((name) => !isInstalled(name));
  if (missing.length === 0) return '';
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const sudo = privilege();
  if (sudo === null) return `sudo ${command}`;
  say(`Installing ${missing.length} Debian packages: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const shell = `${sudo}apt-get update -qq && ${sudo}${command}`;
  const code = await run('sh', ['-c', shell], { env, stdio: ['ignore', 2, 2] });
  return code === 0 ? '' : `sudo ${command}`;
}

function isInstalled(name) {
  // From Debian 13 on, some libraries carry t64 in their names.
  return [name, `${name}t64`].some((one) => {
    const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f=${Status}', one], { encoding: 'utf8' });
    return status === 0 && stdout.endsWith(' installed');
  });
}

function privilege() {
  if (process.getuid() === 0) return '';
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? 'sudo -n ' : null;
}

async function runSession(node, electron) {
  const home = mkdtempSync(join(tmpdir(), 'nim-glance-home-'));
  const results = join(home, 'results.tap');
  mkdirSync(join(root, 'dist/screenshots'), { recursive: true });
  const folder = join(root, 'test/electron');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
  // The keyring is unlocked before anything else may touch org.freedesktop.secrets, or a locked one is activated.
  const session =
    'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && ' +
    'exec xvfb-run -a -s "-screen 0 1280x800x24" "$@"';
  const reporters = ['spec', 'stdout', 'tap', results];
  const flags = [0, 2].flatMap((at) => [
    `--test-reporter=${reporters[at]}`,
    `--test-reporter-destination=${reporters[at + 1]}`,
  ]);
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, ELECTRON_OVERRIDE_DIST_PATH: electron };
  for (const name of ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'DT_API_TOKEN', 'WAYLAND_DISPLAY'])
    delete env[name];
  const command = [
    'sh',
    '-c',
    session,
    'session',
    node,
    '--test',
    '--test-timeout',
    String(limitMs),
    ...flags,
    ...files,
  ];
  const code = await run('dbus-run-session', ['--', ...command], { cwd: root, env });
  const counts = readCounts(results);
  rmSync(home, { recursive: true, force: true });
  if (counts !== null) return { ...counts, failed: code === 0 ? counts.failed : Math.max(counts.failed, 1) };
  say('The session ended before the tests told their result.');
  return { passed: 0, failed: 1, skipped: 0 };
}

function readCounts(file) {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? NaN);
  const counts = { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') };
  return Number.isNaN(counts.passed + counts.failed) ? null : counts;
}
