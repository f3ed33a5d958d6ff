// What tests need to meet the product on a desktop nobody sees: Debian's packages, Electron, a D-Bus session with an
// unlocked keyring and a display. Linux only: D-Bus and Secret Service are Linux's.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';
import { say } from './say.mjs';
import { root } from './set-up.mjs';

const installer = join(root, '../shared/tools/electron-runtime/install');
const cached = join(homedir(), '.cache/nim-glance/electron-22.3.25');

/** Whether an Electron, or what installs it, is there; what the environment names counts alone. */
export function mayHaveElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return (given ? [given] : [installer, cached]).some((place) => existsSync(place));
}

/**
 * The folder with the executable: named by the environment, installed by the tool beside the clone, or left from before;
 * null where there is none. The installer needs some of the packages.
 */
export function findElectron() {
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

/**
 * Installs those of build/electron-packages.txt and `more` that are missing, where it may; else gives the one command to
 * run, empty when nothing is missing.
 */
export async function installPackages(...more) {
  const wanted = readFileSync(join(root, 'build/electron-packages.txt'), 'utf8').split('\n').filter(Boolean);
  const missing = [...wanted, ...more].filter((name) => !isInstalled(name));
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

/** Bundles what Electron and browsers load; whether that went well. */
export async function bundle(node) {
  say('Bundling for Electron.');
  return (await run(node, [join(root, 'build/bundle.mjs')], { cwd: root, stdio: ['ignore', 2, 2] })) === 0;
}

/**
 * Runs `command(home)`, a list of words, in such a session, with a home of its own that is gone afterwards; `around` are
 * words before the whole session, `screen` is the size of its display. Resolves to what `read(home)` makes of it, and the
 * exit code.
 */
export async function runInSession(command, environment, read, { around = [], screen = '1280x800' } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'nim-glance-home-'));
  // The keyring is unlocked before anything else may touch org.freedesktop.secrets, or a locked one is activated.
  const session = 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"';
  // The bus knows the display, so that what it activates, such as a notification daemon, finds it.
  const display = ['-a', '-s', `-screen 0 ${screen}x24`, 'dbus-run-session', '--'];
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, ...environment };
  for (const name of ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'DT_API_TOKEN', 'WAYLAND_DISPLAY'])
    delete env[name];
  try {
    const inside = [...display, 'sh', '-c', session, 'session', ...command(home)];
    const [program, ...words] = [...around, 'xvfb-run', ...inside];
    const code = await run(program, words, { cwd: root, env });
    return { code, result: read(home) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
