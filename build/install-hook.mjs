// Has git run build/hooks/pre-commit before each commit of this clone.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Does nothing in CI, outside a clone, and where git has hooks of somebody's own; never throws. */
export function installHook(root) {
  if (process.env.CI || !existsSync(join(root, '.git'))) return;
  const git = (...args) => spawnSync('git', ['-C', root, ...args], { encoding: 'utf8' });
  if (git('config', '--get', 'core.hooksPath').status !== 1) return; // 1: not set. Anything else is not ours to change.
  const present = git('rev-parse', '--git-path', 'hooks/pre-commit');
  if (present.status !== 0 || existsSync(resolve(root, present.stdout.trim()))) return;
  git('config', '--local', 'core.hooksPath', 'build/hooks');
}
