// `npm run --silent cli -- ARGS`: what `nim-glance ARGS` does when installed, from the clone.

import { join } from 'node:path';
import { headless, run, withNode24 } from './run.mjs';
import { root } from './set-up.mjs';

await withNode24(async (node) => {
  const given = process.argv.slice(2);
  // The screen in a browser is a bundle; everything else runs from source.
  if (given.includes('--open')) {
    const bundled = await run(node, [join(root, 'build/bundle.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
    if (bundled !== 0) return bundled;
  }
  return run(node, [headless, ...given], { cwd: process.env.INIT_CWD ?? process.cwd() });
});
