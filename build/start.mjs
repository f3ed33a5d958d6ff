// `npm start`: the demo, or with arguments the product: in Electron where a binary and
// a display are there, in the browser where only a display is, else in this terminal.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headless, run, withNode24 } from './run.mjs';
import { say } from './say.mjs';
import { forwardSignals, root } from './set-up.mjs';

const downloadLimitMs = 20_000;
const progressMs = 5_000;
const electronPackage = join(root, 'node_modules', 'electron');
const given = process.argv.slice(2);

await withNode24(async (node) => {
  // The display is asked first: without one a download would be for nothing.
  if (!hasDisplay()) return startInTerminal(node, 'No display (DISPLAY and WAYLAND_DISPLAY are not set).');
  const electron = await findElectron(node);
  say('Bundling the screen.');
  const bundled = await run(node, [join(root, 'build', 'bundle.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
  if (bundled !== 0) return bundled;
  if (electron.kind === 'missing') return startInBrowser(node, electron.reason);
  const args = given.length > 0 ? given : ['--demo'];
  say(`Starting Electron: ${electron.path}`);
  return run(electron.path, [...(isLinuxRoot() ? ['--no-sandbox'] : []), root, ...args], { cwd: root });
});

function startInTerminal(node, reason) {
  say(`${reason} Starting in this terminal instead; Ctrl+C ends it.`);
  return startHeadless(node);
}

function startInBrowser(node, reason) {
  say(`${reason} Starting in your browser instead; Ctrl+C ends it.`);
  return startHeadless(node, '--open');
}

function startHeadless(node, ...more) {
  return run(node, [headless, ...(given.length > 0 ? ['run', ...given] : ['demo']), ...more], { cwd: root });
}

async function findElectron(node) {
  const present = electronPath();
  if (present !== null) return { kind: 'found', path: present };
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    return missing('No Electron in the folder ELECTRON_OVERRIDE_DIST_PATH names.');
  }
  say(`Electron's binary is not here yet: downloading it (at most ${downloadLimitMs / 1000} s).`);
  const why = await download(node);
  const fetched = electronPath();
  return fetched === null ? missing(`Electron could not be downloaded (${why}).`) : { kind: 'found', path: fetched };
}

function missing(reason) {
  return { kind: 'missing', reason };
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function electronPath() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(electronPackage, 'dist');
  const path = join(folder, executableName());
  return existsSync(path) ? path : null;
}

/** Electron's package writes the name down after a download; before that it is known by the platform. */
function executableName() {
  const written = join(electronPackage, 'path.txt');
  if (existsSync(written)) return readFileSync(written, 'utf8').trim();
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Runs Electron's own installer once; resolves to why it did not work, or to an empty string. */
function download(node) {
  return new Promise((resolve) => {
    const startedMs = Date.now();
    const child = spawn(node, [join(electronPackage, 'install.js')], { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    const progress = setInterval(() => say('Still downloading Electron.'), progressMs);
    const limit = setTimeout(() => child.kill('SIGKILL'), downloadLimitMs);
    const stop = forwardSignals(child);
    const finish = (why) => {
      clearInterval(progress);
      clearTimeout(limit);
      stop();
      resolve(why);
    };
    child.on('error', (error) => finish(error.message));
    child.on('close', (code) => {
      if (code === 0) finish('');
      else if (Date.now() - startedMs >= downloadLimitMs) finish(`not done after ${downloadLimitMs / 1000} s`);
      else finish(errors.trim().split('\n')[0] || `exit code ${code}`);
    });
  });
}

function isLinuxRoot() {
  return process.platform === 'linux' && process.getuid() === 0;
}
