// `npm run bench [-- --rounds N] [--folder DIR] [--only pipeline,commit,screen,host]`: how fast the stages are, what the screen
// costs and what the host uses, as ratios to known anchors.

import { run, withNode24 } from './run.mjs';
import { root } from './set-up.mjs';

await withNode24((node) =>
  run(node, [`${root}/test/bench/bench.ts`, ...process.argv.slice(2)], { cwd: process.env.INIT_CWD ?? process.cwd() }),
);
