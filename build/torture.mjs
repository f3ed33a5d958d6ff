// `npm run torture -- --minutes 2 [--seed N]`: the real program in all the weather there is; its last line is the result.
// Where the system allows it, the run gets mounts of its own, so that it can fill a disk.

import { spawnSync } from 'node:child_process';
import { run, withNode24 } from './run.mjs';
import { root } from './set-up.mjs';

await withNode24((node) => {
  const args = [`${root}/test/torture/torture.ts`, ...process.argv.slice(2)];
  const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;
  if (!canMount) return run(node, args);
  return run('unshare', ['-rm', node, ...args], { env: { ...process.env, NIM_GLANCE_OWN_MOUNTS: '1' } });
});
