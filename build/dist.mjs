// `npm run dist`: the installers that this system can build, into dist/packages; the last lines are a table of what was
// built, and of what was not and why. `-- --dir` builds the program's folder alone. Ends with 1 when nothing could be
// built, with `-- --all` also when something is missing that this system should be able to build.

import { parseArgs } from 'node:util';
import { bundle } from './desktop.mjs';
import { withNode24 } from './run.mjs';

const { values } = parseArgs({ options: { dir: { type: 'boolean' }, all: { type: 'boolean' } } });

await withNode24(async (node) => {
  if (!(await bundle(node))) return 1;
  // Loaded now: before the set-up the packages that it uses may be missing.
  const { buildAll } = await import('./packaging/build-all.mjs');
  const rows = await buildAll(node, { folderOnly: values.dir === true });
  console.log(`\n${rows.map(line).join('\n')}`);
  const own = rows.filter((row) => row.own);
  const missing = own.filter(({ why }) => why !== '');
  return missing.length === own.length || (values.all === true && missing.length > 0) ? 1 : 0;
});

function line({ what, why, note }) {
  return `${what.padEnd(16)}  ${why === '' ? `built      ${note}` : `not built  ${why} (${note})`}`;
}
