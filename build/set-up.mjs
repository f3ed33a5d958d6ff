// Makes the clone ready to run: dependencies as package-lock.json names them, Node 24 among them.
// Runs on Node 20 with nothing installed, so it may import only built-in modules and its neighbours in this folder.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installHook } from './install-hook.mjs';
import { say } from './say.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const modules = join(root, 'node_modules');
const stamp = join(modules, '.nim-glance-stamp');
// Outside node_modules, which npm ci removes, and outside the clone, where it would look like a change.
const lock = join(tmpdir(), `nim-glance-set-up-${userInfo().username}-${hashOf(root).slice(0, 16)}.lock`);
const node24 = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

// The holder touches its lock each second; one that was not touched for so long belongs to a process that died.
const lockTouchMs = 1_000;
const lockStaleMs = 15_000;
const lockPollMs = 250;
const progressMs = 5_000;

/**
 * Installs what is missing and returns the path of Node 24. Does nothing, quickly, when all is there.
 * Throws an Error whose message tells the user what to do.
 */
export async function setUp() {
  if (!isReady()) {
    await withLock(async () => {
      // Another process may have done it while this one waited.
      if (!isReady()) await install();
    });
  }
  return node24;
}

function isReady() {
  return existsSync(node24) && existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === lockFileHash();
}

function lockFileHash() {
  return hashOf(readFileSync(join(root, 'package-lock.json')));
}

function hashOf(data) {
  return createHash('sha256').update(data).digest('hex');
}

async function install() {
  const hash = lockFileHash();
  say(existsSync(stamp) ? 'Dependencies changed: running npm ci.' : 'Installing dependencies: running npm ci.');
  const { code, output } = await runNpm(['ci', '--no-fund', '--no-audit']);
  if (code !== 0) {
    process.stderr.write(output);
    throw new Error(
      `npm ci failed (exit code ${code}); its output is above. It needs the npm registry: check the network, ` +
        'or the proxy in `npm config get proxy`, then run the same command again.',
    );
  }
  if (!existsSync(node24)) {
    throw new Error(
      `npm ci ended well, but Node 24 is not at ${node24}. Its package fetches it in an install script. ` +
        'Check that `npm config get ignore-scripts` says false, then run `npm rebuild node` and the same command again.',
    );
  }
  installHook(root);
  writeFileSync(stamp, `${hash}\n`);
  say('Dependencies are installed.');
}

/** Runs npm, keeping its output for the case that it fails, and says each few seconds that it is still at work. */
function runNpm(args) {
  return new Promise((resolve) => {
    const child = spawn('npm', args, { cwd: root, env: npmEnvironment(), shell: process.platform === 'win32' });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const progress = setInterval(() => say('npm ci is still at work.'), progressMs);
    const stop = forwardSignals(child);
    const finish = (code, extra) => {
      clearInterval(progress);
      stop();
      resolve({ code, output: Buffer.concat(chunks).toString() + extra });
    };
    child.on('error', (error) => finish(127, `${error.message}\n`));
    child.on('close', (code, signal) => finish(code ?? 1, signal ? `npm was ended by ${signal}.\n` : ''));
  });
}

/** Under `npm run`, npm hands its own settings to its children; `--silent` or a prefix of the outer run must not reach the inner. */
function npmEnvironment() {
  const inherited =
    /^npm_(lifecycle_|package_|command$|config_(loglevel|local_prefix|prefix|global|silent|omit|dry_run)$)/i;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !inherited.test(name) && name !== 'NODE_ENV' && name !== 'INIT_CWD'),
  );
}

/**
 * While a child runs, this process's signals go to it; the returned function ends that.
 * Ctrl+C at a terminal reaches the child by itself: passed on it would come twice, and twice may mean "at once".
 */
export function forwardSignals(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const handlers = signals.map((signal) => {
    const handler = () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal));
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => handlers.forEach((off) => off());
}

async function withLock(work) {
  await takeLock();
  const touch = setInterval(() => touchLock(), lockTouchMs);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    rmSync(lock, { recursive: true, force: true });
  }
}

async function takeLock() {
  for (let said = false; ; said = true) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (lockAgeMs() > lockStaleMs) {
      rmSync(lock, { recursive: true, force: true });
      continue;
    }
    if (!said) say('Another process is installing; waiting for it.');
    await new Promise((resolve) => setTimeout(resolve, lockPollMs));
  }
}

function touchLock() {
  const now = new Date();
  try {
    utimesSync(lock, now, now);
  } catch {
    // Somebody removed the folder by hand. npm ci goes on; only the mutual exclusion is gone.
  }
}

function lockAgeMs() {
  try {
    return Date.now() - statSync(lock).mtimeMs;
  } catch {
    return 0; // Gone meanwhile: the next attempt takes it.
  }
}
