// `npm run fuzz -- --seconds 60 [--seed N]`: hostile texts for every reader; `--case FILE` runs one that was found again.

import { run, withNode24 } from './run.mjs';
import { root } from './set-up.mjs';

await withNode24((node) =>
  run(node, [`${root}/test/fuzz/fuzz.ts`, ...process.argv.slice(2)], { cwd: process.env.INIT_CWD ?? process.cwd() }),
);
