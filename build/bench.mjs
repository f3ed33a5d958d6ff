// `npm run bench [-- --rounds N] [--folder DIR]`: how fast parse, delta, encode and commit are, as ratios to known anchors.

import { run, withNode24 } from './run.mjs';
import { root } from './set-up.mjs';

await withNode24((node) =>
  run(node, [`${root}/test/bench/bench.ts`, ...process.argv.slice(2)], { cwd: process.env.INIT_CWD ?? process.cwd() }),
);
