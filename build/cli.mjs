// `npm run --silent cli -- ARGS`: what `nim-glance ARGS` does when installed, from the clone.

import { headless, run, withNode24 } from './run.mjs';

await withNode24((node) =>
  run(node, [headless, ...process.argv.slice(2)], { cwd: process.env.INIT_CWD ?? process.cwd() }),
);
