// `npm run screenshots [-- WORD …]`: pictures of every screen in both themes, into build/screenshots; with words only of
// the scenes whose names hold one of them. Needs Linux, and Debian's Chromium or Playwright's own.

import { join } from 'node:path';
import { run, withNode24 } from './run.mjs';
import { root } from './set-up.mjs';

await withNode24(async (node) => {
  const bundled = await run(node, [join(root, 'build/bundle.mjs')], { cwd: root });
  if (bundled !== 0) return bundled;
  const args = [join(root, 'test/screenshots/screenshots.ts'), ...process.argv.slice(2)];
  // Times of day are the same wherever it runs.
  return run(node, args, { env: { ...process.env, TZ: 'Europe/Vienna' } });
});
