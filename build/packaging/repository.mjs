import { spawnSync } from 'node:child_process';

/** `owner/name` on GitHub: as its workflow says, else where the clone in `folder` came from; undefined for any other place. */
export function repositoryOf(folder, environment = process.env) {
  if (environment.GITHUB_REPOSITORY) return environment.GITHUB_REPOSITORY;
  const { stdout } = spawnSync('git', ['remote', 'get-url', 'origin'], { cwd: folder, encoding: 'utf8' });
  return /github\.com[/:]([^/\s]+\/[^/\s]+?)(?:\.git)?\s*$/.exec(stdout ?? '')?.[1];
}
