// One call of electron-builder, with what this clone and this system know.

import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { forwardSignals, root } from '../set-up.mjs';
import { withoutEmpty } from './without-empty.mjs';

const builder = join(root, 'node_modules/electron-builder/cli.js');
/** Larger than any package takes to build; a download that hangs must end. */
const limitMs = 1_200_000;

/**
 * Builds `targets` of electron-builder.yml's (`dir`, `deb` …; empty: all of this system) for the `arch`es it names, with the
 * Electron in `electron` (`folder`, `version`), or with the product's own, which is downloaded. Without `repository`
 * (`owner/name` on GitHub) no update metadata is written: nobody could find it. Resolves to why it failed, or to an empty string.
 */
export function buildPackage(node, { targets, arch, electron, repository, env = {} }) {
  const config = join(root, 'dist/electron-builder.json');
  writeFileSync(config, JSON.stringify(configuration(electron, repository)));
  const system = { linux: '--linux', darwin: '--mac', win32: '--win' }[process.platform];
  const args = [
    builder,
    system,
    ...targets,
    ...arch.map((one) => `--${one}`),
    '--config',
    config,
    '--publish',
    'never',
  ];
  return new Promise((resolve) => {
    const child = spawn(node, args, {
      cwd: root,
      env: { ...withoutEmpty(process.env), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stop = forwardSignals(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        process.stderr.write(chunk);
      });
    }
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('close', (code) => {
      stop();
      clearTimeout(limit);
      resolve(code === 0 ? '' : reasonIn(output, code));
    });
  });
}

function configuration(electron, repository) {
  const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
  if (electron !== undefined)
    Object.assign(config, { electronDist: electron.folder, electronVersion: electron.version });
  if (repository === undefined) return { ...config, publish: null };
  const [owner, repo] = repository.split('/');
  return { ...config, publish: { ...config.publish, owner, repo } };
}

/**
 * electron-builder marks the lines that say it; what stands behind in columns of its own is not for people. Electron and
 * most of its tools come from GitHub, so a host that is not found explains the rest.
 */
function reasonIn(output, code) {
  const host = /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (\S+)/.exec(output)?.[1];
  if (host !== undefined) return unreachable(host);
  const said = /⨯ (.*)/.exec(output)?.[1]?.replace(/\s{2,}\S+=.*$/, '');
  return said?.trim() || `electron-builder ended with ${code}`;
}

/** In these words electron-builder's wish for a host is told that cannot be found. */
function unreachable(host) {
  return `it needs ${host}, which cannot be reached`;
}
